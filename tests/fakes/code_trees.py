"""Projects as the well-known makers leave them, with what people then add, and what must be found in each.

Written by hand after the published templates: create-next-app with its Supabase example, create-t3-app, create-vite,
``django-admin startproject``, ``rails new``, ``laravel new``, and the usual beginnings in Go and Rust.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """Files, and by integration the lines that must be among its places."""

    files: dict[str, str]
    blocking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    optional: dict[str, tuple[str, ...]] = field(default_factory=dict)
    free: tuple[str, ...] = ()

    def plant(self, root: Path) -> Path:
        """Write the files below ``root`` and return it."""
        for name, text in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root


NEXT_SUPABASE_STRIPE = Project(
    {
        "package.json": """{
  "private": true,
  "scripts": { "dev": "next dev --turbopack" },
  "dependencies": {
    "@supabase/ssr": "latest",
    "@supabase/supabase-js": "latest",
    "next": "latest",
    "react": "^19.0.0",
    "stripe": "17.5.0",
    "@stripe/stripe-js": "5.4.0"
  },
  "devDependencies": {
    "@playwright/test": "^1.49.0",
    "twilio": "^5.4.0",
    "typescript": "^5"
  }
}
""",
        ".env.example": """# Update these with your Supabase details from your project settings > API
NEXT_PUBLIC_SUPABASE_URL=your-project-url
NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY=your-publishable-or-anon-key
STRIPE_WEBHOOK_SECRET=
# MAILGUN_API_KEY=
""",
        "lib/supabase/client.ts": """import { createBrowserClient } from "@supabase/ssr";

export function createClient() {
  return createBrowserClient(
    process.env.NEXT_PUBLIC_SUPABASE_URL!,
    process.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY!,
  );
}
""",
        "lib/stripe.ts": """import "server-only";

import Stripe from "stripe";

// The old key was process.env.PAYPAL_CLIENT_SECRET
export const stripe = new Stripe(process.env.STRIPE_SECRET_KEY as string, {
  apiVersion: "2024-12-18.acacia",
});
""",
        "utils/get-stripejs.ts": """import { Stripe, loadStripe } from "@stripe/stripe-js";
export default () => loadStripe(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY as string);
""",
        "app/api/webhooks/route.ts": """import type OpenAI from "openai";
const message = "Set process.env.SENDGRID_API_KEY first";
const base = process.env.VERCEL_URL ? `https://${process.env.VERCEL_URL}` : "http://localhost:3000";
""",
        "e2e/pay.spec.ts": """import { Resend } from "resend";
test("pays", () => new Resend(process.env.RESEND_API_KEY));
""",
        ".github/workflows/ci.yml": """jobs:
  test:
    env:
      GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}
      VERCEL_TOKEN: ${{ secrets.VERCEL_TOKEN }}
    # SLACK_BOT_TOKEN: ${{ secrets.SLACK_BOT_TOKEN }}
""",
        "node_modules/stripe/index.js": 'require("@sendgrid/mail"); process.env.SENDGRID_API_KEY',
    },
    blocking={
        "stripe": ("lib/stripe.ts:3", "lib/stripe.ts:6", "utils/get-stripejs.ts:2", ".env.example:4"),
        "supabase": ("lib/supabase/client.ts:1", "lib/supabase/client.ts:5", "lib/supabase/client.ts:6"),
    },
    optional={
        "openai": ("app/api/webhooks/route.ts:1",),
        "resend": ("e2e/pay.spec.ts:1", "e2e/pay.spec.ts:2"),
        "vercel": (".github/workflows/ci.yml:5",),
        "twilio": ("package.json:14",),
    },
)

T3 = Project(
    {
        "package.json": '{"dependencies": {"@auth/prisma-adapter": "^2", "@prisma/client": "^6", "next-auth": "5"}}',
        "prisma/schema.prisma": """generator client {
    provider = "prisma-client-js"
}

datasource db {
    provider = "postgresql"
    // NOTE: use mysql for provider = "mysql"
    url      = env("DATABASE_URL")
}
""",
        "src/env.js": """import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

export const env = createEnv({
  server: {
    AUTH_SECRET: process.env.NODE_ENV === "production" ? z.string() : z.string().optional(),
    AUTH_DISCORD_ID: z.string(),
    AUTH_DISCORD_SECRET: z.string(),
    DATABASE_URL: z.string().url(),
    MYAPP_RETRIES: z.string(),
  },
  runtimeEnv: {
    AUTH_DISCORD_ID: process.env.AUTH_DISCORD_ID,
    DATABASE_URL: process.env.DATABASE_URL,
  },
});
""",
        "src/server/auth/config.ts": 'import DiscordProvider from "next-auth/providers/discord";\n',
        ".env.example": 'AUTH_SECRET=""\nAUTH_DISCORD_ID=""\nDATABASE_URL="postgresql://postgres:pw@localhost:5432/t3"\n',
    },
    blocking={
        "postgres": ("prisma/schema.prisma:6", "prisma/schema.prisma:8", "src/env.js:9", ".env.example:3"),
        "discord": ("src/server/auth/config.ts:1", "src/env.js:7", "src/env.js:8", "src/env.js:13"),
    },
)

VITE = Project(
    {
        "package.json": '{"dependencies": {"@clerk/clerk-react": "5", "firebase": "11", "react": "19"}}',
        "vite.config.ts": 'import { defineConfig } from "vite";\nexport default defineConfig({ plugins: [] });\n',
        "src/main.tsx": """import { ClerkProvider } from '@clerk/clerk-react'

const PUBLISHABLE_KEY = import.meta.env.VITE_CLERK_PUBLISHABLE_KEY
const { VITE_MAPBOX_TOKEN, MODE: mode } = import.meta.env
""",
        "src/lib/firebase.ts": """import { initializeApp } from 'firebase/app'
initializeApp({ apiKey: import.meta.env['VITE_FIREBASE_API_KEY'] })
""",
        "src/old.ts": "/*\nimport Stripe from 'stripe'\nimport.meta.env.VITE_STRIPE_PUBLISHABLE_KEY\n*/\n",
        "dist/assets/index.js": 'import.meta.env.VITE_ALGOLIA_APP_ID; require("algoliasearch")',
        "netlify.toml": '[build]\n  command = "npm run build"\n',
    },
    blocking={
        "clerk": ("src/main.tsx:1", "src/main.tsx:3"),
        "mapbox": ("src/main.tsx:4",),
        "firebase": ("src/lib/firebase.ts:1", "src/lib/firebase.ts:2"),
    },
    optional={"netlify": ("netlify.toml:1",)},
)

DJANGO = Project(
    {
        "requirements.txt": "Django==5.1\npsycopg[binary]==3.2\n# redis==5\nsentry-sdk\nboto3>=1.35\nopenai\n",
        "requirements-dev.txt": "pytest\nstripe\n",
        "manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
        "shop/settings.py": '''"""Reads os.environ["MAILGUN_API_KEY"] in production."""
import os

import sentry_sdk

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("DB_NAME"),
    }
}
sentry_sdk.init(dsn=os.environ["SENTRY_DSN"])
AWS_ACCESS_KEY_ID = os.getenv("AWS_ACCESS_KEY_ID")
AWS_SECRET_ACCESS_KEY = os.getenv(
    "AWS_SECRET_ACCESS_KEY"
)
# REDIS = os.environ["REDIS_URL"]
''',
        "shop/slack.py": "def send(): ...\n",
        "shop/views.py": """from openai import OpenAI
from . import slack
from shop.slack import send
client = OpenAI(api_key=f"{os.environ['OPENAI_API_KEY']}")
os.environ["TWILIO_AUTH_TOKEN"] = "x"
""",
        "resend.py": "",
        "shop/mail.py": "import resend\n",
        "shop/tests/test_pay.py": "import stripe\n",
        ".venv/lib/python3.12/site-packages/anthropic/__init__.py": "import anthropic\n",
        "env/pyvenv.cfg": "home = /usr/bin\n",
        "env/lib/cohere/client.py": "import cohere\n",
    },
    blocking={
        "postgres": ("shop/settings.py:8", "requirements.txt:2"),
        "openai": ("shop/views.py:1", "shop/views.py:4"),
        "aws-s3": ("shop/settings.py:13", "shop/settings.py:14", "requirements.txt:5"),
        "sentry": ("shop/settings.py:4", "shop/settings.py:12"),
    },
    optional={"stripe": ("shop/tests/test_pay.py:1", "requirements-dev.txt:2")},
)

RAILS = Project(
    {
        "Gemfile": """source "https://example.org"

gem "rails", "~> 8.0"
gem "pg", "~> 1.1"
# gem "redis", ">= 4.0.1"
gem "sentry-ruby"

group :development, :test do
  gem "debug", platforms: %i[ mri windows ]
  gem "stripe"
end
gem "twilio-ruby", group: :test
""",
        "config/application.rb": "require_relative 'boot'\n",
        "config/cable.yml": 'production:\n  adapter: redis\n  url: <%= ENV.fetch("REDIS_URL") { "redis://x/1" } %>\n',
        "config/database.yml": 'production:\n  url: <%= ENV["DATABASE_URL"] %>\n  # <%= ENV["MYSQL_URL"] %>\n',
        "config/initializers/mail.rb": """require "postmark"
# ENV["MAILGUN_API_KEY"]
Postmark.token = ENV.fetch("POSTMARK_API_TOKEN")
key = "#{ENV['ALGOLIA_APP_ID']}:x"
puts 'ENV["BREVO_API_KEY"]'
""",
        "app/models/user.rb": "class User < ApplicationRecord\nend\n",
        "vendor/bundle/x.rb": 'require "slack-notifier"\n',
    },
    blocking={
        "postgres": ("Gemfile:4", "config/database.yml:2"),
        "postmark": ("config/initializers/mail.rb:1", "config/initializers/mail.rb:3"),
        "algolia": ("config/initializers/mail.rb:4",),
        "sentry": ("Gemfile:6",),
    },
    optional={"stripe": ("Gemfile:10",), "twilio": ("Gemfile:12",)},
)

_LARAVEL_SERVICES = """<?php

return [
    'postmark' => ['key' => env('POSTMARK_API_KEY')],
    'resend' => [
        'key' => env('RESEND_API_KEY'),
    ],
    'ses' => [
        'key' => env('AWS_ACCESS_KEY_ID'),
        'secret' => env('AWS_SECRET_ACCESS_KEY'),
    ],
    'slack' => ['bot_user_oauth_token' => env('SLACK_BOT_USER_OAUTH_TOKEN')],
];
"""
_LARAVEL_ENV = """APP_NAME=Laravel
APP_KEY=

DB_CONNECTION={driver}
REDIS_HOST=127.0.0.1
MAIL_MAILER=log
AWS_ACCESS_KEY_ID=
AWS_SECRET_ACCESS_KEY=
AWS_DEFAULT_REGION=us-east-1
AWS_BUCKET=
"""
LARAVEL = Project(
    {
        "artisan": "#!/usr/bin/env php\n",
        "composer.json": '{"require": {"php": "^8.2", "laravel/framework": "12",\n"resend/resend-laravel": "^0.15"},\n'
        '"require-dev": {"fakerphp/faker": "^1.23", "stripe/stripe-php": "^16"}}',
        ".env.example": _LARAVEL_ENV.format(driver="mysql"),
        "config/services.php": _LARAVEL_SERVICES,
        "app/Http/Controllers/Chat.php": """<?php
use OpenAI\\Laravel\\Facades\\OpenAI;
use App\\Models\\Stripe\\Invoice;
# use Twilio\\Rest\\Client;
$key = getenv('OPENAI_API_KEY');
$other = $_ENV['PUSHER_APP_KEY'];
""",
        "vendor/stripe/stripe-php/lib/Stripe.php": "<?php\nuse Stripe\\Stripe;\n",
    },
    blocking={
        "mysql": (".env.example:4",),
        "openai": ("app/Http/Controllers/Chat.php:2", "app/Http/Controllers/Chat.php:5"),
        "resend": ("composer.json:2", "config/services.php:6"),
        "pusher": ("app/Http/Controllers/Chat.php:6",),
    },
    optional={"stripe": ("composer.json:3",)},
)

GO = Project(
    {
        "go.mod": """module example.org/shop

go 1.23

require (
	github.com/gin-gonic/gin v1.10.0
	github.com/jackc/pgx/v5 v5.7.1
	github.com/stripe/stripe-go/v81 v81.1.0
	github.com/redis/go-redis/v9 v9.7.0 // indirect
)
""",
        "main.go": """package main

import (
	"os"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stripe/stripe-go/v81"
	"github.com/stripe/stripe-go/v81/checkout/session"
)

type config struct {
	Token string `env:"SLACK_BOT_TOKEN,required"`
}

func main() {
	stripe.Key = os.Getenv("STRIPE_SECRET_KEY")
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	// os.Getenv("MAILGUN_API_KEY")
	if v, ok := os.LookupEnv("NEW_RELIC_LICENSE_KEY"); ok {
	}
	fmt.Println(`os.Getenv("DD_API_KEY")`)
}
""",
        "main_test.go": 'package main\n\nimport "github.com/twilio/twilio-go"\n',
        "deploy/main.tf": 'terraform {\n  required_providers {\n    cf = { source = "cloudflare/cloudflare" }\n  }\n}\n'
        '# provider "digitalocean/digitalocean" {}\n',
        "fly.toml": 'app = "shop"\n\n[env]\n  PORT = "8080"\n',
    },
    blocking={
        "stripe": ("main.go:8", "main.go:9", "main.go:17", "go.mod:8"),
        "postgres": ("main.go:7", "main.go:18", "go.mod:7"),
        "slack": ("main.go:13",),
        "newrelic": ("main.go:20",),
    },
    optional={"twilio": ("main_test.go:3",), "cloudflare": ("deploy/main.tf:3",), "fly": ("fly.toml:1",)},
)

RUST = Project(
    {
        "Cargo.toml": """[package]
name = "shop"

[dependencies]
axum = "0.8"
async-stripe = { version = "0.39", features = ["runtime-tokio-hyper"] }
sqlx = { version = "0.8", features = ["runtime-tokio", "postgres"] }

[dev-dependencies]
redis = "0.27"
""",
        "src/main.rs": """use axum::Router;
use stripe::Client;
use std::env;
// use sentry::init;
/* env::var("MAILGUN_API_KEY") */
fn main() {
    let key = env::var("STRIPE_SECRET_KEY").expect("set STRIPE_SECRET_KEY");
    let url = std::env::var("DATABASE_URL").unwrap();
    let dsn = option_env!("SENTRY_DSN");
    let help = "env::var(\\"TWILIO_AUTH_TOKEN\\")";
}
""",
        "target/debug/build/x.rs": 'env::var("OPENAI_API_KEY")',
    },
    blocking={
        "stripe": ("src/main.rs:2", "src/main.rs:7", "Cargo.toml:6"),
        "postgres": ("Cargo.toml:7", "src/main.rs:8"),
        "sentry": ("src/main.rs:9",),
    },
    optional={"redis": ("Cargo.toml:10",)},
)

LARAVEL_UNTOUCHED = Project(
    {
        "artisan": "#!/usr/bin/env php\n",
        "composer.json": '{"require": {"laravel/framework": "^12.0"}}',
        ".env.example": _LARAVEL_ENV.format(driver="sqlite"),
        "config/services.php": _LARAVEL_SERVICES,
        "config/database.php": "<?php\nreturn ['redis' => ['url' => env('REDIS_URL')]];\n",
    },
    free=("sqlite",),
)
DJANGO_UNTOUCHED = Project(
    {
        "manage.py": "import os\n",
        "site/settings.py": 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\n',
    },
    free=("sqlite",),
)
RAILS_UNTOUCHED = Project(
    {
        "Gemfile": 'gem "rails"\ngem "sqlite3", ">= 2.1"\n',
        "config/application.rb": "",
        "config/cable.yml": 'production:\n  url: <%= ENV.fetch("REDIS_URL") { "redis://x/1" } %>\n',
        "config/storage.yml": "# amazon:\n#   access_key_id: <%= ENV['AWS_ACCESS_KEY_ID'] %>\n",
    },
    free=("sqlite",),
)
T3_SQLITE = Project(
    {
        "package.json": '{"dependencies": {"@libsql/client": "^0.14", "drizzle-orm": "^0.41", "next-auth": "5"}}',
        "drizzle.config.ts": 'export default {\n  dialect: "sqlite",\n  url: env.DATABASE_URL,\n};\n',
        "src/server/db/index.ts": 'import { createClient } from "@libsql/client";\ncreateClient(env.DATABASE_URL);\n',
        "src/env.js": "export const env = { AUTH_SECRET: process.env.AUTH_SECRET };\n",
    },
    free=("sqlite",),
)

PROJECTS = {
    "create-next-app, Supabase and Stripe": NEXT_SUPABASE_STRIPE,
    "create-t3-app": T3,
    "create-vite": VITE,
    "django": DJANGO,
    "rails": RAILS,
    "laravel": LARAVEL,
    "go": GO,
    "rust": RUST,
    "laravel, untouched": LARAVEL_UNTOUCHED,
    "django, untouched": DJANGO_UNTOUCHED,
    "rails, untouched": RAILS_UNTOUCHED,
    "create-t3-app, SQLite": T3_SQLITE,
}
