import QtQuick

/* How something that lay over others goes: quicker than it came. */
Transition {
    NumberAnimation {
        property: "opacity"
        to: 0
        duration: Theme.fast
        easing.type: Easing.OutCubic
    }
}
