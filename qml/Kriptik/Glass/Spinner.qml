pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Icons

/* Turns while something runs; with reduced motion it stands still and the words beside it say so. */
UiIcon {
    property bool running: true

    name: "spinner"
    pace: Theme.iconPace
    spinning: running
}
