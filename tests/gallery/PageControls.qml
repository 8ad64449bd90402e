pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* What is pressed, switched and slid, in every state. */
Page {
    title: "Controls"

    Column {
        spacing: Theme.space24

        Repeater {
            model: ["primary", "secondary", "outline"]

            Row {
                id: line

                required property string modelData

                spacing: Theme.space24

                Repeater {
                    model: ["", "hover", "press", "focus"]

                    Sample {
                        id: one

                        required property string modelData

                        label: line.modelData + (modelData === "" ? "" : ", " + modelData)
                        act: modelData

                        GlassButton {
                            objectName: line.modelData + one.modelData
                            kind: line.modelData
                            text: "Add Credentials"
                        }
                    }
                }
                Sample {
                    label: "with glyph"

                    GlassButton {
                        kind: line.modelData
                        glyph: "plus"
                        text: "New project"
                    }
                }
                Sample {
                    label: "busy"

                    GlassButton {
                        kind: line.modelData
                        busy: true
                        text: "Checking"
                    }
                }
                Sample {
                    label: "disabled"

                    GlassButton {
                        kind: line.modelData
                        enabled: false
                        text: "Save"
                    }
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: ["", "hover", "press", "focus"]

                Sample {
                    id: icon

                    required property string modelData

                    label: modelData === "" ? "IconButton" : modelData
                    act: modelData

                    IconButton {
                        objectName: "icon" + icon.modelData
                        glyph: "settings"
                        text: "Settings"
                    }
                }
            }
            Sample {
                label: "current"

                IconButton {
                    glyph: "home"
                    text: "Home"
                    current: true
                    badge: "4"
                }
            }
            Sample {
                label: "disabled"

                IconButton {
                    glyph: "trash"
                    text: "Remove"
                    enabled: false
                }
            }
            Sample {
                label: "outline, brand"

                GlassButton {
                    kind: "outline"
                    brand: "stripe"
                    text: "Connect Stripe"
                }
            }
            Sample {
                label: "secondary, brand"

                GlassButton {
                    brand: "supabase"
                    text: "Supabase"
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: [["off", false, true, ""], ["on", true, true, ""], ["focus", true, true, "focus"], ["disabled", true, false, ""]]

                Sample {
                    id: toggle

                    required property var modelData

                    label: "GlassSwitch, " + modelData[0]
                    act: modelData[3]

                    GlassSwitch {
                        objectName: "switch" + toggle.modelData[0]
                        text: "Reduced motion"
                        checked: toggle.modelData[1]
                        enabled: toggle.modelData[2]
                    }
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: [["off", false, true, ""], ["hover", false, true, "hover"], ["on", true, true, ""], ["focus", true, true, "focus"], ["wrong", false, true, ""], ["disabled", true, false, ""]]

                Sample {
                    id: tick

                    required property var modelData

                    label: "GlassCheckBox, " + modelData[0]
                    act: modelData[3]

                    GlassCheckBox {
                        objectName: "check" + tick.modelData[0]
                        text: "I kept the kit"
                        checked: tick.modelData[1]
                        enabled: tick.modelData[2]
                        wrong: tick.modelData[0] === "wrong"
                    }
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: ["", "focus", "disabled"]

                Sample {
                    id: slide

                    required property string modelData

                    label: "GlassSlider" + (modelData === "" ? "" : ", " + modelData)
                    act: modelData === "focus" ? "focus" : ""

                    GlassSlider {
                        objectName: "slider" + slide.modelData
                        width: Theme.fieldWidth
                        label: "Window scale"
                        caption: "125 %"
                        value: 0.4
                        enabled: slide.modelData !== "disabled"
                    }
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: ["", "focus", "disabled"]

                Sample {
                    id: pair

                    required property string modelData

                    label: "Segments" + (modelData === "" ? "" : ", " + modelData)
                    act: modelData === "focus" ? "focus" : ""

                    Segments {
                        objectName: "mode" + pair.modelData
                        width: Theme.fieldWidth - Theme.space32
                        label: "Mode"
                        options: [{ "id": "test", "name": "Test" }, { "id": "live", "name": "Live" }]
                        value: "test"
                        enabled: pair.modelData !== "disabled"
                    }
                }
            }
            Sample {
                label: "GlassTabs"

                GlassTabs {
                    objectName: "tabs"
                    label: "Pages"
                    options: [{ "id": "log", "name": "Log" }, { "id": "files", "name": "Files" }, { "id": "tasks", "name": "Tasks" }]
                    value: "files"
                }
            }
        }
    }
}
