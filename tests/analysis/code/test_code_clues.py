"""Single lines: what counts as a reading or an import, what does not, and for whom an ambiguous name counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.analysis.code.model import CodeScan
from kriptik_desktop.analysis.code.scan import scan
from kriptik_desktop.providers.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


async def scanned(root: Path, catalogue: Catalogue, **files: str) -> CodeScan:
    """Scan files named by their key, where ``__`` is a folder and the last ``_`` the dot: ``src__a_ts``."""
    for key, text in files.items():
        folder, _, name = key.rpartition("__")
        stem, _, suffix = name.rpartition("_")
        path = root / folder.replace("__", "/") / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return await scan(root, catalogue)


def ids(found: CodeScan) -> set[str]:
    return {each.integration_id for each in found.found}


READ = [
    ("ts", "process.env.STRIPE_SECRET_KEY"),
    ("ts", "process.env?.STRIPE_SECRET_KEY"),
    ("ts", "process.env['STRIPE_SECRET_KEY']"),
    ("ts", 'process.env?.["STRIPE_SECRET_KEY"]'),
    ("ts", "process.env[`STRIPE_SECRET_KEY`]"),
    ("ts", "import.meta.env.STRIPE_SECRET_KEY"),
    ("ts", 'Deno.env.get("STRIPE_SECRET_KEY")'),
    ("ts", "Bun.env.STRIPE_SECRET_KEY"),
    ("ts", "c.env.STRIPE_SECRET_KEY"),
    ("ts", "env.STRIPE_SECRET_KEY"),
    ("ts", "const { STRIPE_SECRET_KEY: key, A } = process.env;"),
    ("ts", "const {\n  A,\n  STRIPE_SECRET_KEY,\n} = process.env"),
    ("ts", "import { STRIPE_SECRET_KEY } from '$env/static/private';"),
    ("ts", "this.configService.getOrThrow<string>('STRIPE_SECRET_KEY')"),
    ("ts", "config.get('STRIPE_SECRET_KEY')"),
    ("ts", "requireEnv('STRIPE_SECRET_KEY')"),
    ("ts", "const url = `https://${process.env.STRIPE_SECRET_KEY}@x`;"),
    ("vue", "<script setup>\nconst key = import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY\n</script>"),
    ("svelte", "<p>It's fine</p>\n{import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY}"),
    ("py", 'os.environ["STRIPE_SECRET_KEY"]'),
    ("py", "environ.get('STRIPE_SECRET_KEY', '')"),
    ("py", 'os.getenv(\n    "STRIPE_SECRET_KEY",\n)'),
    ("py", 'env.str("STRIPE_SECRET_KEY")'),
    ("py", 'config("STRIPE_SECRET_KEY", cast=str)'),
    ("py", "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    stripe_secret_key: str\n"),
    ("py", "x = f\"{os.environ['STRIPE_SECRET_KEY']}\""),
    ("go", 'package a\nvar k = os.Getenv("STRIPE_SECRET_KEY")'),
    ("go", 'package a\nvar k, _ = os.LookupEnv("STRIPE_SECRET_KEY")'),
    ("go", 'package a\ntype c struct {\n\tK string `envconfig:"STRIPE_SECRET_KEY"`\n}'),
    ("rs", 'fn a() { std::env::var("STRIPE_SECRET_KEY"); }'),
    ("rs", 'const K: &str = env!("STRIPE_SECRET_KEY");'),
    ("rs", 'fn a() { dotenvy::var("A"); env::var_os("STRIPE_SECRET_KEY"); }'),
    ("rb", "ENV['STRIPE_SECRET_KEY']"),
    ("rb", 'ENV.fetch("STRIPE_SECRET_KEY") { raise }'),
    ("php", "<?php getenv('STRIPE_SECRET_KEY');"),
    ("php", '<?php $k = $_ENV["STRIPE_SECRET_KEY"];'),
    ("php", "<?php env('STRIPE_SECRET_KEY');"),
    ("php", "<?php Env::get('STRIPE_SECRET_KEY');"),
    ("ts", 'import Stripe from "stripe";'),
    ("ts", "import 'stripe'"),
    ("ts", "export { Stripe } from 'stripe/lib/x'"),
    ("ts", "const s = await import('stripe')"),
    ("cjs", "const Stripe = require('stripe')(key)"),
    ("ts", 'import Stripe from "npm:stripe@17.5.0";'),
    ("ts", 'import Stripe from "https://esm.sh/stripe@17?target=denonext";'),
    ("ts", 'import {\n  Stripe,\n} from "stripe"'),
    ("py", "import stripe"),
    ("py", "import os, stripe as s"),
    ("py", "from stripe import Webhook"),
    ("py", "def a():\n    from stripe.error import CardError"),
    ("rb", "require 'stripe'"),
    ("php", "<?php\nuse Stripe\\StripeClient;"),
    ("php", "<?php new \\Stripe\\StripeClient($key);"),
    ("rs", "use stripe::{Client, Charge};"),
    ("rs", "fn a() { stripe::Client::new(k); }"),
]
NOT_READ = [
    ("ts", "// process.env.STRIPE_SECRET_KEY"),
    ("ts", "/* import Stripe from 'stripe' */"),
    ("ts", "throw new Error('process.env.STRIPE_SECRET_KEY is missing')"),
    ("ts", "const doc = `process.env.STRIPE_SECRET_KEY`"),
    ("ts", "process.env.STRIPE_SECRET_KEY = 'sk_test_x'"),
    ("ts", "const STRIPE_SECRET_KEY = 'x'"),
    ("ts", "import stripe from './stripe'"),
    ("ts", "import stripe from '@/lib/stripe'"),
    ("ts", "import x from 'stripe-like'"),
    ("ts", "myenv.STRIPE_SECRET_KEY"),
    ("vue", "<!-- import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY -->"),
    ("py", "# os.environ['STRIPE_SECRET_KEY']"),
    ("py", '"""\nimport stripe\nos.environ["STRIPE_SECRET_KEY"]\n"""'),
    ("py", "os.environ['STRIPE_SECRET_KEY'] = 'x'"),
    ("py", "from .stripe import x\nfrom app.stripe import y"),
    ("go", 'package a\n// os.Getenv("STRIPE_SECRET_KEY")'),
    ("go", 'package a\n/* import "github.com/stripe/stripe-go/v81" */'),
    ("rb", "# ENV['STRIPE_SECRET_KEY']"),
    ("rb", "=begin\nENV['STRIPE_SECRET_KEY']\n=end"),
    ("rb", "require_relative 'stripe'"),
    ("php", "<?php // getenv('STRIPE_SECRET_KEY')"),
    ("php", "<?php\nuse App\\Stripe\\Invoice;"),
    ("rs", '// env::var("STRIPE_SECRET_KEY")'),
    ("rs", "use crate::stripe::Client;"),
    ("js", f"{'x' * 30_000};process.env.STRIPE_SECRET_KEY"),
    ("d.ts", "declare const a: typeof process.env.STRIPE_SECRET_KEY"),
    ("md", "process.env.STRIPE_SECRET_KEY"),
    ("html", "process.env.STRIPE_SECRET_KEY"),
]


@pytest.mark.parametrize(("suffix", "text"), READ)
async def test_this_needs_the_credential(tmp_path: Path, catalogue: Catalogue, suffix: str, text: str) -> None:
    (tmp_path / f"code.{suffix}").write_text(text)
    found = await scan(tmp_path, catalogue)
    assert [(each.integration_id, each.urgency) for each in found.found] == [("stripe", "blocking")]


@pytest.mark.parametrize(("suffix", "text"), NOT_READ)
async def test_this_does_not(tmp_path: Path, catalogue: Catalogue, suffix: str, text: str) -> None:
    (tmp_path / f"code.{suffix}").write_text(text)
    assert (await scan(tmp_path, catalogue)).found == ()


MEANT = [
    ("const a = process.env.DATABASE_URL; import pg from 'pg'", {"postgres"}),
    ("const a = process.env.DATABASE_URL; import m from 'mysql2/promise'", {"mysql"}),
    ("const a = process.env.DATABASE_URL; import { neon } from '@neondatabase/serverless'", {"neon"}),
    ("const a = process.env.DATABASE_URL; import '@neondatabase/serverless'; import 'pg'", {"neon"}),
    ("const a = process.env.DATABASE_URL; import mongoose from 'mongoose'", {"mongodb"}),
    ("const a = process.env.DATABASE_URL; import D from 'better-sqlite3'", set()),
    ("const a = process.env.POSTGRES_URL", {"postgres"}),
    ("const a = process.env.GOOGLE_CLIENT_ID", {"google-oauth"}),
    ("process.env.GOOGLE_CLIENT_ID; import { betterAuth } from 'better-auth'", {"google-oauth", "better-auth"}),
    ("process.env.GOOGLE_CLIENT_ID; import { calendar } from '@googleapis/calendar'", {"google-calendar"}),
    ("import OpenAI from 'openai'; new OpenAI({ apiKey: process.env.OPENROUTER_API_KEY })", {"openrouter"}),
    ("import OpenAI from 'openai'; import Groq from 'groq-sdk'; process.env.GROQ_API_KEY", {"openai", "groq"}),
    ("import OpenAI from 'openai'; process.env.OPENAI_API_KEY; env.OPENROUTER_API_KEY", {"openai", "openrouter"}),
    ("import { S3Client } from '@aws-sdk/client-s3'; process.env.R2_ACCOUNT_ID", {"cloudflare-r2"}),
    ("import '@aws-sdk/client-s3'; env.R2_ACCOUNT_ID; env.AWS_ACCESS_KEY_ID", {"cloudflare-r2"}),
    ("import '@aws-sdk/client-s3'; env.AWS_ACCESS_KEY_ID", {"aws-s3"}),
    ("env.AWS_ACCESS_KEY_ID; env.AWS_SECRET_ACCESS_KEY", {"aws-s3"}),
    ("import Redis from 'ioredis'; env.UPSTASH_REDIS_REST_URL", {"upstash"}),
    ("import Redis from 'ioredis'; env.REDIS_URL; env.UPSTASH_REDIS_REST_URL", {"redis", "upstash"}),
    ("env.CLIENT_ID; env.CLIENT_SECRET; env.AUTH_SECRET; env.APP_ID; env.PUBLIC_KEY; env.BOT_TOKEN", set()),
    ("env.BOT_TOKEN; import { Telegraf } from 'telegraf'", {"telegram"}),
    ("env.GOOGLE_API_KEY", set()),
    ("env.GOOGLE_API_KEY; import { GoogleGenAI } from '@google/genai'", {"google-gemini"}),
    ("env.AZURE_OPENAI_API_KEY", set()),
    ("env.STRIPE_SECRET_KEY_LIVE", {"stripe"}),
    ("env.BETTER_AUTH_GITHUB_CLIENT_ID", {"github-oauth"}),
    ("env.NODE_ENV; env.PORT; env.VERCEL_URL; env.HOME; env.npm_package_name", set()),
]


@pytest.mark.parametrize(("text", "wanted"), MEANT)
async def test_who_is_meant_is_told_by_what_stands_beside(
    tmp_path: Path, catalogue: Catalogue, text: str, wanted: set[str]
) -> None:
    found = await scanned(tmp_path, catalogue, src__a_ts=text)
    assert ids(found) == wanted
    assert found.choices == ()


async def test_parts_of_a_monorepo_are_told_apart(tmp_path: Path, catalogue: Catalogue) -> None:
    found = await scanned(
        tmp_path,
        catalogue,
        package_json="{}",
        apps__a__package_json='{"dependencies": {"pg": "8"}}',
        apps__a__src__db_ts="import 'pg'; env.DATABASE_URL",
        apps__b__package_json='{"dependencies": {"mysql2": "3"}}',
        apps__b__src__db_ts="import 'mysql2'; env.DATABASE_URL",
    )
    places = {each.integration_id: {place.file for place in each.places} for each in found.found}
    assert places["postgres"] == {"apps/a/src/db.ts", "apps/a/package.json"}
    assert places["mysql"] == {"apps/b/src/db.ts", "apps/b/package.json"}


async def test_a_choice_is_one_for_all_its_places(tmp_path: Path, catalogue: Catalogue) -> None:
    found = await scanned(
        tmp_path,
        catalogue,
        a_ts="env.GOOGLE_CLIENT_ID\nenv.GOOGLE_CLIENT_SECRET",
        b_ts="import { google } from 'googleapis'; env.GOOGLE_CLIENT_ID",
    )
    (choice,) = found.choices
    assert choice.variables == ("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET")
    assert set(choice.options) == {"gmail", "google-drive", "google-calendar"}
    assert [(place.file, place.line) for place in choice.places] == [("a.ts", 1), ("a.ts", 2), ("b.ts", 1)]


URGENCY = [
    ({"package_json": '{"dependencies": {"resend": "4"}}'}, "optional"),
    ({"package_json": '{"dependencies": {"resend": "4"}}', "src__a_ts": "import 'resend'"}, "blocking"),
    ({"package_json": '{"devDependencies": {"resend": "4"}}', "src__a_ts": "import 'resend'"}, "blocking"),
    ({"tests__a_ts": "env.RESEND_API_KEY"}, "optional"),
    ({"src__a.test_ts": "env.RESEND_API_KEY"}, "optional"),
    ({"examples__a_ts": "env.RESEND_API_KEY"}, "optional"),
    ({"docs__a_ts": "env.RESEND_API_KEY"}, "optional"),
    ({"src__a_ts": "env.RESEND_WEBHOOK_SECRET"}, "optional"),
    ({"src__a_ts": "env.RESEND_API_KEY"}, "blocking"),
    ({"requirements_txt": "resend==2.0\n"}, "optional"),
    ({"requirements-dev_txt": "resend==2.0\n"}, "optional"),
    ({"pyproject_toml": '[project]\ndependencies = ["resend>=2"]\n'}, "optional"),
    ({"pyproject_toml": '[tool.poetry.dependencies]\nresend = "^2"\n'}, "optional"),
    ({"pyproject_toml": '[tool.poetry.group.dev.dependencies]\nresend = "^2"\n'}, "optional"),
    ({"Cargo_toml": '[dependencies]\nmail = { package = "resend-rs", version = "0.9" }\n'}, "optional"),
    ({"composer_json": '{"require": {"resend/resend-php": "*"}}'}, "optional"),
    ({"go_mod": "module a\n\nrequire github.com/resend/resend-go/v2 v2.1.0\n"}, "optional"),
    ({"deno_json": '{"imports": {"mail": "npm:resend@4"}}'}, "optional"),
    ({"compose_yml": "services:\n  a:\n    environment:\n      - RESEND_API_KEY\n"}, "optional"),
    ({"compose_yml": "services:\n  a:\n    command: run ${RESEND_API_KEY:-x}\n"}, "optional"),
    ({"config__mail_yaml": "key: '%env(string:RESEND_API_KEY)%'\n"}, "blocking"),
    ({"_env": "export RESEND_API_KEY=re_x\n"}, "optional"),
    ({".env_production": "RESEND_API_KEY=\n"}, "optional"),
    ({"app_gemspec": 'spec.add_dependency "resend"\n'}, "blocking"),
]


@pytest.mark.parametrize(("files", "urgency"), URGENCY)
async def test_how_urgent_it_is(tmp_path: Path, catalogue: Catalogue, files: dict[str, str], urgency: str) -> None:
    found = await scanned(tmp_path, catalogue, **files)
    assert [(each.integration_id, each.urgency) for each in found.found] == [("resend", urgency)]


async def test_infrastructure_speaks_too(tmp_path: Path, catalogue: Catalogue) -> None:
    found = await scanned(
        tmp_path,
        catalogue,
        compose_yml="services:\n  db:\n    image: postgres:16\n  cache:\n    image: docker.example.org/library/redis\n",
        main_tf='resource "aws_s3_bucket" "files" {}\nx = { source = "registry.example.org/vercel/vercel" }\n',
        a_py='import os\nos.environ["DATABASE_URL"]\n',
    )
    urgencies = {each.integration_id: each.urgency for each in found.found}
    assert urgencies == {"postgres": "blocking", "redis": "optional", "aws-s3": "optional", "vercel": "optional"}


async def test_an_own_module_is_no_package(tmp_path: Path, catalogue: Catalogue) -> None:
    found = await scanned(
        tmp_path,
        catalogue,
        src__main_rs="mod redis;\nuse redis::Cache;\n",
        src__redis_rs="pub struct Cache;\n",
        src__mail_rs="use sendgrid::Client;\n",
        app__stripe_py="import stripe\n",
        app__pay_py="from app import stripe\nimport resend\n",
        resend_py="",
    )
    assert ids(found) == {"sendgrid", "stripe"}


async def test_a_file_of_the_same_name_elsewhere_is_no_hosting(tmp_path: Path, catalogue: Catalogue) -> None:
    assert (await scanned(tmp_path, catalogue, data__catalogue__fly_toml="")).found == ()


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("package.json", '{"dependencies": {', "it is no JSON that can be read"),
        ("package.json", "[" * 100_000, "it is no JSON that can be read"),
        ("pyproject.toml", "[project", "it is no TOML that can be read"),
        ("Cargo.toml", "x" * 300_000, "it is longer than 256 KiB"),
        ("index.js", "x" * 1_100_000, "it is longer than 1 MiB"),
    ],
)
async def test_what_cannot_be_read_is_named(
    tmp_path: Path, catalogue: Catalogue, name: str, text: str, why: str
) -> None:
    (tmp_path / name).write_text(text)
    (tmp_path / "main.py").write_text("import stripe")
    found = await scan(tmp_path, catalogue)
    assert ids(found) == {"stripe"}
    assert found.notes == (f"{name} was left out: {why}.",)
    assert found.skipped == 1
