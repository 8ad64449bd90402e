import QtQuick

/* A rounded rectangle for gradients. The software renderer draws one in steps at its corners, and smoothly only where
   a corner has a radius of its own (measured), so one corner says again what all have. */
Rectangle {
    topLeftRadius: radius
}
