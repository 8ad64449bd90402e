"""Asks Cloudflare R2 whether a key may list one bucket, or where none is named, the buckets.

A client, because R2 is asked with signed requests and answers in XML.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from kriptik_desktop.providers.client import ClientAsk
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.s3_answers import Heard, hear, refusal
from kriptik_desktop.providers.sigv4 import SigningKey

_BUCKET = re.compile(r"[A-Za-z0-9._-]{1,255}")
_ACCOUNT = re.compile(r"[0-9a-f]{32}")
_OWN_HOST = re.compile(r"[0-9a-f]{32}(\.[a-z0-9-]+)?\.r2\.cloudflarestorage\.com")


async def check(ask: ClientAsk) -> ProbeResult:
    """Say whether the key works and what it may see.

    Source: https://developers.cloudflare.com/r2/api/s3/api/ and https://developers.cloudflare.com/r2/api/error-codes/
    """
    bucket = ask.texts.get("bucket", "")
    if not _ACCOUNT.fullmatch(ask.texts.get("account_id", "")):
        words = "An account ID has 32 digits and letters from a to f."
        return ProbeResult("cannot_check", words, field="account_id", note=words)
    if bucket and not _BUCKET.fullmatch(bucket):
        return ProbeResult("invalid", "This is no name of a bucket.", field="bucket")
    address = _address(ask)
    if not address:
        words = "The endpoint is not an address of Cloudflare R2."
        return ProbeResult("cannot_check", words, field="endpoint", note=words)
    url = f"{address}/{bucket}?list-type=2&max-keys=1" if bucket else f"{address}/"
    key = SigningKey(ask.texts.get("access_key_id", ""), ask.texts.get("secret_access_key", ""), "auto", "s3")
    heard = await hear(ask, key, "GET", url, {})
    return heard if isinstance(heard, ProbeResult) else _read(ask, heard, bucket)


def _address(ask: ClientAsk) -> str:
    """Return where to ask: the person's setting, the typed endpoint if it is R2's, else the account's own address."""
    endpoint = ask.texts.get("endpoint", "").rstrip("/")
    if ask.settings.provider(ask.provider.id).base_url or not endpoint:
        return ask.base_url
    parts = urlsplit(endpoint)
    return endpoint if parts.scheme == "https" and _OWN_HOST.fullmatch(parts.netloc) else ""


def _read(ask: ClientAsk, heard: Heard, bucket: str) -> ProbeResult:
    answer = "<ListBucketResult" if bucket else "<ListAllMyBucketsResult"
    if heard.status == 200 and answer in heard.text:
        return ProbeResult("ok", account=ask.texts["account_id"])
    result = refusal(ask, heard)
    if heard.part("Code") == "InvalidArgument" and "access key" in result.message:
        return replace(result, outcome="invalid", field="access_key_id", note="")
    if heard.part("Code") == "NotEntitled":
        note = "R2 is not switched on for this account. Switch it on in the Cloudflare dashboard."
        return replace(result, outcome="missing_permission", note=note)
    if result.outcome != "missing_permission":
        return result
    if bucket:
        note = "The key works, but may not read this bucket."
        return replace(result, field="bucket", missing="Object Read", note=note)
    note = "The key works, but may not list all buckets, as it should be. Enter a bucket to check that it may use it."
    return replace(result, missing="Admin Read", note=note)
