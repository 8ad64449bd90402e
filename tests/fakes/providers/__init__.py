"""Every provider that is asked over HTTP by the catalogue's data, spoken for by a loopback fake."""

from __future__ import annotations

from tests.fakes.providers.anthropic import Anthropic
from tests.fakes.providers.auth0 import Auth0
from tests.fakes.providers.clerk import Clerk
from tests.fakes.providers.cloudflare import Cloudflare
from tests.fakes.providers.fake import Fake
from tests.fakes.providers.github import GitHub
from tests.fakes.providers.github_oauth import GitHubOAuth
from tests.fakes.providers.google_oauth import Google
from tests.fakes.providers.huggingface import HuggingFace
from tests.fakes.providers.netlify import Netlify
from tests.fakes.providers.openai import OpenAI
from tests.fakes.providers.paypal import PayPal
from tests.fakes.providers.resend import Resend
from tests.fakes.providers.runpod import RunPod
from tests.fakes.providers.sendgrid import SendGrid
from tests.fakes.providers.slack import Slack
from tests.fakes.providers.stripe import Stripe
from tests.fakes.providers.supabase import Supabase
from tests.fakes.providers.turso import Turso
from tests.fakes.providers.twilio import Twilio
from tests.fakes.providers.vercel import Vercel

SIX: tuple[type[Fake], ...] = (Stripe, Google, Supabase, OpenAI, Anthropic, Resend)
"""Those of the main job: the project that most tests plan, connect and build."""
FAKES: tuple[type[Fake], ...] = (
    *SIX,
    PayPal,
    GitHub,
    GitHubOAuth,
    Turso,
    HuggingFace,
    RunPod,
    Vercel,
    Netlify,
    Cloudflare,
    SendGrid,
    Twilio,
    Slack,
    Clerk,
    Auth0,
)
BY_ID = {each.id: each for each in FAKES}
