pragma ComponentBehavior: Bound

import QtQuick

/* A dot beside a word that says the same; never the only sign. */
Rectangle {
    id: root

    property string tone: "neutral"

    implicitWidth: Theme.icon8
    implicitHeight: Theme.icon8
    radius: height / 2
    color: tone === "neutral" ? Theme.textFaint : Theme.tone(tone)
    Accessible.ignored: true
}
