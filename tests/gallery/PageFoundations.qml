pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Colours, type, depth and glass. */
Page {
    title: "Foundations"

    Column {
        width: parent.width
        spacing: Theme.space32

        Flow {
            width: parent.width
            spacing: Theme.space16

            Repeater {
                model: ["ground", "raised", "high", "well", "text", "textDim", "textFaint", "disabled", "red", "redDeep", "redText", "redWord", "redSoft", "success", "warning"]

                Sample {
                    id: swatch

                    required property string modelData

                    label: modelData

                    Rectangle {
                        width: Theme.icon64
                        height: Theme.controlHeight
                        radius: Theme.radius8
                        color: (Theme as QtObject)[swatch.modelData]
                        border.width: Theme.hairline
                        border.color: Theme.line
                    }
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: ["display", "title", "heading", "body", "label", "small", "caption", "mono"]

                GlassText {
                    required property string modelData

                    anchors.baseline: parent ? (parent as Item).top : undefined
                    anchors.baselineOffset: Theme.space24
                    kind: modelData
                    text: modelData === "mono" ? "mono 0123" : modelData.charAt(0).toUpperCase() + modelData.slice(1)
                }
            }
        }
        Row {
            topPadding: Theme.space24
            spacing: Theme.space24

            Repeater {
                model: 5

                Sample {
                    id: depth

                    required property int index

                    label: "GlassPanel, depth " + (index + 1)

                    GlassPanel {
                        width: 2 * Theme.icon64 + Theme.space48
                        height: 2 * Theme.icon64 - Theme.space24
                        depth: depth.index + 1
                    }
                }
            }
        }
        Row {
            spacing: Theme.space24

            Sample {
                label: "GlassPanel, darker"

                GlassPanel {
                    width: 2 * Theme.icon64 + Theme.space48
                    height: 2 * Theme.icon64 - Theme.space24
                    variant: "darker"
                }
            }
            Sample {
                label: "GlassPanel, sheet"

                GlassPanel {
                    width: 2 * Theme.icon64 + Theme.space48
                    height: 2 * Theme.icon64 - Theme.space24
                    variant: "sheet"
                }
            }
            Sample {
                label: "GlassPanel, note"

                GlassPanel {
                    width: 2 * Theme.icon64 + Theme.space48
                    height: 2 * Theme.icon64 - Theme.space24
                    variant: "note"
                }
            }
            Repeater {
                model: ["", "hover", "press"]

                Sample {
                    id: card

                    required property string modelData

                    label: "GlassCard" + (modelData === "" ? "" : ", " + modelData)
                    act: modelData

                    GlassCard {
                        width: 2 * Theme.icon64 + Theme.space48
                        height: 2 * Theme.icon64 - Theme.space24
                        clickable: true
                        title: "Card"
                        description: "A sample"
                        objectName: "card" + card.modelData

                        GlassText {
                            kind: "heading"
                            text: "Stripe"
                        }
                        GlassText {
                            y: Theme.space24
                            kind: "small"
                            text: "Payments"
                        }
                    }
                }
            }
        }
        Row {
            spacing: Theme.space24

            Sample {
                label: "Plate with a gradient"

                Plate {
                    width: 2 * Theme.icon64
                    height: Theme.controlHeight
                    radius: Theme.radius12
                    gradient: Gradient {
                        GradientStop {
                            position: 0
                            color: Theme.red
                        }
                        GradientStop {
                            position: 1
                            color: Theme.redDeep
                        }
                    }
                }
            }
            Sample {
                label: "FocusRing"

                Rectangle {
                    width: 2 * Theme.icon64
                    height: Theme.controlHeight
                    radius: Theme.radius12
                    color: Theme.high

                    FocusRing {}
                }
            }
            Sample {
                label: "Divider"

                Divider {
                    width: 2 * Theme.icon64
                }
            }
            Sample {
                label: "KeyCap"

                KeyCap {
                    text: "Ctrl K"
                }
            }
        }
    }
}
