pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* One field of a form, drawn from data: of one line or several, plain or masked, with what is said of its value. */
FocusScope {
    id: root

    required property string name
    required property string label
    required property string help
    required property string hint
    required property string example
    required property bool secret
    required property bool required
    required property bool multiline
    required property bool kept
    required property string held
    required property bool good
    required property string warning
    required property string problem
    required property bool locked
    /* Takes the name and returns the value; takes the name and tells whether the paste was taken care of. */
    required property var reads
    required property var pastes
    readonly property string placeholder: secret ? hint || example : example || hint

    signal edited(string value)
    signal accepted

    function fill(value: string): void {
        if (multiline)
            (part.item as LongField).fill(value);
        else
            (part.item as GlassInput).text = value;
    }

    implicitHeight: part.implicitHeight
    Keys.onPressed: event => event.accepted = event.matches(StandardKey.Paste) && pastes(name)

    Loader {
        id: part

        width: parent.width
        focus: true
        sourceComponent: root.multiline ? several : root.secret ? masked : plain
    }
    Component {
        id: plain

        GlassInput {
            objectName: "field_" + root.name
            focus: true
            label: root.label
            optional: !root.required
            placeholder: root.placeholder
            hint: root.help
            good: root.good
            warning: root.warning
            problem: root.problem
            enabled: !root.locked
            keysFirst: [root]
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
            placeholder: root.placeholder
            hint: root.help
            good: root.good
            warning: root.warning
            problem: root.problem
            enabled: !root.locked
            keysFirst: [root]
            onEdited: value => root.edited(value)
            onAccepted: root.accepted()
        }
    }
    Component {
        id: several

        LongField {
            focus: true
            name: root.name
            label: root.label
            help: root.help
            placeholder: root.placeholder
            secret: root.secret
            optional: !root.required
            held: root.held
            good: root.good
            warning: root.warning
            problem: root.problem
            enabled: !root.locked
            keysFirst: [root]
            reads: root.reads
            onEdited: value => root.edited(value)
        }
    }
}
