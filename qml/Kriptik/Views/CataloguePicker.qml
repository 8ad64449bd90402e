pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Finds a service by name or category and adds it. */
FocusScope {
    id: root

    required property NewProjectViewModel vm

    signal done

    implicitHeight: column.implicitHeight
    onVisibleChanged: if (visible) words.field.forceActiveFocus(Qt.TabFocusReason)
    Keys.onEscapePressed: done()

    ColumnLayout {
        id: column

        width: parent.width
        spacing: 12

        GlassInput {
            id: words

            objectName: "catalogueSearch"
            Layout.fillWidth: true
            label: qsTr("Catalogue")
            placeholder: qsTr("Search by name or category")
            onEdited: value => root.vm.search(value)
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space8

            Repeater {
                id: hits

                model: root.vm.hits

                GlassButton {
                    required property string integrationId
                    required property string name
                    required property string slug

                    objectName: "add_" + integrationId
                    text: name
                    brand: slug
                    Accessible.name: qsTr("Add %1").arg(name)
                    onClicked: root.vm.add(integrationId, "")
                }
            }
        }
        GlassText {
            visible: hits.count === 0
            kind: "caption"
            text: qsTr("Nothing in the catalogue fits these words.")
        }
    }
}
