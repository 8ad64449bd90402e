pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Icons

/* One line of the audit log: when, what, of which service, and who. */
Item {
    id: root

    required property int seq
    required property string time
    required property string what
    required property string detail
    required property string glyph
    required property string tone
    required property string icon
    required property string service
    required property string account
    required property string who
    required property string more
    required property VaultAuditColumns columns
    property bool current: false

    component Pair: Column {
        id: pair

        required property string first
        required property string second
        property color ink: Theme.text

        anchors.verticalCenter: parent?.verticalCenter
        spacing: Theme.space2

        GlassText {
            width: parent.width
            text: pair.first
            color: pair.ink
            font.pixelSize: Theme.sizeSmall
            Accessible.ignored: true

            HoverTip {}
        }
        GlassText {
            width: parent.width
            visible: text !== ""
            kind: "caption"
            text: pair.second
            color: Theme.textFaint
            Accessible.ignored: true

            HoverTip {}
        }
    }

    objectName: "audit_" + seq
    implicitHeight: Theme.rowHeight + Theme.space4
    Accessible.role: Accessible.ListItem
    Accessible.name: [time, what, detail, service, account, who, more].filter(words => words !== "").join(", ")

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: Theme.space8
        anchors.rightMargin: Theme.space12
        radius: Theme.radius8
        color: root.current ? Theme.fillCurrent : hover.hovered ? Theme.fillHover : Theme.clear

        Loader {
            anchors.fill: parent
            active: root.current
            sourceComponent: FocusRing {
                around: Theme.radius8
                distance: 0
            }
        }
    }
    GlassText {
        x: root.columns.timeX
        width: root.columns.timeWidth
        anchors.verticalCenter: parent.verticalCenter
        kind: "mono"
        text: root.time
        color: Theme.textDim
        Accessible.ignored: true
    }
    UiIcon {
        x: root.columns.whatX
        anchors.verticalCenter: parent.verticalCenter
        name: root.glyph
        size: Theme.icon20
        color: root.tone === "neutral" ? Theme.textDim : Theme.tone(root.tone)
        accent: color
    }
    Pair {
        x: root.columns.whatX + Theme.icon20 + Theme.space12
        width: root.columns.whatWidth - Theme.icon20 - Theme.space12
        first: root.what
        second: root.detail
        ink: root.tone === "error" ? Theme.redWord : Theme.text
    }
    Loader {
        x: root.columns.serviceX
        anchors.verticalCenter: parent.verticalCenter
        active: root.icon !== ""
        sourceComponent: BrandIcon {
            slug: root.icon
            size: Theme.icon20
        }
    }
    Pair {
        x: root.columns.serviceX + Theme.icon20 + Theme.space12
        width: root.columns.serviceWidth - Theme.icon20 - Theme.space12
        first: root.service
        second: root.account
    }
    Pair {
        x: root.columns.whoX
        width: root.columns.whoWidth
        first: root.who
        second: root.more
        ink: Theme.textDim
    }
    HoverHandler {
        id: hover
    }
}
