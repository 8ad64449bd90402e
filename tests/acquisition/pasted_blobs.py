"""Texts as people copy them: dashboards, files, commands and answers of many providers, with what must come out.

The values are invented; the layouts are those of the providers' pages, files and commands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kriptik_desktop.providers.model import Mode
from tests.fakes.provider_servers import PROJECT_REF, jwt


@dataclass(frozen=True)
class Blob:
    name: str
    provider: str
    text: str = field(repr=False)
    wanted: Mapping[str, str] = field(repr=False)
    unused: int | None = None
    noted: str = ""
    mode: Mode = "test"


PK, SK = "pk_test_51Hq8ZkLmNoPqRsTuVwXa1", "sk_test_51Hq8ZkLmNoPqRsTuVwXb2"
PK_LIVE, SK_LIVE = "pk_live_51Hq8ZkLmNoPqRsTuVwXc3", "sk_live_51Hq8ZkLmNoPqRsTuVwXd4"
RK, WHSEC = "rk_test_51Hq8ZkLmNoPqRsTuVwXe5", "whsec_9fJ2kL4mN6pQ8rS1tU3vW5x"
OPENAI, ANTHROPIC = "sk-proj-A1b2C3d4E5f6G7h8I9j0K1l2M3n4", "sk-ant-api03-Q1w2E3r4T5y6U7i8O9p0A1s2D3f4-AA"
RESEND = "re_9aB8cD7e_F6gH5iJ4kL3mN2oP1q"
URL, ANON, SERVICE = f"https://{PROJECT_REF}.supabase.co", jwt("anon"), jwt("service_role")
SB_PUBLIC, SB_SECRET = "sb_publishable_Ab1Cd2-Ef3Gh4_Ij5Kl6", "sb_secret_Mn7Op8-Qr9St0_Uv1Wx2Yz"
GOOGLE_ID, GOOGLE_SECRET = (
    "408123456789-k3l4m5n6o7p8q9.apps.googleusercontent.com",
    "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",
)
AKIA, AWS_SECRET = "AKIA2E7QWZ4TYUIOPLKJ", "q9W8e7R6t5Y4u3I2o1P0aSdFgHjKlZxCvBnM+/12"
ASIA, SESSION = "ASIA2E7QWZ4TYUIOPLKJ", "IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQD"
AK, AS = "ak-7XkQ2mPzL9wR4vT1", "as-8YlR3nQaM0xS5wU2"
R2_ID, R2_SECRET = "4f8a1c2e9b7d6053f1e8a4c2b9d70516", "9c1e" * 16
ACCOUNT_ID = "7b3d9f1a5c8e2046b1d3f5a7c9e80214"
GHP, GH_FINE = "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ012345"
GH_ID, GH_SECRET = "Ov23liAbCdEfGhIjKlMn", "3f7a9c1e5b8d2046f1a3c5e7b9d80264f1a3c5e7"
HF = "hf_AbCdEfGhIjKlMnOpQrStUvWxYz012345"
TURSO_URL, TURSO_TOKEN = "libsql://notes-ada.turso.io", jwt("rw")
NEON = (
    "postgresql://ada:npg_A1b2C3d4@ep-cool-darkness-a1b2c3d4-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require"
)
MONGO = "mongodb+srv://ada:Pa55-w0rd@cluster0.a1b2c.mongodb.net/?retryWrites=true"
PAYPAL_ID = "AQkquBDf1zctJOWGKWUEtKXm6qVhueUEMvXO_-MCI4DQQ4-LWvkDLIN2fGsd"
PAYPAL_SECRET = "EL1tVxAjhT7cJimnz5-Nsx9k2reTKSVfErNQF-CmrwJgxRtylkGTKlU4RvrX"
RUNPOD = "rpa_K3L4M5N6O7P8Q9R0S1T2U3V4W5X6Y7Z8"
R8 = "r8_AbCdEfGhIjKlMnOpQrStUvWxYz01234567890"
UPSTASH_URL, UPSTASH_TOKEN = "https://eu1-merry-cat-32748.upstash.io", "AX_sASQgODM5ZjExZGEtMmI3OS00Mjc4"
PHC = "phc_a1B2c3D4e5F6g7H8i9J0k1L2m3N4"
DSN = "https://3f7a9c1e5b8d2046f1a3c5e7b9d80264@o450123.ingest.us.sentry.io/4507654321"
AIZA = "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q"
AC, TWILIO_TOKEN = "AC5ef8732a3c49700934481addd5ce1659", "9b1d4c7e2f5a8036c9e1b4d7f0a3c6e9"
SK_SID, SK_SECRET = "SK2a0747eba6abf96b7e3c3ff0b4530f6e", "Zx8Cv7Bn6Mm5Lk4Jh3Gf2Ds1Aq0Wse9R"
XOXB, XAPP = (
    "xoxb-174518394021-1745183940217-aBcDeFgHiJkLmNoPqRsTuVwX",
    f"xapp-1-A0B1C2D3E4F-174518394021-{'0a1b2c3d' * 4}",
)
SLACK_SIGNING, SLACK_HOOK = (
    "8f742231b10e4c2dabcd99effedcba85",
    "https://hooks.slack.com/services/T0A1B2C3D/B0E1F2G3H/aBcDeFgHiJkLmNoPqRsTuVwX",
)
CLERK_PK, CLERK_SK = "pk_test_aW1wcm92ZWQtb3dsLTQyLmNsZXJrLmFjY291bnRzLmRldiQ", "sk_test_C1e2r3k4C5l6e7r8k9C0l1e2r3k4"
AUTH0_DOMAIN, AUTH0_ID = "notes-ada.eu.auth0.com", "fUqVcY3mBn8Kd2Rw7Xz1Lp5Ts9Hj4Ge6"
AUTH0_SECRET = "kR7_tY2-mQ9zXc4VbN8jL1pHs6DfGw3EaU5oIiKqWyZ0eRtTyUiOpAsDfGhJkLzX"
SENDGRID = "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"
TELEGRAM = "6123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"
SHPSS = "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"
CLOUDINARY = "cloudinary://874837483274837:a676b67565c6767a6767d6767f676fe1@notes-ada"
WORKOS = "sk_test_a2V5XzAxSDhaWllBN1ZXTTJQR0VaUFI5TlZLNkg2"
STRIPE_PAIR = {"publishable_key": PK, "secret_key": SK}

BLOBS: tuple[Blob, ...] = (
    Blob(
        "stripe: the page of API keys, line by line",
        "stripe",
        f"Publishable key\n{PK}\nCreated on 3 Mar\n\nSecret key\n{SK}\nCopy\n",
        STRIPE_PAIR,
    ),
    Blob(
        "stripe: the secret key is still covered",
        "stripe",
        f"Standard keys\nName\tToken\nPublishable key\t{PK}\t3 Mar\n"
        f"Secret key\tsk_test_\u2022\u2022\u2022\u2022\u2022\u2022Xb2\tReveal",
        {"publishable_key": PK},
        noted="Secret key: it is covered",
    ),
    Blob(
        "stripe: covered with stars below its label",
        "stripe",
        f"Publishable key\n{PK}\nSecret key\n****************\nReveal test key",
        {"publishable_key": PK},
        noted="it is covered",
    ),
    Blob(
        "stripe: a .env file of the whole app",
        "stripe",
        f"# payments\nNEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY={PK}\nSTRIPE_SECRET_KEY='{SK}'\n"
        f'STRIPE_WEBHOOK_SECRET="{WHSEC}"'
        f" # local\nOPENAI_API_KEY={OPENAI}\nRESEND_API_KEY={RESEND}\nPORT=3000\n",
        {**STRIPE_PAIR, "webhook_secret": WHSEC},
        unused=3,
    ),
    Blob(
        "stripe: the same names of Clerk beside it",
        "stripe",
        f"NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=pk_test_Y2xlcmsuZXhhbXBsZS5kZXYk\n"
        f"CLERK_SECRET_KEY=sk_test_C1e2r3k4C5l6e7r8k9C0\n"
        f"STRIPE_SECRET_KEY={SK}\nSTRIPE_PUBLIC_KEY={PK}\n",
        STRIPE_PAIR,
        unused=2,
    ),
    Blob("stripe: shell exports", "stripe", f"export STRIPE_SECRET_KEY={SK} STRIPE_PUBLIC_KEY={PK}\n", STRIPE_PAIR),
    Blob("stripe: one shell line before a command", "stripe", f"STRIPE_API_KEY={SK} npm run dev", {"secret_key": SK}),
    Blob(
        "stripe: the three ways of Windows",
        "stripe",
        f'$env:STRIPE_SECRET_KEY = "{SK}"\nsetx STRIPE_PUBLIC_KEY {PK}\r\nset STRIPE_WEBHOOK_SECRET={WHSEC}\r\n',
        {**STRIPE_PAIR, "webhook_secret": WHSEC},
        unused=0,
    ),
    Blob(
        "stripe: docker",
        "stripe",
        f"docker run --rm -e STRIPE_SECRET_KEY={SK} -e STRIPE_PUBLIC_KEY={PK} -p 3000:3000 shop:latest",
        STRIPE_PAIR,
        unused=0,
    ),
    Blob(
        "stripe: compose file in YAML",
        "stripe",
        f'services:\n  web:\n    environment:\n      STRIPE_SECRET_KEY: "{SK}"\n'
        f"      STRIPE_PUBLIC_KEY: {PK}\n      NODE_ENV: production\n",
        STRIPE_PAIR,
    ),
    Blob(
        "stripe: variables of a Kubernetes pod",
        "stripe",
        f"env:\n  - name: STRIPE_SECRET_KEY\n    value: {SK}\n  - name: STRIPE_PUBLIC_KEY\n"
        f"    value: '{PK}'\n  - name: OTHER\n    value: a1b2c3d4e5\n",
        STRIPE_PAIR,
    ),
    Blob(
        "stripe: curl with the key as user",
        "stripe",
        f"curl https://api.stripe.com/v1/charges \\\n  -u {SK}: \\\n  -d amount=2000 \\\n  -d currency=usd",
        {"secret_key": SK},
    ),
    Blob(
        "stripe: a line of code",
        "stripe",
        f"const stripe = require('stripe')('{SK}'); // never do this",
        {"secret_key": SK},
    ),
    Blob(
        "stripe: JSON with both providers",
        "stripe",
        f'{{"stripe": {{"publishableKey": "{PK}", "secretKey": "{SK}"}}, "clerk": {{"secretKey": '
        f'"sk_test_C1e2r3k4C5l6e7r8k9C0"}}}}',
        STRIPE_PAIR,
        unused=1,
    ),
    Blob(
        "stripe: test and live keys, project in test mode",
        "stripe",
        f"Test\n{PK}\n{SK}\nLive\n{PK_LIVE}\n{SK_LIVE}\n",
        STRIPE_PAIR,
        unused=2,
    ),
    Blob(
        "stripe: test and live keys, project in live mode",
        "stripe",
        f"STRIPE_SECRET_KEY_TEST={SK}\nSTRIPE_SECRET_KEY_LIVE={SK_LIVE}\nSTRIPE_TEST_PUBLIC_KEY={PK}\n"
        f"STRIPE_LIVE_PUBLIC_KEY={PK_LIVE}",
        {"publishable_key": PK_LIVE, "secret_key": SK_LIVE},
        unused=2,
        mode="live",
    ),
    Blob(
        "stripe: two test keys, nothing says which",
        "stripe",
        f"{SK}\n{RK}\n{PK}\n",
        {"publishable_key": PK},
        noted="several values may be it",
    ),
    Blob(
        "stripe: what chat programs make of a text",
        "stripe",
        f"\u2022 Publishable\u00a0key: \u201c{PK}\u201d,\n\u2022 Secret key: \u200b{SK[:12]}\u200b{SK[12:]}.\n",
        STRIPE_PAIR,
        unused=0,
    ),
    Blob(
        "stripe: a list in Markdown",
        "stripe",
        f"- **Publishable key:** `{PK}`\n- **Secret key:** `{SK}`\n\n> keep it safe\n",
        STRIPE_PAIR,
    ),
    Blob(
        "stripe: a table in Markdown",
        "stripe",
        f"| Key | Value |\n|-----|-------|\n| Publishable key | `{PK}` |\n| Secret key | `{SK}` |\n",
        STRIPE_PAIR,
    ),
    Blob(
        "stripe: a mail in full sentences",
        "stripe",
        f"Hi Ada, your publishable key is {PK} and the secret one is {SK}. Please rotate it in a month!",
        STRIPE_PAIR,
    ),
    Blob(
        "stripe: a template that nobody filled in",
        "stripe",
        "STRIPE_SECRET_KEY=sk_test_xxxxxxxxxxxxxxxxxxxx\nSTRIPE_PUBLIC_KEY=your_key_here\n",
        {},
        unused=2,
        noted="only a placeholder",
    ),
    Blob(
        "stripe: a secret under a public name",
        "stripe",
        f"VITE_STRIPE_SECRET_KEY={SK}\nVITE_STRIPE_PUBLISHABLE_KEY={PK}\n",
        {"publishable_key": PK},
        noted="VITE_STRIPE_SECRET_KEY is a name that the browser may read",
    ),
    Blob(
        "stripe: Django's SECRET_KEY is not Stripe's",
        "stripe",
        f"SECRET_KEY=django-insecure-8f2k9d1m3n5\nSTRIPE_PUBLIC_KEY={PK}\n",
        {"publishable_key": PK},
        unused=1,
    ),
    Blob("openai: a key alone", "openai", f"  {OPENAI}\n", {"api_key": OPENAI}, unused=0),
    Blob(
        "openai: curl with a bearer",
        "openai",
        f'curl https://api.openai.com/v1/models \\\n  -H "Content-Type: application/json" \\\n  -H '
        f'"Authorization: Bearer {OPENAI}"',
        {"api_key": OPENAI},
    ),
    Blob(
        "openai: the key of another under its name",
        "openai",
        f"OPENAI_API_KEY={ANTHROPIC}\n",
        {},
        unused=1,
        noted="belongs to Anthropic",
    ),
    Blob(
        "anthropic: beside a key of OpenAI",
        "anthropic",
        f"{OPENAI}\n{ANTHROPIC}\n",
        {"api_key": ANTHROPIC},
        unused=1,
    ),
    Blob(
        "anthropic: curl with its own header",
        "anthropic",
        f"curl https://api.anthropic.com/v1/messages --header 'x-api-key: {ANTHROPIC}' --header "
        f"'anthropic-version: 2023-06-01'",
        {"api_key": ANTHROPIC},
    ),
    Blob(
        "anthropic: a notebook",
        "anthropic",
        f'import os\nos.environ["ANTHROPIC_API_KEY"] = "{ANTHROPIC}"\nclient = anthropic.Anthropic()\n',
        {"api_key": ANTHROPIC},
    ),
    Blob(
        "resend: the dialogue",
        "resend",
        f"View API Key\nYou can only see this key once.\n{RESEND}\nCopy\nDone",
        {"api_key": RESEND},
    ),
    Blob(
        "supabase: the page of legacy keys",
        "supabase",
        f"Project URL\n{URL}\nCopy\nanon public\n{ANON}\nCopy\nservice_role secret\n{SERVICE}\nReveal\nCopy",
        {"url": URL, "anon_key": ANON, "service_role_key": SERVICE},
    ),
    Blob(
        "supabase: the answer of the management interface",
        "supabase",
        f'[{{"name": "anon", "api_key": "{ANON}"}}, {{"name": "service_role", "api_key": "{SERVICE}"}}]',
        {"anon_key": ANON, "service_role_key": SERVICE},
    ),
    Blob(
        "supabase: the new keys and the connect dialogue",
        "supabase",
        f"NEXT_PUBLIC_SUPABASE_URL={URL}\nNEXT_PUBLIC_SUPABASE_PUBLISHABLE_DEFAULT_KEY={SB_PUBLIC}\n"
        f"SUPABASE_SERVICE_ROLE_KEY={SB_SECRET}\n",
        {"url": URL, "anon_key": SB_PUBLIC, "service_role_key": SB_SECRET},
        unused=0,
    ),
    Blob(
        "supabase: supabase status",
        "supabase",
        f"         API URL: {URL}\n        anon key: {ANON}\nservice_role key: {SERVICE}\n",
        {"url": URL, "anon_key": ANON, "service_role_key": SERVICE},
    ),
    Blob(
        "supabase: the service key under a public name",
        "supabase",
        f"NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY={SERVICE}\nSUPABASE_SERVICE_ROLE_KEY={SERVICE}\n"
        f"NEXT_PUBLIC_SUPABASE_ANON_KEY={ANON}\n",
        {"anon_key": ANON},
        unused=2,
        noted="has been public",
    ),
    Blob(
        "google: client_secret_*.json of a web client",
        "google-oauth",
        f'{{"web":{{"client_id":"{GOOGLE_ID}","project_id":"notes-1","auth_uri":"https://accounts.google.com/o/oauth2/auth",'
        f'"token_uri":"https://oauth2.googleapis.com/token","client_secret":"{GOOGLE_SECRET}",'
        '"redirect_uris":["http://localhost:3000/api/auth/callback/google"]}}',
        {"client_id": GOOGLE_ID, "client_secret": GOOGLE_SECRET},
        unused=4,
    ),
    Blob(
        "google: client_secret_*.json of a desktop client",
        "google-oauth",
        f'{{\n  "installed": {{\n    "client_id": "{GOOGLE_ID}",\n    "client_secret": "{GOOGLE_SECRET}"\n  }}\n}}\n',
        {"client_id": GOOGLE_ID, "client_secret": GOOGLE_SECRET},
        unused=0,
    ),
    Blob(
        "google: the dialogue after creating",
        "google-oauth",
        f"OAuth client created\nClient ID\n{GOOGLE_ID}\nClient secret\n{GOOGLE_SECRET}\nCreation date\n"
        f"3 March 2026\nDOWNLOAD JSON",
        {"client_id": GOOGLE_ID, "client_secret": GOOGLE_SECRET},
    ),
    Blob(
        "aws: ~/.aws/credentials",
        "aws-s3",
        f"[default]\naws_access_key_id = {AKIA}\naws_secret_access_key = {AWS_SECRET}\nregion = eu-central-1\n",
        {"access_key_id": AKIA, "secret_access_key": AWS_SECRET, "region": "eu-central-1"},
        unused=0,
    ),
    Blob(
        "aws: two profiles, nothing says which",
        "aws-s3",
        f"[default]\naws_access_key_id={AKIA}\n[work]\naws_access_key_id=AKIA9R8T7Y6U5W4Q3ZXC\nregion=eu-west-1\n",
        {"region": "eu-west-1"},
        noted="Access key ID: several values",
    ),
    Blob(
        "aws: the downloaded key file",
        "aws-s3",
        f"\ufeffAccess key ID,Secret access key\r\n{AKIA},{AWS_SECRET}\r\n",
        {"access_key_id": AKIA, "secret_access_key": AWS_SECRET},
        unused=0,
    ),
    Blob(
        "aws: the older key file with more columns",
        "aws-s3",
        f"User name,Password,Access key ID,Secret access key,Console login link\n"
        f"ada,,{AKIA},{AWS_SECRET},https://123.signin.aws.amazon.com/console\n",
        {"access_key_id": AKIA, "secret_access_key": AWS_SECRET},
        unused=2,
    ),
    Blob(
        "aws: the answer of sts assume-role",
        "aws-s3",
        f'{{"Credentials": {{"AccessKeyId": "{ASIA}", "SecretAccessKey": "{AWS_SECRET}", "SessionToken": '
        f'"{SESSION}", "Expiration": "2026-11-24T12:00:00Z"}}}}',
        {"access_key_id": ASIA, "secret_access_key": AWS_SECRET, "session_token": SESSION},
        unused=1,
    ),
    Blob(
        "aws: the access portal's exports",
        "aws-s3",
        f'export AWS_ACCESS_KEY_ID="{ASIA}"\nexport AWS_SECRET_ACCESS_KEY="{AWS_SECRET}"\n'
        f'export AWS_SESSION_TOKEN="{SESSION}"\nexport AWS_DEFAULT_REGION=us-east-1',
        {"access_key_id": ASIA, "secret_access_key": AWS_SECRET, "session_token": SESSION, "region": "us-east-1"},
        unused=0,
    ),
    Blob(
        "r2: the token page",
        "cloudflare-r2",
        f"Token value\nAbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_Ab\nAccess Key ID\n{R2_ID}\nSecret Access Key\n"
        f"{R2_SECRET}\n"
        f"https://{ACCOUNT_ID}.r2.cloudflarestorage.com\n",
        {
            "access_key_id": R2_ID,
            "secret_access_key": R2_SECRET,
            "endpoint": f"https://{ACCOUNT_ID}.r2.cloudflarestorage.com",
        },
    ),
    Blob(
        "r2: an .env of AWS is not R2's",
        "cloudflare-r2",
        f"AWS_ACCESS_KEY_ID={AKIA}\nAWS_SECRET_ACCESS_KEY={AWS_SECRET}\n",
        {},
        unused=2,
        noted="belongs to",
    ),
    Blob(
        "modal: ~/.modal.toml",
        "modal",
        f'[ada]\ntoken_id = "{AK}"\ntoken_secret = "{AS}"\nactive = true\n',
        {"token_id": AK, "token_secret": AS},
        unused=1,
    ),
    Blob(
        "modal: the command of the dashboard",
        "modal",
        f"modal token set --token-id {AK} --token-secret {AS} --profile=ada",
        {"token_id": AK, "token_secret": AS},
        unused=1,
    ),
    Blob("github: a token alone", "github", f"\u200b{GHP}\n", {"token": GHP}, unused=0),
    Blob(
        "github: an .npmrc",
        "github",
        f"@ada:registry=https://npm.pkg.github.com\n//npm.pkg.github.com/:_authToken={GH_FINE}\n",
        {"token": GH_FINE},
    ),
    Blob(
        "github: the header of a request",
        "github",
        f"Authorization: Bearer {GH_FINE}\nX-GitHub-Api-Version: 2022-11-28\n",
        {"token": GH_FINE},
    ),
    Blob(
        "github sign-in: the app's page",
        "github-oauth",
        f"Client ID\n{GH_ID}\n\nClient secrets\nGenerate a new client secret\n\nClient secret\n{GH_SECRET}\n"
        f"Added 1 minute ago by ada",
        {"client_id": GH_ID, "client_secret": GH_SECRET},
    ),
    Blob(
        "huggingface: login by command",
        "huggingface",
        f"hf auth login --token {HF} --add-to-git-credential",
        {"token": HF},
    ),
    Blob(
        "turso: what its commands print",
        "turso",
        f"TURSO_DATABASE_URL={TURSO_URL}\nTURSO_AUTH_TOKEN={TURSO_TOKEN}\n",
        {"database_url": TURSO_URL, "auth_token": TURSO_TOKEN},
        unused=0,
    ),
    Blob(
        "turso: a client in code",
        "turso",
        f"export const client = createClient({{\n  url: '{TURSO_URL}',\n  authToken: '{TURSO_TOKEN}',\n}});\n",
        {"database_url": TURSO_URL, "auth_token": TURSO_TOKEN},
    ),
    Blob("neon: the psql command", "neon", f"psql '{NEON}'", {"database_url": NEON}),
    Blob(
        "neon: a .env file",
        "neon",
        f"# Recommended for most uses\nDATABASE_URL={NEON}\nPGUSER=ada\n",
        {"database_url": NEON},
        unused=1,
    ),
    Blob("mongodb: the shell's command", "mongodb", f'mongosh "{MONGO}" --apiVersion 1 --username ada', {"uri": MONGO}),
    Blob(
        "mongodb: the address with a place for the password",
        "mongodb",
        "mongodb+srv://ada:<db_password>@cluster0.a1b2c.mongodb.net/?retryWrites=true&w=majority",
        {},
        noted="only a placeholder",
    ),
    Blob(
        "paypal: the page of an app",
        "paypal",
        f"Sandbox account\nsb-abc12@business.example.com\nClient ID\n{PAYPAL_ID}\nCopy\nSecret key 1\n"
        f"{PAYPAL_SECRET}\nHide\nCopy",
        {"client_id": PAYPAL_ID, "client_secret": PAYPAL_SECRET},
    ),
    Blob(
        "paypal: curl with user and password",
        "paypal",
        f'curl -v -X POST "https://api-m.sandbox.paypal.com/v1/oauth2/token" -u '
        f'"{PAYPAL_ID}:{PAYPAL_SECRET}" -d "grant_type=client_credentials"',
        {"client_id": PAYPAL_ID, "client_secret": PAYPAL_SECRET},
    ),
    Blob("runpod: a Python line", "runpod", f'runpod.api_key = "{RUNPOD}"', {"api_key": RUNPOD}, unused=0),
    Blob("replicate: an export", "replicate", f"export REPLICATE_API_TOKEN={R8}", {"api_token": R8}, unused=0),
    Blob(
        "upstash: the REST panel",
        "upstash",
        f'UPSTASH_REDIS_REST_URL="{UPSTASH_URL}"\nUPSTASH_REDIS_REST_TOKEN="{UPSTASH_TOKEN}"',
        {"rest_url": UPSTASH_URL, "rest_token": UPSTASH_TOKEN},
        unused=0,
    ),
    Blob(
        "posthog: the snippet",
        "posthog",
        f"posthog.init('{PHC}', {{ api_host: 'https://eu.i.posthog.com', person_profiles: 'always' }})",
        {"project_key": PHC},
    ),
    Blob(
        "sentry: the wizard's code",
        "sentry",
        f'Sentry.init({{\n  dsn: "{DSN}",\n  tracesSampleRate: 1.0,\n}});',
        {"dsn": DSN},
    ),
    Blob(
        "firebase: the web app's configuration",
        "firebase",
        f'const firebaseConfig = {{\n  apiKey: "{AIZA}",\n  authDomain: "notes-1a2b3.firebaseapp.com",\n'
        f'  projectId: "notes-1a2b3",\n'
        '  storageBucket: "notes-1a2b3.appspot.com",\n  messagingSenderId: "408123456789",\n'
        '  appId: "1:408123456789:web:a1b2c3d4e5f60718"\n};\n',
        {
            "api_key": AIZA,
            "auth_domain": "notes-1a2b3.firebaseapp.com",
            "project_id": "notes-1a2b3",
            "app_id": "1:408123456789:web:a1b2c3d4e5f60718",
            "messaging_sender_id": "408123456789",
            "storage_bucket": "notes-1a2b3.appspot.com",
        },
        unused=0,
    ),
    Blob(
        "twilio: the console's panel",
        "twilio",
        f"Account Info\nAccount SID\n{AC}\nCopy\nAuth Token\n{TWILIO_TOKEN}\nHide\nMy Twilio phone number\n"
        f"+15005550006",
        {"account_sid": AC, "auth_token": TWILIO_TOKEN},
    ),
    Blob(
        "twilio: the token is still covered",
        "twilio",
        f"Account SID\n{AC}\nAuth Token\n\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022\nShow",
        {"account_sid": AC},
        noted="Auth token: it is covered",
    ),
    Blob(
        "twilio: curl with user and token",
        "twilio",
        f"curl -X GET 'https://api.twilio.com/2010-04-01/Accounts/{AC}.json' \\\n-u {AC}:{TWILIO_TOKEN}",
        {"account_sid": AC, "auth_token": TWILIO_TOKEN},
    ),
    Blob(
        "twilio: an API key in a .env file",
        "twilio",
        f"TWILIO_ACCOUNT_SID={AC}\nTWILIO_API_KEY={SK_SID}\nTWILIO_API_SECRET={SK_SECRET}\n",
        {"account_sid": AC, "api_key_sid": SK_SID, "api_key_secret": SK_SECRET},
        unused=0,
    ),
    Blob(
        "slack: the pages of an app",
        "slack",
        f"Signing Secret\n{SLACK_SIGNING}\nBot User OAuth Token\n{XOXB}\nWebhook URL\n{SLACK_HOOK}\n",
        {"signing_secret": SLACK_SIGNING, "bot_token": XOXB, "webhook_url": SLACK_HOOK},
        unused=0,
    ),
    Blob(
        "slack: tokens without a word",
        "slack",
        f"{XAPP}\n{XOXB}\n",
        {"app_token": XAPP, "bot_token": XOXB},
        unused=0,
    ),
    Blob(
        "clerk: the quick start",
        "clerk",
        f"NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY={CLERK_PK}\nCLERK_SECRET_KEY={CLERK_SK}\n",
        {"publishable_key": CLERK_PK, "secret_key": CLERK_SK},
        unused=0,
    ),
    Blob(
        "stripe: Clerk's publishable key is not Stripe's",
        "stripe",
        f"{CLERK_PK}\n{SK}\n",
        {"secret_key": SK},
        unused=1,
    ),
    Blob("workos: beside a key of Stripe", "workos", f"{SK}\n{WORKOS}\n", {"api_key": WORKOS}, unused=1),
    Blob(
        "auth0: the settings of an application",
        "auth0",
        f"Name\nNotes\nDomain\n{AUTH0_DOMAIN}\nClient ID\n{AUTH0_ID}\nClient Secret\n{AUTH0_SECRET}\nDescription\n",
        {"domain": AUTH0_DOMAIN, "client_id": AUTH0_ID, "client_secret": AUTH0_SECRET},
    ),
    Blob(
        "auth0: the body of its token call",
        "auth0",
        f'{{"client_id":"{AUTH0_ID}","client_secret":"{AUTH0_SECRET}","audience":"https://{AUTH0_DOMAIN}/api/v2/",'
        '"grant_type":"client_credentials"}',
        {"client_id": AUTH0_ID, "client_secret": AUTH0_SECRET, "audience": f"https://{AUTH0_DOMAIN}/api/v2/"},
        unused=1,
    ),
    Blob(
        "sendgrid: the commands of its guide",
        "sendgrid",
        f'echo "export SENDGRID_API_KEY=\'{SENDGRID}\'" > sendgrid.env\necho "sendgrid.env" >> .gitignore\n',
        {"api_key": SENDGRID},
    ),
    Blob(
        "telegram: a bot's compose file",
        "telegram",
        f"environment:\n  - TELEGRAM_BOT_TOKEN={TELEGRAM}\n  - TZ=Europe/Berlin\n",
        {"bot_token": TELEGRAM},
    ),
    Blob(
        "shopify: the client's page",
        "shopify",
        f"Client ID\n0f1e2d3c4b5a69788796a5b4c3d2e1f0\nSecret\n{SHPSS}\nRotate",
        {"client_id": "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "client_secret": SHPSS},
    ),
    Blob(
        "cloudinary: one variable",
        "cloudinary",
        f"CLOUDINARY_URL={CLOUDINARY}",
        {"url": CLOUDINARY},
        unused=0,
    ),
    Blob(
        "cloudinary: the secret is left to fill in",
        "cloudinary",
        "CLOUDINARY_URL=cloudinary://874837483274837:<your_api_secret>@notes-ada",
        {},
        noted="only a placeholder",
    ),
    Blob(
        "pusher: the app keys page",
        "pusher",
        'app_id = "1745183"\nkey = "9f8e7d6c5b4a39281706"\nsecret = "0a9b8c7d6e5f4a3b2c1d"\ncluster = "eu"\n',
        {"app_id": "1745183", "key": "9f8e7d6c5b4a39281706", "secret": "0a9b8c7d6e5f4a3b2c1d", "cluster": "eu"},
        unused=0,
    ),
    Blob(
        "stripe: two keys on one line of prose",
        "stripe",
        f"Publishable key: {PK} Secret key: {SK}",
        STRIPE_PAIR,
        unused=0,
    ),
    Blob(
        "stripe: declarations in code",
        "stripe",
        f"let STRIPE_SECRET_KEY = '{SK}'; let pk = '{PK}'",
        STRIPE_PAIR,
        unused=0,
    ),
    Blob(
        "github: the secrets of a workflow",
        "github",
        "env:\n  GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n",
        {},
        unused=1,
        noted="only a placeholder",
    ),
    Blob(
        "firebase: the service account's file",
        "firebase",
        '{"type": "service_account", "project_id": "notes-1a2b3", "private_key": "-----BEGIN PRIVATE '
        "KEY-----\\nMIIE\\n"
        '-----END PRIVATE KEY-----\\n", "client_email": "firebase-adminsdk-abcde@notes-1a2b3.iam.gserviceaccount.com"}',
        {
            "project_id": "notes-1a2b3",
            "private_key": "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----",
            "client_email": "firebase-adminsdk-abcde@notes-1a2b3.iam.gserviceaccount.com",
        },
        unused=1,
    ),
    Blob("nothing at all", "stripe", " \n\t\r\n", {}, unused=0),
    Blob("a shopping list", "stripe", "milk\neggs\nbread: two\n", {}),
)
