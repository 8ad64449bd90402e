"""A key of AWS is asked about with a signature that a server really checks; each refusal of Amazon has its meaning.

The server's answers are those of the API reference of STS and S3.
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
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.wording import explain
from tests.fakes.aws_signature import claimed, is_signed_with
from tests.fakes.clock import FakeClock
from tests.fakes.http_server import HttpServer, Reply, Seen

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
GOOD = {"access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": SECRET, "region": "eu-central-1"}
TEMPORARY = {**GOOD, "access_key_id": "ASIAIOSFODNN7EXAMPLE", "session_token": "FwoGZXIvYXdzEExampleSessionToken//=="}
Ask = Callable[..., Awaitable[ProbeResult]]


class Amazon:
    """STS at the root and S3 below it; both check the signature before anything else."""

    def __init__(self) -> None:
        self.http = HttpServer(self.answer)
        self.clock = FakeClock()
        self.buckets = {"my-app": "eu-central-1", "far-away": "us-west-2"}
        self.closed_buckets: set[str] = set()
        self.token_ended = False
        self.reply: Reply | None = None

    def answer(self, seen: Seen) -> Reply:
        if self.reply is not None:
            return self.reply
        refused = self._refusal(seen)
        if claimed(seen)["service"] == "sts":
            return refused or self._identity(seen)
        return Reply(403, text="", headers=self._headers()) if refused else self._bucket(seen)

    def _refusal(self, seen: Seen) -> Reply | None:
        said = claimed(seen)
        known = {each["access_key_id"]: each for each in (GOOD, TEMPORARY)}.get(said["id"])
        if known is None or seen.headers.get("x-amz-security-token") != known.get("session_token"):
            return self.error(403, "InvalidClientTokenId", "The security token included in the request is invalid.")
        if self.token_ended and "session_token" in known:
            return self.error(403, "ExpiredToken", "The security token included in the request is expired")
        if not is_signed_with(seen, known["secret_access_key"]):
            return self.error(403, "SignatureDoesNotMatch", "The request signature we calculated does not match.")
        stamp = datetime.strptime(seen.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if abs(stamp.timestamp() - self.clock.now_ms() / 1000) > 300:
            words = f"Signature expired: {seen.headers['x-amz-date']} is now earlier than this."
            return self.error(403, "SignatureDoesNotMatch", words)
        return None

    def _identity(self, seen: Seen) -> Reply:
        assert (seen.method, seen.path) == ("POST", "/")
        assert seen.form == {"Action": "GetCallerIdentity", "Version": "2011-06-15"}
        text = (
            '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
            "<Arn>arn:aws:iam::123456789012:user/Alice</Arn><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>"
            "<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
        )
        return Reply(200, text=text, headers=self._headers())

    def _bucket(self, seen: Seen) -> Reply:
        assert seen.method == "HEAD"
        name = seen.path.removeprefix("/")
        home = self.buckets.get(name)
        if home is None:
            return Reply(404, text="", headers=self._headers())
        headers = {**self._headers(), "x-amz-bucket-region": home}
        if home != claimed(seen)["region"]:
            return Reply(301, text="", headers=headers)
        return Reply(403 if name in self.closed_buckets else 200, text="", headers=headers)

    def error(self, status: int, code: str, words: str, **headers: str) -> Reply:
        text = (
            '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>'
            f"<Code>{code}</Code>\n<Message>{words}</Message></Error><RequestId>c6104cbe</RequestId></ErrorResponse>"
        )
        return Reply(status, text=text, headers={**self._headers(), **headers})

    def _headers(self) -> dict[str, str]:
        now = datetime.fromtimestamp(self.clock.now_ms() / 1000, UTC)
        return {"x-amz-request-id": "c6104cbe", "Date": format_datetime(now, usegmt=True), "Content-Type": "text/xml"}


@pytest.fixture
async def amazon() -> AsyncIterator[Amazon]:
    amazon = Amazon()
    await amazon.http.start()
    yield amazon
    await amazon.http.close()


@pytest.fixture
async def ask(catalogue: Catalogue, amazon: Amazon) -> AsyncIterator[Ask]:
    settings = Settings(providers={"aws-s3": ProviderSettings(base_url=amazon.http.url)})
    clock = FakeClock()
    prober = Prober(settings, HttpDoor(settings), clock)

    async def ask_with(late_s: float = 0.0, **texts: str) -> ProbeResult:
        clock.set_back(late_s)
        values = {name: Secret(text) for name, text in ({**GOOD, **texts}).items()}
        return await prober.probe(catalogue.get("aws-s3"), values)

    yield ask_with
    await prober.close()


async def test_a_good_key_is_named_by_account_and_user(ask: Ask, amazon: Amazon) -> None:
    result = await ask()
    assert (result.outcome, result.account) == ("ok", "123456789012 (user/Alice)")
    assert [each.method for each in amazon.http.seen] == ["POST"]
    assert SECRET not in str([(each.headers, each.body) for each in amazon.http.seen])


async def test_a_temporary_key_needs_its_token(ask: Ask, amazon: Amazon, catalogue: Catalogue) -> None:
    assert (await ask(**TEMPORARY)).outcome == "ok"
    without = await ask(access_key_id=TEMPORARY["access_key_id"])
    assert (without.outcome, without.field) == ("invalid", "access_key_id")
    assert "session token" in without.note
    values = {name: Secret(text) for name, text in {**TEMPORARY, "session_token": ""}.items()}
    found = check_values(catalogue.get("aws-s3"), values)
    assert [(each.level, each.field) for each in found] == [("refuse", "session_token")]
    amazon.token_ended = True
    ended = await ask(**TEMPORARY)
    assert (ended.outcome, ended.field) == ("invalid", "session_token")


async def test_a_wrong_secret_is_the_secrets_fault(ask: Ask, catalogue: Catalogue) -> None:
    result = await ask(secret_access_key=SECRET[:-1] + "Z")
    assert (result.outcome, result.field, result.said) == ("invalid", "secret_access_key", True)
    assert "does not match" in explain(catalogue.get("aws-s3"), result)


@pytest.mark.parametrize("late_s", [1200.0, -1200.0])
async def test_a_wrong_clock_is_not_a_wrong_key(ask: Ask, late_s: float) -> None:
    for secret in (SECRET, SECRET[:-1] + "Z"):
        result = await ask(late_s=late_s if secret == SECRET else 0.0, secret_access_key=secret)
        assert result.outcome == "cannot_check"
        assert f"20 minutes {'behind' if late_s > 0 else 'ahead'}" in result.message


async def test_the_bucket_is_asked_for_after_the_key(ask: Ask, amazon: Amazon) -> None:
    seen = await ask(bucket="my-app")
    assert (seen.outcome, seen.account) == ("ok", "123456789012 (user/Alice)")
    assert [(each.method, each.path) for each in amazon.http.seen] == [("POST", "/"), ("HEAD", "/my-app")]
    missing = await ask(bucket="nobody-has-this")
    assert (missing.outcome, missing.field, missing.account) == ("invalid", "bucket", "123456789012 (user/Alice)")
    elsewhere = await ask(bucket="far-away")
    assert (elsewhere.outcome, elsewhere.field) == ("invalid", "region")
    assert "us-west-2" in elsewhere.message
    amazon.closed_buckets.add("my-app")
    closed = await ask(bucket="my-app")
    assert (closed.outcome, closed.missing, closed.works) == ("missing_permission", "s3:ListBucket", True)


async def test_a_wrong_key_is_not_asked_about_the_bucket(ask: Ask, amazon: Amazon) -> None:
    assert (await ask(access_key_id="AKIANOBODYKNOWSTHIS2", bucket="my-app")).outcome == "invalid"
    assert len(amazon.http.seen) == 1


async def test_limits_and_bad_weather(ask: Ask, amazon: Amazon) -> None:
    amazon.reply = amazon.error(400, "Throttling", "Rate exceeded", **{"Retry-After": "7"})
    limited = await ask()
    assert (limited.outcome, limited.retry_after_s) == ("rate_limited", 7.0)
    amazon.reply = amazon.error(503, "SlowDown", "Please reduce your request rate.")
    assert (await ask()).outcome == "rate_limited"
    amazon.reply = amazon.error(500, "InternalFailure", "The request processing has failed.")
    assert (await ask()).outcome == "provider_down"
    amazon.reply = amazon.error(403, "RequestExpired", "The request is too old.")
    assert (await ask()).outcome == "cannot_check"
    amazon.reply = amazon.error(400, "SomethingNew", "We thought of this yesterday.")
    unknown = await ask()
    assert (unknown.outcome, unknown.said, unknown.note) == ("cannot_check", True, "")


@pytest.mark.parametrize("text", ["", "<html>Sign in to the hotel network</html>", '{"Account": "123456789012"}'])
async def test_another_servers_answer_proves_nothing(ask: Ask, amazon: Amazon, text: str) -> None:
    amazon.reply = Reply(200, text=text)
    assert (await ask(bucket="my-app")).outcome == "cannot_check"


async def test_a_proxy_cannot_vouch_for_a_bucket(ask: Ask, amazon: Amazon) -> None:
    by_amazon = amazon.answer
    amazon.http._handle = lambda seen: Reply(200, text="") if seen.method == "HEAD" else by_amazon(seen)
    assert (await ask(bucket="my-app")).outcome == "cannot_check"


async def test_a_dead_network_is_no_wrong_key(ask: Ask, amazon: Amazon) -> None:
    await amazon.http.close()
    assert (await ask()).outcome == "unreachable"


@pytest.mark.parametrize("region", ["evil.example/", "EU", "eu central", "", "a@b"])
async def test_a_region_that_would_lead_elsewhere_is_not_asked(ask: Ask, amazon: Amazon, region: str) -> None:
    result = await ask(region=region)
    assert (result.outcome, result.field) == ("cannot_check", "region")
    assert amazon.http.seen == []


async def test_a_bucket_with_a_path_in_it_is_not_asked(ask: Ask, amazon: Amazon) -> None:
    result = await ask(bucket="my-app/../other")
    assert (result.outcome, result.field) == ("invalid", "bucket")
    assert len(amazon.http.seen) == 1


async def test_nothing_that_comes_back_holds_the_secret(ask: Ask, amazon: Amazon) -> None:
    amazon.reply = amazon.error(403, "SomethingNew", f"You sent {SECRET}.")
    assert SECRET not in repr(await ask())
