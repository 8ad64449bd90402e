pragma ComponentBehavior: Bound

/* What stands where something needs the network and there is none. */
ErrorState {
    glyph: "offline"
    tone: "warning"
    title: qsTr("No connection")
    text: qsTr("KripTik cannot reach the network. Check the connection of this computer; what you did so far is kept.")
}
