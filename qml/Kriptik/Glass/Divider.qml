import QtQuick

/* A line between things that belong apart; lies flat unless `upright`. In a menu it keeps the items' distance. */
Item {
    id: root

    property bool upright: false
    property int inset: 0

    implicitWidth: upright ? Theme.hairline : Theme.space32
    implicitHeight: upright ? Theme.space32 : Theme.hairline
    Accessible.role: Accessible.Separator
    Accessible.ignored: true

    Rectangle {
        anchors.centerIn: parent
        width: root.upright ? Theme.hairline : parent.width - 2 * root.inset
        height: root.upright ? parent.height - 2 * root.inset : Theme.hairline
        color: Theme.line
    }
}
