pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* What one types into or chooses from. */
Page {
    title: "Fields"

    Flow {
        width: parent.width
        spacing: Theme.space32

        Repeater {
            model: [
                { "label": "rest", "text": "", "act": "" },
                { "label": "hover", "text": "", "act": "hover" },
                { "label": "focus", "text": "Meeting notes", "act": "focus" },
                { "label": "optional, with a hint", "text": "Meeting notes", "act": "", "hint": "Shown on the home screen.", "optional": true },
                { "label": "warning", "text": "pk_live_51Fake", "act": "", "warning": "This is a live key; the project is in test mode." },
                { "label": "looks right", "text": "pk_test_51Fake", "act": "", "hint": "Used in the browser.", "good": true },
                { "label": "problem", "text": "sk_wrong", "act": "", "problem": "A Stripe secret key begins with sk_test_ or rk_test_." },
                { "label": "disabled", "text": "Meeting notes", "act": "", "enabled": false }
            ]

            Sample {
                id: line

                required property var modelData

                label: "GlassInput, " + modelData.label
                act: modelData.act

                GlassInput {
                    objectName: "input" + line.modelData.label
                    width: Theme.fieldWidth
                    label: "Name"
                    placeholder: "What is it called?"
                    text: line.modelData.text
                    hint: line.modelData.hint ?? ""
                    warning: line.modelData.warning ?? ""
                    problem: line.modelData.problem ?? ""
                    optional: line.modelData.optional ?? false
                    good: line.modelData.good ?? false
                    enabled: line.modelData.enabled ?? true
                }
            }
        }
        Sample {
            label: "SecretField, masked"

            SecretField {
                objectName: "masked"
                width: Theme.fieldWidth
                label: "Secret key"
                text: "a sample of no worth"
            }
        }
        Sample {
            label: "SecretField, revealed"

            SecretField {
                objectName: "revealed"
                width: Theme.fieldWidth
                label: "Secret key"
                text: "a sample of no worth"
                revealed: true
            }
        }
        Sample {
            label: "CoveredField"

            CoveredField {
                objectName: "covered"
                width: Theme.fieldWidth
                label: "Private key"
                held: "28 lines"
                hint: "Used on the server only."
            }
        }
        Sample {
            label: "GlassSelect"

            GlassSelect {
                objectName: "select"
                width: Theme.fieldWidth
                label: "Provider"
                options: [{ "id": "openai", "name": "OpenAI" }, { "id": "anthropic", "name": "Anthropic" }]
                value: "openai"
            }
        }
        Sample {
            label: "GlassSelect, focus"
            act: "focus"

            GlassSelect {
                objectName: "selectFocus"
                width: Theme.fieldWidth
                label: "Provider"
                options: [{ "id": "openai", "name": "OpenAI" }, { "id": "anthropic", "name": "Anthropic" }]
                placeholder: "Choose one"
            }
        }
        Sample {
            label: "GlassTextArea"

            GlassTextArea {
                objectName: "area"
                width: Theme.fieldWidth
                height: 2 * Theme.icon64
                label: "Describe the app"
                placeholder: "What should it do, and what should it use?"
            }
        }
        Sample {
            label: "GlassTextArea, focus"
            act: "focus"

            GlassTextArea {
                objectName: "areaFocus"
                width: Theme.fieldWidth
                height: 2 * Theme.icon64
                label: "Describe the app"
                text: "A SaaS with Stripe subscriptions, Google sign-in and a Supabase database"
            }
        }
        Sample {
            label: "GlassTextArea, problem"

            GlassTextArea {
                objectName: "areaWrong"
                width: Theme.fieldWidth
                height: 2 * Theme.icon64
                label: "Describe the app"
                problem: "Write a sentence, or add a service from the catalogue."
            }
        }
    }
}
