pragma ComponentBehavior: Bound

import QtQuick

/* A dot beside a word that says the same; never the only sign. */
Rectangle {
    id: root

    property string tone: "neutral"

    implicitWidth: 8
    implicitHeight: 8
    radius: 4
    color: tone === "neutral" ? Theme.textFaint : Theme.tone(tone)
    Accessible.ignored: true
}
