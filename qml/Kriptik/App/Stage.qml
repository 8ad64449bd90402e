pragma ComponentBehavior: Bound

import QtQuick

/* One screen: made when first shown, then kept as it was left for as long as `kept`; nothing of it stays after that. */
Loader {
    id: root

    required property bool shown
    required property Component content
    property bool kept: false
    property bool wanted: false

    anchors.fill: parent
    active: shown || (kept && wanted)
    visible: shown
    sourceComponent: content
    focus: shown
    onShownChanged: if (shown) wanted = true
    onKeptChanged: if (!kept) wanted = false
    onLoaded: if (shown) (item as Item).forceActiveFocus(Qt.OtherFocusReason)
    Component.onCompleted: wanted = shown
}
