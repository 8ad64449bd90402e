pragma Singleton
import QtQuick

/* Every colour, size and duration of the app; nothing else names one. */
QtObject {
    id: theme

    readonly property color ground: "#0a0a0a"
    readonly property color raised: "#121212"
    readonly property color high: "#1a1a1a"
    readonly property color text: "#ffffff"
    readonly property color textDim: "#a0a0a0"
    readonly property color textFaint: "#8a8a8a"
    readonly property color disabled: "#606060"
    readonly property color red: "#dc2626"
    readonly property color redDeep: "#991b1b"
    readonly property color redText: "#ef4444"
    readonly property color ring: "#fca5a5"
    readonly property color success: "#22c55e"
    readonly property color warning: "#eab308"
    readonly property color error: "#ef4444"
    readonly property color line: Qt.rgba(1, 1, 1, 0.08)
    readonly property color lineStrong: Qt.rgba(1, 1, 1, 0.15)
    readonly property color scrim: Qt.rgba(0, 0, 0, 0.66)

    readonly property int unit: 8
    readonly property int gap: 16
    readonly property int gutter: 24
    readonly property int margin: 32
    readonly property int radius: 16
    readonly property int radiusSmall: 12
    readonly property int control: 40
    readonly property int rail: 72
    readonly property int sheetWidth: 672
    readonly property int contentWidth: 1200

    readonly property string family: "Inter"
    readonly property string monoFamily: "monospace"
    readonly property int sizeDisplay: 28
    readonly property int sizeTitle: 20
    readonly property int sizeHeading: 16
    readonly property int sizeBody: 14
    readonly property int sizeSmall: 13
    readonly property int sizeCaption: 12

    property bool reducedMotion: false
    readonly property int fast: reducedMotion ? 0 : 120
    readonly property int normal: reducedMotion ? 0 : 180
    readonly property int slow: reducedMotion ? 0 : 240

    function tone(name: string): color {
        switch (name) {
        case "success":
            return success;
        case "warning":
            return warning;
        case "error":
            return error;
        case "accent":
            return redText;
        default:
            return textDim;
        }
    }
    function veil(base: color, alpha: real): color {
        return Qt.rgba(base.r, base.g, base.b, alpha);
    }
}
