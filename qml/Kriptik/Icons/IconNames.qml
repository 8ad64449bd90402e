pragma Singleton
import QtQuick

/* Written by packaging/bake_icons.py: the brands that have an icon; every other name gets a geometric figure. */
QtObject {
    readonly property list<string> brands: ["anthropic", "github", "google", "openai", "resend", "stripe", "supabase", "vercel"]
}
