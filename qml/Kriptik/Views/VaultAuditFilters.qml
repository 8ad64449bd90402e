pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Which entries of the audit log are shown. */
RowLayout {
    id: root

    required property AuditViewModel vm

    spacing: Theme.space8
    enabled: vm.loaded
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Filters")

    GlassSelect {
        objectName: "auditGroup"
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.menuWidth
        placeholder: qsTr("What happened")
        Accessible.name: placeholder
        options: root.vm.groups
        value: root.vm.group
        onChosen: id => root.vm.chooseGroup(id)
    }
    GlassSelect {
        objectName: "auditIntegration"
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.menuWidth
        placeholder: qsTr("Service")
        Accessible.name: placeholder
        options: root.vm.integrations
        value: root.vm.integration
        onChosen: id => root.vm.chooseIntegration(id)
    }
    GlassSelect {
        objectName: "auditOrigin"
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.menuWidth
        placeholder: qsTr("Who asked")
        Accessible.name: placeholder
        options: root.vm.origins
        value: root.vm.origin
        onChosen: id => root.vm.chooseOrigin(id)
    }
}
