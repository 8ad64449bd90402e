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
    readonly property SheetGuideViewModel guide: vm.guide as SheetGuideViewModel
    readonly property SheetPasteViewModel paste: vm.paste as SheetPasteViewModel
    readonly property SheetOutcomeViewModel outcome: vm.outcome as SheetOutcomeViewModel
    readonly property bool done: outcome.verdict === "lacking"
    readonly property bool watched: Window.active
    readonly property bool busy: vm.busy

    function holds(item: Item): bool {
        for (let at = item; at; at = at.parent)
            if (at === body)
                return true;
        return false;
    }
    /* The sheet's middle shrinks when the footer speaks, and grows with what comes; what has the keyboard stays in sight. */
    function keepInSight(): void {
        const field = Window.activeFocusItem;
        let at = body as Item;
        while (at && !(at instanceof Flickable))
            at = at.parent;
        const scroll = at as Flickable;
        if (!field || !scroll || !holds(field))
            return;
        const top = field.mapToItem(scroll.contentItem, 0, 0).y - Theme.space48;
        const bottom = top + field.height + 2 * Theme.space48;
        if (bottom > scroll.contentY + scroll.height)
            scroll.contentY = Math.min(bottom, scroll.contentHeight) - scroll.height;
        else if (top < scroll.contentY)
            scroll.contentY = Math.max(0, top);
    }
    /* To what stands in the way of saving, else to saving itself: one key then does it. */
    function goOn(): void {
        if (!form.focusOpen())
            foot.focusSave();
    }
    function accept(): void {
        if (!vm.busy && !done && outcome.waitSeconds === 0)
            vm.save();
    }

    objectName: "credentialSheet"
    title: qsTr("Credentials for %1").arg(vm.title)
    focus: true
    onWatchedChanged: if (watched && !vm.busy) paste.returned()
    onBusyChanged: if (!busy && outcome.verdict === "stopped") foot.focusSave()
    onCloseAsked: vm.close()
    Keys.onPressed: event => {
        const control = event.modifiers & Qt.ControlModifier;
        if (control && (event.modifiers & Qt.ShiftModifier) && event.key === Qt.Key_V && !vm.busy && !done)
            paste.pasteAll();
        else if (control && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter))
            accept();
        else
            return;
        event.accepted = true;
    }

    header: SheetHeader {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        vm: root.vm
    }

    ColumnLayout {
        id: body

        width: parent.width
        spacing: Theme.space20
        onHeightChanged: Qt.callLater(root.keepInSight)

        SheetGuide {
            id: guidance

            Layout.fillWidth: true
            visible: !root.done
            vm: root.guide
            paste: root.paste
            name: root.vm.title
            note: root.vm.note
            several: form.count > 1
            locked: root.vm.busy
        }
        SheetOffer {
            id: offer

            Layout.fillWidth: true
            visible: root.paste.offering && !root.done
            vm: root.paste
            locked: root.vm.busy
            onDeclined: form.focusFirst()
        }
        Notice {
            objectName: "pasteDone"
            Layout.fillWidth: true
            tone: root.paste.tone
            text: root.paste.text
            hint: root.paste.hint
        }
        CallbackAddress {
            Layout.fillWidth: true
            visible: root.guide.callbackUrl !== "" && !root.done
            label: qsTr("Address to register at %1").arg(root.vm.title)
            address: root.guide.callbackUrl
        }
        CredentialForm {
            id: form

            Layout.fillWidth: true
            visible: !root.done
            fields: root.vm.fields
            reads: name => root.vm.typedText(name)
            pastes: name => root.paste.pasteInto(name)
            locked: root.vm.busy
            onEdited: (name, value) => root.vm.edit(name, value)
            onAccepted: root.accept()
        }
        SheetRights {
            Layout.fillWidth: true
            visible: root.guide.known
            vm: root.guide
            locked: root.vm.busy
            foldable: !root.done
        }
    }

    footer: SheetFooter {
        id: foot

        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        vm: root.vm
        outcome: root.outcome
        onHeightChanged: Qt.callLater(root.keepInSight)
    }

    Connections {
        target: root.vm

        function onRefused(): void {
            form.focusProblem();
        }
        function onFilled(name: string): void {
            form.fill(name);
        }
    }
    Connections {
        target: root.paste

        function onSorted(): void {
            guidance.folded = true;
            Qt.callLater(root.goOn);
        }
        function onOffered(): void {
            Qt.callLater(() => offer.forceActiveFocus(Qt.TabFocusReason));
        }
    }
    Connections {
        target: root.guide

        function onFetched(): void {
            guidance.folded = false;
            form.focusFirst();
        }
    }
}
