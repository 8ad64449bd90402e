pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What came of checking, and what to do: save, check again, stop, or knowingly save unchecked or odd. */
ColumnLayout {
    id: root

    required property CredentialSheetViewModel vm
    required property SheetOutcomeViewModel outcome
    readonly property string verdict: outcome.verdict
    readonly property bool unsure: vm.canCheck && (verdict === "unchecked" || verdict === "offline" || verdict === "limited")
    readonly property bool done: verdict === "lacking"
    readonly property int wait: outcome.waitSeconds

    function focusSave(): void {
        save.forceActiveFocus(Qt.TabFocusReason);
    }
    function aside(): string {
        if (vm.busy)
            return vm.doing === "storing" || !vm.canCheck ? qsTr("Storing") : qsTr("Asking %1").arg(vm.title);
        if (done)
            return qsTr("Stored encrypted on this computer.");
        if (!vm.canCheck)
            return qsTr("%1 cannot be asked about them, so they are stored unverified.").arg(vm.title);
        if (unsure)
            return qsTr("Saved unverified, they are checked at the next chance.");
        return qsTr("Checked with %1, then stored encrypted on this computer.").arg(vm.title);
    }
    function next(): string {
        if (vm.busy)
            return vm.doing === "storing" || !vm.canCheck ? qsTr("Saving") : qsTr("Checking");
        if (wait > 0)
            return wait < 120 ? qsTr("Check again in %1 s").arg(wait) : qsTr("Check again in %1 min").arg(Math.ceil(wait / 60));
        return !vm.canCheck ? qsTr("Save unverified") : unsure ? qsTr("Check again") : qsTr("Save");
    }

    spacing: 0

    SheetVerdict {
        objectName: "sheetMessage"
        Layout.fillWidth: true
        Layout.topMargin: Theme.space16
        verdict: root.verdict
        heading: root.outcome.heading || qsTr("That did not work")
        text: root.outcome.message || root.vm.error
        hint: root.vm.hint
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space16
        Layout.bottomMargin: Theme.space16
        spacing: Theme.space8

        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            color: Theme.textFaint
            text: root.aside()
            wrapMode: Text.Wrap
        }
        GlassButton {
            objectName: "stopCheck"
            visible: root.vm.stoppable
            text: qsTr("Stop")
            Accessible.name: qsTr("Stop the check")
            onClicked: root.vm.stop()
        }
        GlassButton {
            objectName: "cancelSheet"
            visible: !root.vm.stoppable && !root.done
            text: qsTr("Cancel")
            enabled: !root.vm.busy
            onClicked: root.vm.close()
        }
        GlassButton {
            objectName: "saveUnverified"
            visible: root.unsure
            text: qsTr("Save unverified")
            enabled: !root.vm.busy
            onClicked: root.vm.saveUnverified()
        }
        GlassButton {
            objectName: "saveAnyway"
            visible: root.verdict === "confirm"
            text: qsTr("Save anyway")
            enabled: !root.vm.busy
            onClicked: root.vm.saveAnyway()
        }
        GlassButton {
            id: save

            objectName: "saveCredentials"
            visible: root.verdict !== "confirm" && !root.done
            kind: "primary"
            text: root.next()
            busy: root.vm.busy
            enabled: !root.vm.busy && root.wait === 0
            onClicked: root.vm.save()
        }
        GlassButton {
            objectName: "leaveSheet"
            visible: root.done
            kind: "primary"
            text: qsTr("Done")
            onClicked: root.vm.close()
            onVisibleChanged: if (visible) forceActiveFocus(Qt.OtherFocusReason)
        }
    }
}
