import QtQuick

/* The app's own mark; where there are few pixels, the one drawn for them. */
IconImage {
    art: size > IconNames.grid ? "app/mark" : "app/mark-small"
}
