pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* What must not happen at one press: a new password, a way less, an older copy of the vault, no vault at all. */
GlassSheet {
    id: root

    required property SafetySheetViewModel vm
    readonly property VaultSheetPage shown: pages.item as VaultSheetPage

    objectName: "safetySheet"
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
        sourceComponent: root.vm.page === "password" ? password : root.vm.page === "remove" ? removal : root.vm.page === "restore" ? restore : destroy
        onLoaded: (item as Item).forceActiveFocus(Qt.PopupFocusReason)
    }

    footer: VaultSheetFooter {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        error: root.vm.error
        hint: root.vm.hint
        busy: root.vm.busy
        ready: root.shown?.ready ?? false
        action: root.vm.busy ? (root.shown?.working ?? "") : (root.shown?.action ?? "")
        onGoAsked: root.shown.go()
        onCancelAsked: root.vm.close()
    }

    Component {
        id: password

        VaultSafetyPassword {
            vm: root.vm
        }
    }
    Component {
        id: removal

        VaultSafetyRemoval {
            vm: root.vm
        }
    }
    Component {
        id: restore

        VaultSafetyRestore {
            vm: root.vm
        }
    }
    Component {
        id: destroy

        VaultSafetyDestroy {
            vm: root.vm
        }
    }
}
