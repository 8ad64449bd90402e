pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Lists, a table, and what opens over them. */
Page {
    id: root

    title: "Surfaces"
    over: "OverToasts.qml"

    Row {
        spacing: Theme.space24

        GlassPanel {
            width: Theme.cardWidth + Theme.space40
            height: Theme.paletteWidth - Theme.space32
            padding: Theme.space12

            Column {
                width: parent.width
                spacing: Theme.space4

                ListRow {
                    width: parent.width
                    glyph: "folder"
                    title: "ListRow"
                    detail: "With a second line"
                    hint: "2 h ago"
                }
                Repeater {
                    model: [["rest", ""], ["hover", "hover"], ["press", "press"], ["focus", "focus"]]

                    Sample {
                        id: line

                        required property var modelData

                        act: modelData[1]
                        margin: Theme.space2

                        ListRow {
                            objectName: "row" + line.modelData[0]
                            width: Theme.cardWidth + Theme.space16
                            brand: "stripe"
                            title: "Stripe, " + line.modelData[0]
                            clickable: true
                        }
                    }
                }
                ListRow {
                    width: parent.width
                    brand: "openai"
                    title: "OpenAI, current"
                    clickable: true
                    current: true

                    Badge {
                        text: "Test"
                    }
                }
                ListRow {
                    width: parent.width
                    brand: "supabase"
                    title: "Supabase, disabled"
                    clickable: true
                    enabled: false
                }
                Divider {
                    width: parent.width
                    inset: Theme.space12
                }
                GlassScroll {
                    width: parent.width
                    height: 2 * Theme.icon64

                    Column {
                        width: parent.width

                        Repeater {
                            model: 9

                            ListRow {
                                required property int index

                                width: parent ? (parent as Item).width - Theme.space16 : 0
                                title: "GlassScroll, line " + (index + 1)
                            }
                        }
                    }
                }
            }
        }
        GlassPanel {
            width: Theme.paletteWidth - Theme.space40
            height: Theme.fieldWidth
            padding: 0

            GlassTable {
                objectName: "table"
                anchors.fill: parent
                label: "Credentials"
                current: "b"
                sortedBy: "name"
                columns: [
                    { "id": "name", "name": "Name", "share": 3, "sortable": true },
                    { "id": "state", "name": "State", "share": 2, "tone": "tone" },
                    { "id": "used", "name": "Used", "share": 1, "right": true, "sortable": true }
                ]
                rows: [
                    { "id": "a", "name": "Stripe", "state": "Works", "tone": "success", "used": 3 },
                    { "id": "b", "name": "Google Sign-In", "state": "Unverified", "tone": "warning", "used": 1 },
                    { "id": "c", "name": "OpenAI", "state": "Refused", "tone": "error", "used": 0 }
                ]
            }
        }
        Column {
            spacing: Theme.space24

            Item {
                width: Theme.menuWidth
                height: Theme.fieldWidth - Theme.space24

                GlassButton {
                    id: opener

                    objectName: "opener"
                    glyph: "more"
                    text: "GlassMenu"

                    GlassMenu {
                        id: menu

                        closePolicy: GlassMenu.NoAutoClose

                        GlassMenuItem {
                            text: "Open folder"
                            glyph: "folder"
                            keys: "Ctrl+O"
                        }
                        GlassMenuItem {
                            text: "Copy path"
                            glyph: "copy"
                        }
                        GlassMenuItem {
                            text: "Export"
                            glyph: "upload"
                            enabled: false
                        }
                        Divider {}
                        GlassMenuItem {
                            text: "Delete"
                            glyph: "trash"
                            tone: "destructive"
                        }
                    }
                }
            }
            Item {
                width: Theme.menuWidth
                height: Theme.rowHeight

                GlassButton {
                    id: hint

                    objectName: "hint"
                    text: "GlassTooltip"

                    GlassTooltip {
                        text: "The name of something"
                        shown: true
                    }
                }
            }
        }
    }
    Item {
        x: Theme.cardWidth + Theme.icon64
        y: Theme.fieldWidth + Theme.space32

        GlassButton {
            id: popped

            objectName: "popped"
            text: "GlassPopup"

            GlassPopup {
                id: popup

                title: "Popup"
                closePolicy: GlassPopup.NoAutoClose

                GlassText {
                    text: "Anything may stand here."
                }
            }
        }
        GlassSelect {
            id: select

            objectName: "open"
            x: Theme.fieldWidth - Theme.space24
            width: Theme.menuWidth
            options: [{ "id": "openai", "name": "OpenAI", "hint": "GPT" }, { "id": "anthropic", "name": "Anthropic", "hint": "Claude" }]
            value: "anthropic"
        }
    }
    Timer {
        interval: Theme.normal
        running: true
        onTriggered: {
            menu.open();
            popup.open();
            select.box.popup.open();
        }
    }
}
