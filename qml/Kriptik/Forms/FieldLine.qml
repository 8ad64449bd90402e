pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* One field of a form, drawn from data: plain or masked, with what its value should look like. */
FocusScope {
    id: root

    required property string name
    required property string label
    required property string help
    required property string hint
    required property string example
    required property bool secret
    required property bool required
    required property bool provisioned
    required property string warning
    required property string problem
    required property bool locked

    signal edited(string value)
    signal accepted

    implicitHeight: part.implicitHeight

    Loader {
        id: part

        width: parent.width
        focus: true
        sourceComponent: root.secret ? masked : plain
    }
    Component {
        id: plain

        GlassInput {
            objectName: "field_" + root.name
            focus: true
            label: root.label
            optional: !root.required
            placeholder: root.example
            hint: root.help
            warning: root.warning
            problem: root.problem
            enabled: !root.locked
            onEdited: value => root.edited(value)
            onAccepted: root.accepted()
        }
    }
    Component {
        id: masked

        SecretField {
            objectName: "field_" + root.name
            focus: true
            label: root.label
            optional: !root.required
            placeholder: root.hint || root.example
            hint: root.help
            warning: root.warning
            problem: root.problem
            enabled: !root.locked
            onEdited: value => root.edited(value)
            onAccepted: root.accepted()
        }
    }
}
