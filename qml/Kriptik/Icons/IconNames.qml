pragma Singleton
import QtQuick

/* Written by packaging/bake_icons.py: what there is to draw, the grid that it is drawn on, and its strokes. */
QtObject {
    readonly property int grid: 24
    readonly property int small: 16
    readonly property int large: 32
    readonly property list<string> brands: ["airtable", "algolia", "anthropic", "auth0", "aws", "aws-s3", "backblaze", "better-auth", "betterstack", "box", "braintree", "brevo", "claude", "clerk", "cloudflare", "cloudinary", "cockroachdb", "convex", "datadog", "deepgram", "digital-ocean", "discord", "dropbox", "elasticsearch", "elevenlabs", "figma", "firebase", "fly", "github", "gmail", "google", "google-analytics", "google-calendar", "google-cloud", "google-drive", "google-gemini", "google-maps", "here", "heroku", "hubspot", "huggingface", "jira", "lemonsqueezy", "linear", "loops", "mailchimp", "mailgun", "mapbox", "maptiler", "meilisearch", "minio", "mistral", "mixpanel", "modal", "mongodb", "mysql", "neon", "netlify", "newrelic", "notion", "okta", "openai", "openrouter", "openstreetmap", "paddle", "paypal", "perplexity", "planetscale", "plausible", "postgres", "posthog", "pusher", "qdrant", "railway", "razorpay", "redis", "render", "replicate", "resend", "salesforce", "sendgrid", "sentry", "ses", "shopify", "slack", "sqlite", "square", "stripe", "supabase", "telegram", "turso", "twilio", "upstash", "vercel", "vonage", "whatsapp", "woocommerce", "zoom"]
    readonly property list<string> figures: ["CircuitPattern", "CubeFrame", "DiamondGrid", "HexagonMesh", "InterlockingTriangles"]
    readonly property list<string> glyphs: ["alert", "arrow", "back", "bell", "check", "chevron-down", "chevron-right", "chevron-up", "clock", "command", "copy", "dot", "download", "external", "eye", "eye-off", "file", "filter", "folder", "history", "home", "info", "key", "layers", "link", "lock", "menu", "minus", "more", "offline", "pause", "play", "plus", "refresh", "search", "settings", "shield", "sort-down", "sort-up", "spinner", "stop", "terminal", "trash", "unlock", "upload", "x"]

    function weight(size: int): real {
        return size <= small ? 2.25 : size < large ? 2 : 1.5;
    }
}
