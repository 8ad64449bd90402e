import QtQuick
import Kriptik.Glass

/* Where the columns of the audit log lie, for its head and each of its rows. */
QtObject {
    required property real width
    readonly property real gap: Theme.space24
    readonly property real room: Math.max(0, width - timeX - timeWidth - 3 * gap - Theme.space24)
    readonly property real timeX: Theme.space24
    readonly property real timeWidth: Theme.durationWidth
    readonly property real whatX: timeX + timeWidth + gap
    readonly property real whatWidth: Math.floor(room * 0.42)
    readonly property real serviceX: whatX + whatWidth + gap
    readonly property real serviceWidth: Math.floor(room * 0.32)
    readonly property real whoX: serviceX + serviceWidth + gap
    readonly property real whoWidth: Math.floor(room * 0.26)
}
