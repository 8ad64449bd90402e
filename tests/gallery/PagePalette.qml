pragma ComponentBehavior: Bound

/* What the command palette lies over. */
PageFeedback {
    over: "OverPalette.qml"
}
