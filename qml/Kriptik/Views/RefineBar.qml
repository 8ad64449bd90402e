pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* Under the stack: Claude may read the description too, when asked. How that stands is one calm line. */
FocusScope {
    id: root

    required property RefiningViewModel vm
    property bool able: true
    property int inset: Theme.space24
    readonly property bool busy: vm.state === "busy"

    function line(): string {
        switch (vm.state) {
        case "busy":
            return qsTr("Claude is reading the description");
        case "done":
            return vm.text;
        case "failed":
            return qsTr("%1 The stack shown was read on this computer.").arg(vm.text);
        default:
            return qsTr("So far, read on this computer only.");
        }
    }
    function leave(): void {
        vm.cancel();
        act.forceActiveFocus(Qt.OtherFocusReason);
    }

    implicitHeight: column.implicitHeight + 2 * Theme.space12
    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && (busy || vm.state === "asking")
    Keys.onEscapePressed: leave()

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    ColumnLayout {
        id: column

        x: root.inset
        y: Theme.space12
        width: parent.width - 2 * root.inset
        spacing: Theme.space12

        Loader {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            active: root.vm.state === "asking"
            visible: active
            focus: active
            sourceComponent: RefineAsk {
                objectName: "refineAsk"
                focus: true
                vm: root.vm
                onRefused: root.leave()
                Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
            }
        }
        RowLayout {
            Layout.fillWidth: true
            visible: root.vm.state !== "asking"
            spacing: Theme.space12

            Loader {
                active: root.vm.state === "busy" || root.vm.state === "done" || root.vm.state === "failed"
                visible: active
                sourceComponent: root.busy ? turning : sign
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.space2

                GlassText {
                    objectName: "refineLine"
                    Layout.fillWidth: true
                    kind: "caption"
                    color: root.vm.state === "idle" ? Theme.textFaint : Theme.textDim
                    wrapMode: Text.Wrap
                    text: root.line()
                    Accessible.role: Accessible.AlertMessage
                }
                GlassText {
                    objectName: "refinePrice"
                    Layout.fillWidth: true
                    visible: text !== ""
                    kind: "caption"
                    color: Theme.textFaint
                    wrapMode: Text.Wrap
                    text: root.vm.detail
                }
            }
            GlassButton {
                id: act

                objectName: "refine"
                brand: root.busy ? "" : "claude"
                enabled: root.busy || root.able
                text: root.busy ? qsTr("Cancel") : qsTr("Refine with Claude")
                onClicked: root.busy ? root.vm.cancel() : root.vm.ask()
            }
        }
    }

    Component {
        id: turning

        Spinner {
            size: Theme.icon16
        }
    }
    Component {
        id: sign

        UiIcon {
            name: root.vm.state === "done" ? "check" : "info"
            size: Theme.icon16
            color: root.vm.state === "done" ? Theme.success : Theme.textDim
            accent: color
        }
    }
}
