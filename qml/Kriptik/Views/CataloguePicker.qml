pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
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
            spacing: Theme.unit

            Repeater {
                id: hits

                model: root.vm.hits

                GlassButton {
                    id: hit

                    required property string integrationId
                    required property string name
                    required property string slug

                    objectName: "add_" + integrationId
                    text: name
                    implicitWidth: 88 + implicitContentWidth
                    leftPadding: 38
                    Accessible.name: qsTr("Add %1").arg(name)
                    onClicked: root.vm.add(integrationId, "")

                    BrandIcon {
                        slug: hit.slug
                        size: 18
                        anchors.left: parent.left
                        anchors.leftMargin: 16
                        anchors.verticalCenter: parent.verticalCenter
                    }
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
