pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* What says how things stand. */
Page {
    title: "Feedback"

    Column {
        width: parent.width
        spacing: Theme.space24

        Row {
            spacing: Theme.space24

            Repeater {
                model: ["neutral", "success", "warning", "error", "accent"]

                Sample {
                    id: tone

                    required property string modelData

                    label: modelData

                    Row {
                        spacing: Theme.space12

                        Badge {
                            text: "Waiting"
                            tone: tone.modelData
                            dot: true
                        }
                        Badge {
                            text: "Test"
                            tone: tone.modelData
                        }
                        StatusDot {
                            anchors.verticalCenter: parent.verticalCenter
                            tone: tone.modelData
                        }
                    }
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: [["accent", 0.35], ["success", 1], ["warning", 0.6], ["error", 0.8]]

                Sample {
                    id: done

                    required property var modelData

                    label: "Progress, " + modelData[0]

                    Column {
                        spacing: Theme.space16

                        ProgressLine {
                            width: Theme.menuWidth - Theme.icon64
                            value: done.modelData[1]
                            tone: done.modelData[0]
                            label: "Done"
                        }
                        ProgressRing {
                            value: done.modelData[1]
                            tone: done.modelData[0]
                            label: "Done"
                        }
                    }
                }
            }
            Sample {
                label: "Spinner"

                Spinner {
                    size: Theme.icon24
                }
            }
            Sample {
                label: "Skeleton"

                Column {
                    spacing: Theme.space8

                    Skeleton {
                        width: Theme.menuWidth - Theme.space40
                        height: Theme.space16
                        radius: Theme.radius4
                    }
                    Skeleton {
                        width: Theme.menuWidth - Theme.space40 - Theme.icon64
                        height: Theme.space16
                        radius: Theme.radius4
                    }
                }
            }
            Sample {
                label: "Skeleton, resting"

                Skeleton {
                    width: Theme.menuWidth - Theme.space40
                    height: Theme.controlHeight
                    running: false
                }
            }
        }
        Grid {
            columns: 2
            spacing: Theme.space16

            Repeater {
                model: [
                    ["error", "Stripe does not accept the secret key.", "Check that it was copied whole. Nothing was saved."],
                    ["warning", "This is a live key; the project is in test mode.", ""],
                    ["success", "Supabase accepts these values. The credential is saved.", ""],
                    ["neutral", "Nothing leaves this computer while you type.", "The stack is found by words and rules."]
                ]

                Notice {
                    required property var modelData

                    width: Theme.paletteWidth
                    tone: modelData[0]
                    text: modelData[1]
                    hint: modelData[2]
                    dismissable: modelData[0] === "warning"
                }
            }
        }
        Row {
            spacing: Theme.space32

            GlassPanel {
                width: Theme.cardWidth + Theme.space40
                height: Theme.fieldWidth + Theme.space16

                EmptyState {
                    anchors.centerIn: parent
                    width: parent.width
                    title: "No projects yet"
                    text: "Describe an app, and KripTik finds the services it needs."

                    GlassButton {
                        objectName: "empty"
                        kind: "primary"
                        text: "Describe your first app"
                    }
                }
            }
            GlassPanel {
                width: Theme.cardWidth + Theme.space40
                height: Theme.fieldWidth + Theme.space16

                ErrorState {
                    objectName: "broken"
                    anchors.centerIn: parent
                    width: parent.width
                    title: "The projects cannot be read"
                    text: "The file of the projects is in use by another program. Close it, then try again."
                }
            }
            GlassPanel {
                width: Theme.cardWidth + Theme.space40
                height: Theme.fieldWidth + Theme.space16

                OfflineState {
                    objectName: "offline"
                    anchors.centerIn: parent
                    width: parent.width
                }
            }
        }
    }
}
