"""A key of R2 is asked about with a signature that a server really checks; a key for one bucket is not taken for wrong.

The server's answers are those of https://developers.cloudflare.com/r2/api/error-codes/.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ProviderSettings, Settings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import check_values
from kriptik_desktop.providers.http import Answer, Ask, HttpDoor, Trouble
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from tests.fakes.aws_signature import claimed, is_signed_with
from tests.fakes.clock import FakeClock
from tests.fakes.http_server import HttpServer, Reply, Seen

ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353"
GOOD = {
    "account_id": ACCOUNT,
    "access_key_id": "ed17574386854bf78a67040be0a770b0",
    "secret_access_key": "0123456789abcdef" * 4,
}
Check = Callable[..., Awaitable[ProbeResult]]


class R2:
    """One account's buckets behind a token that may see some of them."""

    def __init__(self) -> None:
        self.http = HttpServer(self.answer)
        self.clock = FakeClock()
        self.buckets = {"my-app", "private"}
        self.allowed = {"my-app"}
        self.admin = False
        self.reply: Reply | None = None

    def answer(self, seen: Seen) -> Reply:
        if self.reply is not None:
            return self.reply
        said = claimed(seen)
        if len(said["id"]) != 32:
            words = f"Invalid Argument: Credential access key has length {len(said['id'])}, should be 32"
            return self.error(400, "InvalidArgument", words)
        if said["id"] != GOOD["access_key_id"]:
            return self.error(401, "Unauthorized", "Unauthorized")
        if not is_signed_with(seen, GOOD["secret_access_key"]):
            return self.error(403, "SignatureDoesNotMatch", "The request signature we calculated does not match.")
        assert (seen.method, said["region"], said["service"]) == ("GET", "auto", "s3")
        return self._listing(seen)

    def _listing(self, seen: Seen) -> Reply:
        name = seen.path.removeprefix("/")
        if not (self.admin or name in self.allowed):
            return self.error(403, "AccessDenied", "Access Denied")
        if not name:
            return self._xml(200, f"<ListAllMyBucketsResult><Buckets>{self.buckets}</Buckets></ListAllMyBucketsResult>")
        if name not in self.buckets:
            return self.error(404, "NoSuchBucket", "The specified bucket does not exist.")
        assert seen.query == {"list-type": "2", "max-keys": "1"}
        return self._xml(200, f"<ListBucketResult><Name>{name}</Name><KeyCount>0</KeyCount></ListBucketResult>")

    def error(self, status: int, code: str, words: str) -> Reply:
        return self._xml(status, f"<Error><Code>{code}</Code><Message>{words}</Message></Error>")

    def _xml(self, status: int, text: str) -> Reply:
        now = format_datetime(datetime.fromtimestamp(self.clock.now_ms() / 1000, UTC), usegmt=True)
        headers = {"Content-Type": "application/xml", "Date": now}
        return Reply(status, text=f'<?xml version="1.0" encoding="UTF-8"?>{text}', headers=headers)


@pytest.fixture
async def r2() -> AsyncIterator[R2]:
    r2 = R2()
    await r2.http.start()
    yield r2
    await r2.http.close()


@pytest.fixture
async def check(catalogue: Catalogue, r2: R2) -> AsyncIterator[Check]:
    settings = Settings(providers={"cloudflare-r2": ProviderSettings(base_url=r2.http.url)})
    clock = FakeClock()
    prober = Prober(settings, HttpDoor(settings), clock)

    async def check_with(late_s: float = 0.0, **texts: str) -> ProbeResult:
        clock.set_back(late_s)
        values = {name: Secret(text) for name, text in ({**GOOD, **texts}).items()}
        return await prober.probe(catalogue.get("cloudflare-r2"), values)

    yield check_with
    await prober.close()


async def test_a_key_for_one_bucket_works_with_it(check: Check, r2: R2) -> None:
    result = await check(bucket="my-app")
    assert (result.outcome, result.account) == ("ok", ACCOUNT)
    assert [each.path for each in r2.http.seen] == ["/my-app"]


async def test_without_a_bucket_such_a_key_is_known_and_no_more(check: Check, r2: R2) -> None:
    result = await check()
    assert (result.outcome, result.works, result.missing) == ("missing_permission", True, "Admin Read")
    assert "Enter a bucket" in result.note
    r2.admin = True
    assert (await check()).outcome == "ok"


async def test_another_bucket_and_none(check: Check, r2: R2) -> None:
    private = await check(bucket="private")
    assert (private.outcome, private.field, private.missing) == ("missing_permission", "bucket", "Object Read")
    r2.admin = True
    missing = await check(bucket="nobody-has-this")
    assert (missing.outcome, missing.field) == ("invalid", "bucket")


async def test_wrong_values_are_told_apart(check: Check) -> None:
    swapped = await check(access_key_id=GOOD["secret_access_key"])
    assert (swapped.outcome, swapped.field) == ("invalid", "access_key_id")
    assert "length 64" in swapped.message or "[redacted]" in swapped.message
    unknown = await check(access_key_id="f" * 32)
    assert (unknown.outcome, unknown.field) == ("invalid", "access_key_id")
    wrong = await check(secret_access_key="f" * 64)
    assert (wrong.outcome, wrong.field) == ("invalid", "secret_access_key")


async def test_a_wrong_clock_is_not_a_wrong_key(check: Check, r2: R2) -> None:
    r2.reply = r2.error(403, "RequestTimeTooSkewed", "The difference between the request time and ours is too large.")
    result = await check(late_s=3600.0)
    assert result.outcome == "cannot_check"
    assert "60 minutes behind" in result.message


async def test_an_account_without_r2(check: Check, r2: R2) -> None:
    r2.reply = r2.error(403, "NotEntitled", "Please enable R2 through the Cloudflare Dashboard.")
    result = await check(bucket="my-app")
    assert result.outcome == "missing_permission"
    assert "not switched on" in result.note


async def test_limits_bad_weather_and_other_servers(check: Check, r2: R2) -> None:
    r2.reply = r2.error(429, "TooManyRequests", "Reduce your rate of simultaneous reads on the same object.")
    assert (await check()).outcome == "rate_limited"
    r2.reply = r2.error(500, "InternalError", "We encountered an internal error. Please try again.")
    assert (await check()).outcome == "provider_down"
    r2.reply = Reply(200, text="<html>Sign in to the hotel network</html>")
    assert (await check(bucket="my-app")).outcome == "cannot_check"
    await r2.http.close()
    assert (await check()).outcome == "unreachable"


async def test_values_that_would_lead_elsewhere_are_not_asked(check: Check, r2: R2) -> None:
    assert (await check(account_id="evil.example/")).field == "account_id"
    assert (await check(bucket="a/../b")).field == "bucket"
    assert r2.http.seen == []


class DoorThatNotes(HttpDoor):
    """Takes down the address and lets nothing out."""

    def __init__(self) -> None:
        super().__init__(Settings())
        self.urls: list[str] = []

    async def send(self, ask: Ask) -> Answer | Trouble:
        self.urls.append(ask.url)
        return Trouble("unreachable", "Nothing leaves this test.")


async def test_only_addresses_of_r2_are_asked(catalogue: Catalogue) -> None:
    door = DoorThatNotes()
    prober = Prober(Settings(), door, FakeClock())
    own = f"https://{ACCOUNT}.eu.r2.cloudflarestorage.com"
    wrong = ["https://evil.example", f"http://{ACCOUNT}.r2.cloudflarestorage.com", f"{own}.evil.example", f"{own}@evil"]
    for endpoint in ("", own, *wrong):
        values = {name: Secret(text) for name, text in {**GOOD, "bucket": "my-app", "endpoint": endpoint}.items()}
        result = await prober.probe(catalogue.get("cloudflare-r2"), values)
        assert result.outcome == ("cannot_check" if endpoint in wrong else "unreachable")
    question = "/my-app?list-type=2&max-keys=1"
    assert door.urls == [f"https://{ACCOUNT}.r2.cloudflarestorage.com{question}", f"{own}{question}"]


def test_an_endpoint_of_another_account_is_refused(catalogue: Catalogue) -> None:
    texts = {**GOOD, "endpoint": f"https://{'a' * 32}.r2.cloudflarestorage.com"}
    found = check_values(catalogue.get("cloudflare-r2"), {name: Secret(text) for name, text in texts.items()})
    assert [each.level for each in found] == ["refuse"]
