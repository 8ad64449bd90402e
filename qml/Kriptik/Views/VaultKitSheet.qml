pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* A new recovery kit, shown once and proved to be kept; the check of the present one; and new keys for all of the vault. */
GlassSheet {
    id: root

    required property KitSheetViewModel vm
    readonly property VaultSheetPage shown: pages.item as VaultSheetPage
    readonly property bool changing: vm.page === "rekeying"
    readonly property var components: ({
            "kit": kit,
            "prove": prove,
            "check": check,
            "rekey": rekey,
            "rekeying": rekeying,
            "rekeyed": rekeyed
        })

    objectName: "kitSheet"
    title: shown?.title ?? ""
    focus: true
    onCloseAsked: vm.close()

    header: VaultSheetHeader {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        glyph: root.shown?.glyph ?? ""
        title: root.title
        text: root.shown?.text ?? ""
        closable: !root.vm.busy
        onCloseAsked: root.vm.close()
    }

    Loader {
        id: pages

        width: parent.width
        focus: true
        sourceComponent: root.components[root.vm.page] ?? null
        onLoaded: (item as Item).forceActiveFocus(Qt.PopupFocusReason)
    }

    footer: VaultSheetFooter {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        error: root.vm.error
        hint: root.vm.hint
        busy: root.vm.busy
        cancels: !root.changing && root.vm.page !== "rekeyed"
        ready: root.shown?.ready ?? false
        action: root.vm.busy ? (root.shown?.working ?? "") : (root.shown?.action ?? "")
        onGoAsked: root.shown.go()
        onCancelAsked: root.vm.close()

        GlassButton {
            objectName: "kitBack"
            visible: root.vm.page === "prove"
            text: qsTr("Back to the kit")
            enabled: !root.vm.busy
            onClicked: root.vm.back()
        }
        GlassButton {
            objectName: "kitLater"
            visible: root.vm.page === "prove"
            text: qsTr("Prove it later")
            enabled: !root.vm.busy
            onClicked: root.vm.later()
        }
        GlassButton {
            objectName: "stopRekey"
            visible: root.changing
            text: qsTr("Stop")
            onClicked: root.vm.stop()
        }
    }

    Component {
        id: kit

        VaultKitShown {
            vm: root.vm
        }
    }
    Component {
        id: prove

        VaultKitProof {
            vm: root.vm
        }
    }
    Component {
        id: check

        VaultKitCheck {
            vm: root.vm
        }
    }
    Component {
        id: rekey

        VaultKeysAsked {
            vm: root.vm
        }
    }
    Component {
        id: rekeying

        VaultKeysChanging {
            vm: root.vm
        }
    }
    Component {
        id: rekeyed

        VaultKeysChanged {
            vm: root.vm
        }
    }
}
