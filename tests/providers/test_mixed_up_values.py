"""Values in the wrong place are told from right ones by their shape alone, and right ones meet no objection."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Mapping
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import check_values
from kriptik_desktop.providers.recognition import Recogniser

ALNUM, HEX, OPEN = ascii_letters + digits, "0123456789abcdef", f"{ascii_letters}{digits}-_"
CATALOGUE = Catalogue.load()
RECOGNISER = Recogniser(CATALOGUE)


def publishable(host: str) -> str:
    """Return the publishable key that Clerk gives the instance at ``host``."""
    return f"pk_test_{base64.b64encode(f'{host}$'.encode()).decode()}"


def findings(name: str, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    values = {field: Secret(text) for field, text in texts.items()}
    return [(each.level, each.field) for each in check_values(CATALOGUE.get(name), values, RECOGNISER)]


ACCOUNT, OTHER, REST = "1TNcoK2QRJgSivgH", "1SWvEcPNRC4xVEnW", "a1B2c3" * 14
STRIPE = {"publishable_key": f"pk_test_5{ACCOUNT}{REST}", "secret_key": f"sk_test_5{ACCOUNT}{REST}"}
CLERK = {"publishable_key": publishable("bunny-33.clerk.accounts.dev"), "secret_key": f"sk_test_{'Ab3' * 14}"}
AWS = {
    "access_key_id": "AKIAIOSFODNN7EXAMPLE",
    "secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "region": "eu-central-1",
}
TWILIO = {"account_sid": f"AC{'0f' * 16}", "auth_token": "a1" * 16}
R2 = {"account_id": "0f" * 16, "access_key_id": "a1" * 16, "secret_access_key": "b2" * 32}
AUTH0 = {"domain": "my-app.eu.auth0.com", "client_id": "aB3d" * 8, "client_secret": "aB-_" * 16}
WRONG = [
    ("stripe", {**STRIPE, "secret_key": f"sk_test_5{OTHER}{REST}"}, ("confirm", "publishable_key")),
    ("stripe", {**STRIPE, "secret_key": f"rk_test_5{OTHER}{REST}"}, ("confirm", "publishable_key")),
    ("stripe", {**STRIPE, "publishable_key": CLERK["publishable_key"]}, ("refuse", "publishable_key")),
    ("stripe", {**STRIPE, "secret_key": CLERK["secret_key"]}, ("confirm", "secret_key")),
    ("clerk", {**CLERK, "publishable_key": STRIPE["publishable_key"]}, ("refuse", "publishable_key")),
    ("clerk", {**CLERK, "secret_key": STRIPE["secret_key"]}, ("refuse", "secret_key")),
    ("clerk", {**CLERK, "secret_key": "sk_live_" + "Ab3" * 14}, ("refuse", "secret_key")),
    ("aws-s3", {**AWS, "access_key_id": "ASIAIOSFODNN7EXAMPLE"}, ("refuse", "session_token")),
    ("aws-s3", {**AWS, "access_key_id": AWS["secret_access_key"]}, ("refuse", "access_key_id")),
    ("aws-s3", {**AWS, "secret_access_key": AWS["access_key_id"]}, ("refuse", "secret_access_key")),
    ("aws-s3", {**AWS, "bucket": "s3://my-app"}, ("refuse", "bucket")),
    ("cloudflare-r2", {**R2, "access_key_id": R2["secret_access_key"]}, ("refuse", "access_key_id")),
    ("cloudflare-r2", {**R2, "secret_access_key": R2["access_key_id"]}, ("refuse", "secret_access_key")),
    ("cloudflare", {"api_token": "0123456789abcdef0123456789abcdef01234"}, ("refuse", "api_token")),
    ("cloudflare", {"api_token": f"cfat_{'aB3d' * 12}"}, ("confirm", "account_id")),
    ("twilio", {**TWILIO, "account_sid": f"SK{'0f' * 16}"}, ("refuse", "account_sid")),
    ("twilio", {**TWILIO, "account_sid": TWILIO["auth_token"]}, ("refuse", "account_sid")),
    ("twilio", {**TWILIO, "api_key_sid": f"SK{'0f' * 16}"}, ("refuse", "api_key_secret")),
    ("slack", {"bot_token": "xapp-1-A0123456789-1234567890123-0123456789abcdef0123"}, ("refuse", "bot_token")),
    ("slack", {"bot_token": f"xoxp-1234567890-{'aB3d' * 6}"}, ("confirm", "bot_token")),
    ("slack", {"bot_token": f"xoxe.xoxb-1-{'aB3d' * 10}"}, ("confirm", "bot_token")),
    ("auth0", {**AUTH0, "domain": "https://my-app.eu.auth0.com/"}, ("refuse", "domain")),
    ("auth0", {**AUTH0, "client_id": AUTH0["client_secret"]}, ("refuse", "client_id")),
    ("vercel", {"token": "team_aB3daB3daB3daB3d"}, ("refuse", "token")),
    ("sendgrid", {"api_key": "aB3d-aB3d_aB3daB3daB3d"}, ("refuse", "api_key")),
    ("anthropic", {"api_key": f"sk-ant-oat01-{'aB3d' * 10}"}, ("refuse", "api_key")),
    ("resend", {"api_key": f"whsec_{'aB3d' * 8}"}, ("refuse", "api_key")),
]


@pytest.mark.parametrize(("name", "texts", "finding"), WRONG, ids=[f"{each[0]}-{each[2][1]}" for each in WRONG])
def test_a_mix_up_is_seen(name: str, texts: dict[str, str], finding: tuple[str, str]) -> None:
    assert finding in findings(name, texts)


Make = Callable[[random.Random], Mapping[str, str]]


def some(dice: random.Random, length: int, alphabet: str = ALNUM) -> str:
    return "".join(dice.choice(alphabet) for _ in range(length))


def stripe(dice: random.Random) -> Mapping[str, str]:
    account = f"1{some(dice, 15)}"
    return {
        name: f"{kind}_test_5{account}{some(dice, 82)}"
        for name, kind in (("publishable_key", "pk"), ("secret_key", "sk"))
    }


RIGHT: Mapping[str, Make] = {
    "stripe": stripe,
    "clerk": lambda dice: {
        "publishable_key": publishable(f"{some(dice, 5, ascii_lowercase)}-{dice.randrange(99)}.clerk.accounts.dev"),
        "secret_key": f"sk_test_{some(dice, 42)}",
        "webhook_secret": f"whsec_{base64.b64encode(dice.randbytes(24)).decode()}",
    },
    "aws-s3": lambda dice: {
        "access_key_id": f"AKIA{some(dice, 16, f'{ascii_uppercase}234567')}",
        "secret_access_key": some(dice, 40, f"{ALNUM}/+"),
        "region": dice.choice(("eu-central-1", "us-gov-west-1", "ap-southeast-2", "cn-north-1")),
        "bucket": "my-app.uploads",
    },
    "cloudflare-r2": lambda dice: {
        "account_id": some(dice, 32, HEX),
        "access_key_id": some(dice, 32, HEX),
        "secret_access_key": some(dice, 64, HEX),
        "bucket": "my-app",
    },
    "cloudflare": lambda dice: {
        "api_token": dice.choice((f"cfut_{some(dice, 48)}", some(dice, 40, OPEN))),
        "account_id": some(dice, 32, HEX),
    },
    "vercel": lambda dice: {
        "token": dice.choice((f"vcp_{some(dice, 56)}", some(dice, 24))),
        "team_id": f"team_{some(dice, 24)}",
        "project_id": f"prj_{some(dice, 28)}",
    },
    "netlify": lambda dice: {
        "auth_token": f"nfp_{some(dice, 36)}",
        "site_id": "-".join(some(dice, length, HEX) for length in (8, 4, 4, 4, 12)),
    },
    "sendgrid": lambda dice: {"api_key": f"SG.{some(dice, 22, OPEN)}.{some(dice, 43, OPEN)}"},
    "twilio": lambda dice: {
        "account_sid": f"AC{some(dice, 32, HEX)}",
        "auth_token": some(dice, 32, HEX),
        "api_key_sid": f"SK{some(dice, 32, HEX)}",
        "api_key_secret": some(dice, 32),
    },
    "slack": lambda dice: {
        "bot_token": f"xoxb-{some(dice, 12, digits)}-{some(dice, 13, digits)}-{some(dice, 24)}",
        "signing_secret": some(dice, 32, HEX),
        "app_token": f"xapp-1-A{some(dice, 10, ascii_uppercase)}-{some(dice, 13, digits)}-{some(dice, 64, HEX)}",
        "webhook_url": f"https://hooks.slack.com/services/T{some(dice, 8)}/B{some(dice, 10)}/{some(dice, 24)}",
    },
    "auth0": lambda dice: {
        "domain": f"dev-{some(dice, 8, ascii_lowercase)}.eu.auth0.com",
        "client_id": some(dice, 32),
        "client_secret": some(dice, 64, OPEN),
        "audience": "https://api.example.com",
    },
    "resend": lambda dice: {"api_key": f"re_{some(dice, 8)}_{some(dice, 24)}"},
    "openai": lambda dice: {"api_key": f"sk-proj-{some(dice, 100, OPEN)}"},
    "anthropic": lambda dice: {"api_key": f"sk-ant-api03-{some(dice, 90, OPEN)}"},
}


@pytest.mark.parametrize("name", list(RIGHT))
def test_right_values_meet_no_objection(name: str) -> None:
    dice = random.Random(name)
    for _ in range(40):
        texts = RIGHT[name](dice)
        assert findings(name, texts) == [], texts
