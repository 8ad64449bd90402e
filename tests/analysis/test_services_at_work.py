"""Hosting, storage, mail and sign-in services are heard however a list or a sentence names them, and idioms are not."""

from __future__ import annotations

import pytest

from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue

WATCHED = {
    "vercel",
    "netlify",
    "cloudflare",
    "cloudflare-r2",
    "aws-s3",
    "sendgrid",
    "twilio",
    "slack",
    "clerk",
    "auth0",
}
MEANT = [
    ("Deploy on Vercel, send SMS with Twilio, notify us in Slack", "vercel twilio slack"),
    ("Stack: Next.js, Clerk, Supabase, Vercel", "clerk vercel"),
    ("authentication (Clerk), database (Supabase)", "clerk"),
    ("users sign in through Clerk", "clerk"),
    ("Auth with Clerk, files in S3", "clerk aws-s3"),
    ("Login via Auth0 and mail by SendGrid", "auth0 sendgrid"),
    ("hosted on Netlify with images in Cloudflare R2", "netlify cloudflare-r2"),
    ("Cloudflare Workers API with an R2 bucket", "cloudflare cloudflare-r2"),
    ("Integrations: Slack, Twilio", "slack twilio"),
    ("post new orders to a Slack channel", "slack"),
    ("file storage on AWS", "aws-s3"),
    ("uploads to an Amazon S3 bucket, DNS at Cloudflare", "aws-s3 cloudflare"),
    ("Anmeldung mit Clerk, Bilder in S3, Nachricht an Slack", "clerk aws-s3 slack"),
    ("Envoyer des SMS avec Twilio et un message Slack", "twilio slack"),
    ("Envía mensajes de Slack y SMS con Twilio", "slack twilio"),
]
NOT_MEANT = [
    "A scheduling app where employees can slack off during slack time",
    "Give the team some slack in deadlines and cut me some slack",
    "pick up the slack report for volunteers, on slack days we offer discounts",
    "notes on slack variables in linear programming and slackline courses",
    "A chat app like Slack for our school, a Slack clone for gamers",
    "The store clerk sees orders, the town clerk approves permits",
    "A hotel app: the desk clerk logs in with a PIN; clerks and managers have accounts",
    "the payroll clerk signs in with a badge and assigns a clerk to each case",
    "authentication of documents by the clerk of court",
    "A fan page about R2-D2 with the R2 score of every model",
    "Audi S3 and Galaxy S3 spare parts, an ESP32-S3 dashboard",
    "S3-compatible storage on our own server",
    "a wrangler for horses, a Jeep Wrangler forum and a jeans shop",
    "An Amazon rainforest blog with photos",
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Catalogue.load())


@pytest.mark.parametrize(("prompt", "ids"), MEANT)
def test_the_service_is_heard(analyser: Analyser, prompt: str, ids: str) -> None:
    assert {each.id for each in analyser.analyse(prompt).detected} & WATCHED == set(ids.split())


@pytest.mark.parametrize("prompt", NOT_MEANT)
def test_ordinary_words_are_no_service(analyser: Analyser, prompt: str) -> None:
    assert {each.id for each in analyser.analyse(prompt).detected} & WATCHED == set()
