pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Icons

/* The family of icons, the figures, the marks of services, and the app's own. */
Page {
    title: "Icons"

    Column {
        width: parent.width
        spacing: Theme.space24

        Row {
            spacing: Theme.space32

            Repeater {
                model: [Theme.icon16, Theme.icon24, Theme.icon32, Theme.icon40, Theme.icon64]

                AppMark {
                    required property int modelData

                    anchors.verticalCenter: parent ? (parent as Item).verticalCenter : undefined
                    size: modelData
                }
            }
            Repeater {
                model: IconNames.figures

                GeometricIcon {
                    required property string modelData

                    seed: modelData
                    size: Theme.icon64
                }
            }
            Repeater {
                model: ["A service without a mark", "Another one", "A third"]

                BrandIcon {
                    required property string modelData

                    anchors.verticalCenter: parent ? (parent as Item).verticalCenter : undefined
                    slug: modelData
                    size: Theme.icon40
                }
            }
            IconImage {
                art: "brand/openai/own"
                size: Theme.icon40
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.space4

            Repeater {
                model: IconNames.glyphs

                Sample {
                    id: glyph

                    required property string modelData

                    width: Theme.icon64 + Theme.space20
                    bottomPadding: Theme.space12
                    label: modelData

                    UiIcon {
                        name: glyph.modelData
                        size: Theme.icon24
                    }
                }
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.space20

            Repeater {
                model: IconNames.brands

                BrandIcon {
                    required property string modelData

                    slug: modelData
                    size: Theme.icon32
                }
            }
        }
        Row {
            spacing: Theme.space32

            Repeater {
                model: ["spinning", "calling", "hovered"]

                Sample {
                    id: moving

                    required property string modelData

                    label: "UiIcon, " + modelData

                    UiIcon {
                        name: moving.modelData === "spinning" ? "spinner" : "bell"
                        size: Theme.icon32
                        spinning: moving.modelData === "spinning"
                        calling: moving.modelData === "calling"
                        hovered: moving.modelData === "hovered"
                        pace: IconPace {
                            turn: Theme.turn
                            beatIn: Theme.beatIn
                            beatOut: Theme.beatOut
                            hover: Theme.fast
                            hoverScale: Theme.iconHover
                        }
                    }
                }
            }
        }
    }
}
