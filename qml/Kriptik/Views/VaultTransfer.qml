pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Credentials that come from another program's file, and those that leave for one. */
FocusScope {
    id: root

    required property ImportViewModel importing
    required property ExportViewModel exporting
    readonly property bool narrow: width < Theme.narrowScreen

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Import and export")

    GlassScroll {
        anchors.fill: parent
        visible: root.importing.stage !== "preview"

        GridLayout {
            width: parent.width
            columns: root.narrow ? 1 : 2
            columnSpacing: Theme.space16
            rowSpacing: Theme.space16
            uniformCellWidths: !root.narrow

            ImportStart {
                Layout.fillWidth: true
                Layout.fillHeight: true
                vm: root.importing
            }
            ExportPanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                vm: root.exporting
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: root.importing.stage === "preview"
        sourceComponent: ImportPreview {
            focus: true
            vm: root.importing
        }
    }
}
