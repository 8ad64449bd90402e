pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Forms
import Kriptik.Glass
import Kriptik.Ui

/* Getting one credential: where to find it, the fields, and what the provider says of it. */
GlassSheet {
    id: root

    required property CredentialSheetViewModel vm
    property bool weakest: false
    readonly property bool fetching: vm.fetching

    /* The sheet's middle shrinks when the footer speaks; what is being typed in stays in sight. */
    function keepInSight(): void {
        const field = Window.activeFocusItem;
        let at = form as Item;
        while (at && !(at instanceof Flickable))
            at = at.parent;
        const scroll = at as Flickable;
        if (!field || !scroll || !form.holds(field))
            return;
        const top = field.mapToItem(scroll.contentItem, 0, 0).y - Theme.space48;
        const bottom = top + field.height + 2 * Theme.space48;
        if (bottom > scroll.contentY + scroll.height)
            scroll.contentY = Math.min(bottom, scroll.contentHeight) - scroll.height;
        else if (top < scroll.contentY)
            scroll.contentY = Math.max(0, top);
    }

    objectName: "credentialSheet"
    title: qsTr("Credentials for %1").arg(vm.title)
    focus: true
    onFetchingChanged: if (fetching) form.focusFirst()
    onCloseAsked: vm.close()

    header: SheetHeader {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        vm: root.vm
    }

    ColumnLayout {
        width: parent.width
        spacing: Theme.space20

        RowLayout {
            Layout.fillWidth: true
            visible: !root.vm.fetching
            spacing: Theme.space24

            GlassText {
                Layout.fillWidth: true
                kind: "small"
                text: root.vm.note
                wrapMode: Text.Wrap
            }
            GlassButton {
                objectName: "fetchCredentials"
                kind: "outline"
                edge: Theme.text
                glyph: "external"
                text: qsTr("Fetch Credentials")
                enabled: !root.vm.busy
                onClicked: root.vm.fetchCredentials()
            }
        }
        DashboardSteps {
            objectName: "steps"
            Layout.fillWidth: true
            visible: root.vm.fetching
            title: qsTr("Copy your credentials from %1").arg(root.vm.title)
            steps: root.vm.steps

            GlassButton {
                objectName: "fetchCredentials"
                glyph: "external"
                text: qsTr("Open again")
                Accessible.name: qsTr("Open the dashboard of %1 again").arg(root.vm.title)
                enabled: !root.vm.busy
                onClicked: root.vm.fetchCredentials()
            }
        }
        CallbackAddress {
            Layout.fillWidth: true
            visible: root.vm.callbackUrl !== ""
            label: qsTr("Address to register at %1").arg(root.vm.title)
            address: root.vm.callbackUrl
        }
        CredentialForm {
            id: form

            function holds(item: Item): bool {
                for (let at = item; at; at = at.parent)
                    if (at === form)
                        return true;
                return false;
            }

            Layout.fillWidth: true
            fields: root.vm.fields
            locked: root.vm.busy
            onEdited: (name, value) => root.vm.edit(name, value)
            onAccepted: root.vm.save()
        }
        GlassButton {
            objectName: "weakestKey"
            visible: root.vm.leastPrivilege.length > 0
            glyph: root.weakest ? "chevron-up" : "chevron-down"
            text: qsTr("The weakest key that still works")
            Accessible.checkable: true
            Accessible.checked: root.weakest
            onClicked: root.weakest = !root.weakest
        }
        DashboardSteps {
            objectName: "weakestSteps"
            Layout.fillWidth: true
            visible: root.weakest && root.vm.leastPrivilege.length > 0
            title: qsTr("Give it no more rights than this")
            steps: root.vm.leastPrivilege
        }
    }

    footer: SheetFooter {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        vm: root.vm
        onHeightChanged: Qt.callLater(root.keepInSight)
    }

    Connections {
        target: root.vm

        function onRefused(): void {
            form.focusProblem();
        }
    }
}
