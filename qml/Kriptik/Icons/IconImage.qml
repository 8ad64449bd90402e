pragma ComponentBehavior: Bound

import QtQuick

/* What all icons are: a picture drawn by the image provider for the pixels it gets, which can spin, beat and grow.
   It moves only where it is given a pace, and is decorative: the name is said by the control that shows it. */
Image {
    id: root

    required property string art
    property int size: IconNames.grid
    property IconPace pace: null
    property bool spinning: false
    property bool calling: false
    property bool hovered: false

    // A colour that is not set is the family's own.
    function hex(value: color, usual: string): string {
        return value.valid ? value.toString().slice(-6) : usual;
    }

    source: art === "" ? "" : "image://kriptik/" + art
    sourceSize: Qt.size(size, size)
    width: size
    height: size
    scale: (motion.item as IconMotion)?.factor ?? 1
    rotation: (motion.item as IconMotion)?.angle ?? 0
    Accessible.ignored: true

    Loader {
        id: motion

        active: root.pace !== null
        sourceComponent: IconMotion {
            pace: root.pace
            spinning: root.spinning
            calling: root.calling
            hovered: root.hovered
        }
    }
}
