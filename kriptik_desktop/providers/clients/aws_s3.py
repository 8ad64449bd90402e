"""Asks Amazon who a key belongs to, and then whether it may see the bucket.

Two questions, because the first needs no permission and so proves the key alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kriptik_desktop.providers.client import ClientAsk
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.s3_answers import Heard, hear, refusal
from kriptik_desktop.providers.sigv4 import SigningKey

_QUESTION = b"Action=GetCallerIdentity&Version=2011-06-15"
_FORM = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
_REGION = re.compile(r"[a-z0-9-]{2,40}")
_BUCKET = re.compile(r"[A-Za-z0-9._-]{1,255}")
_UNKNOWN_ID = (
    "AWS also says so of a temporary key without its session token, and of a region that is not switched on in the"
    " account."
)


async def check(ask: ClientAsk) -> ProbeResult:
    """Say whether the key works, whose it is, and whether it may see the bucket.

    Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html and
    https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
    """
    region, bucket = ask.texts.get("region", ""), ask.texts.get("bucket", "")
    if not _REGION.fullmatch(region):
        return ProbeResult(
            "cannot_check", "This is no region.", field="region", note="A region looks like eu-central-1."
        )
    who = await _identity(ask)
    if who.outcome != "ok" or not bucket:
        return who
    if not _BUCKET.fullmatch(bucket):
        return ProbeResult("invalid", "This is no name of a bucket.", field="bucket", account=who.account)
    return who.joined(await _bucket(ask, bucket))


async def _identity(ask: ClientAsk) -> ProbeResult:
    url = _in_partition(ask, ask.base_url)
    heard = await hear(ask, _key(ask, "sts"), "POST", f"{url}/", _FORM, _QUESTION)
    if isinstance(heard, ProbeResult):
        return heard
    account, arn = heard.part("Account"), heard.part("Arn")
    if heard.status == 200 and re.fullmatch(r"\d{12}", account) and arn.startswith("arn:"):
        return ProbeResult("ok", account=f"{account} ({arn.rpartition(':')[2]})")
    result = refusal(ask, heard)
    if result.outcome == "invalid" and result.field == "access_key_id":
        return replace(result, note=_UNKNOWN_ID)
    return result


async def _bucket(ask: ClientAsk, bucket: str) -> ProbeResult:
    url = f"{_in_partition(ask, ask.hosts['s3'])}/{bucket}"
    heard = await hear(ask, _key(ask, "s3"), "HEAD", url, {})
    if isinstance(heard, ProbeResult):
        return heard
    return _of_bucket(ask, heard)


def _of_bucket(ask: ClientAsk, heard: Heard) -> ProbeResult:
    """Return what a HEAD means; it has no body, so the status and S3's own headers must do."""
    home = heard.headers.get("x-amz-bucket-region", "")
    if not (home or "x-amz-request-id" in heard.headers):
        return refusal(ask, heard)
    if home and home != ask.texts["region"]:
        return ProbeResult("invalid", f"The bucket is in the region {home}.", field="region", note="The key works.")
    if heard.status == 200:
        return ProbeResult("ok")
    if heard.status == 403:
        note = "The key works, but may not list this bucket, or the bucket is another account's."
        return ProbeResult(
            "missing_permission", _status_words(heard), field="bucket", missing="s3:ListBucket", note=note
        )
    if heard.status == 404:
        return ProbeResult("invalid", "There is no bucket of this name.", field="bucket", note="The key works.")
    return refusal(ask, heard)


def _status_words(heard: Heard) -> str:
    return f"AWS answered with status {heard.status}."


def _key(ask: ClientAsk, service: str) -> SigningKey:
    texts = ask.texts
    return SigningKey(
        texts.get("access_key_id", ""),
        texts.get("secret_access_key", ""),
        texts["region"],
        service,
        texts.get("session_token", ""),
    )


def _in_partition(ask: ClientAsk, address: str) -> str:
    """Return the address with the ending that AWS China has."""
    in_china = ask.texts["region"].startswith("cn-") and address.endswith(".amazonaws.com")
    return f"{address}.cn" if in_china else address
