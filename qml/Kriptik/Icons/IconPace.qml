import QtQuick

/* How icons move, in milliseconds and factors, told to them by whoever shows them: they lie below the theme. */
QtObject {
    property int turn: 0
    property int beatIn: 0
    property int beatOut: 0
    property int hover: 0
    property real beatScale: 1
    property real hoverScale: 1
}
