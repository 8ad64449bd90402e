pragma ComponentBehavior: Bound

/* What a sheet lies over. */
PageControls {
    over: "OverSheet.qml"
}
