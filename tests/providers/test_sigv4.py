"""The signer makes the signatures that Amazon has published, and the fakes' verifier accepts those and no others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.providers.sigv4 import SigningKey, signed
from tests.fakes.aws_signature import claimed, is_signed_with
from tests.fakes.http_server import Seen

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
S3_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
SUITE_MS = round(datetime(2015, 8, 30, 12, 36, tzinfo=UTC).timestamp() * 1000)
S3_MS = round(datetime(2013, 5, 24, tzinfo=UTC).timestamp() * 1000)
SUITE = SigningKey("AKIDEXAMPLE", SECRET, "us-east-1", "service")
TOKEN = (
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwth"
    "Ax7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAk"
    "iY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="
)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

# aws-sig-v4-test-suite: https://docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html
CASES = [
    ("get-vanilla", "GET", "/", {}, b"", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
    ("post-vanilla", "POST", "/", {}, b"", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    (
        "get-unreserved",
        "GET",
        f"/{UNRESERVED}",
        {},
        b"",
        "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    ),
    ("get-utf8", "GET", "/\u1234", {}, b"", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
    (
        "get-space",
        "GET",
        "/example space/",
        {},
        b"",
        "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    ),
    (
        "get-vanilla-query",
        "GET",
        "/?Param1=value1",
        {},
        b"",
        "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    ),
    (
        "get-vanilla-query-order-key-case",
        "GET",
        "/?Param2=value2&Param1=value1",
        {},
        b"",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ),
    (
        "get-vanilla-query-unreserved",
        "GET",
        f"/?{UNRESERVED}={UNRESERVED}",
        {},
        b"",
        "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
    ),
    (
        "get-vanilla-utf8-query",
        "GET",
        "/?%E1%88%B4=bar",
        {},
        b"",
        "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    ),
    (
        "get-header-value-trim",
        "GET",
        "/",
        {"My-Header1": " value1", "My-Header2": ' "a   b   c"'},
        b"",
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    ),
    (
        "post-header-key-sort",
        "POST",
        "/",
        {"My-Header1": "value1"},
        b"",
        "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    ),
    (
        "post-header-value-case",
        "POST",
        "/",
        {"My-Header1": "VALUE1"},
        b"",
        "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
    ),
    (
        "post-x-www-form-urlencoded",
        "POST",
        "/",
        FORM,
        b"Param1=value1",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ),
]
# https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
S3_CASES = [
    (
        "get object",
        "GET",
        "/test.txt",
        {"Range": "bytes=0-9"},
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ),
    ("get lifecycle", "GET", "/?lifecycle", {}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    (
        "list objects",
        "GET",
        "/?max-keys=2&prefix=J",
        {},
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ),
]


def as_seen(method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Seen:
    parts = urlsplit(url)
    return Seen(method, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), headers, body)


@pytest.mark.parametrize(("name", "method", "path", "headers", "body", "signature"), CASES, ids=[c[0] for c in CASES])
def test_the_published_suite(
    name: str, method: str, path: str, headers: dict[str, str], body: bytes, signature: str
) -> None:
    url = f"https://example.amazonaws.com{path}"
    sent = signed(SUITE, method, url, headers, body, SUITE_MS)
    names = ";".join(sorted({"host", "x-amz-date", *(each.lower() for each in headers)}))
    assert sent["authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    assert is_signed_with(as_seen(method, url, sent, body), SECRET)


@pytest.mark.parametrize(("name", "method", "path", "headers", "signature"), S3_CASES, ids=[c[0] for c in S3_CASES])
def test_the_published_examples_of_s3(
    name: str, method: str, path: str, headers: dict[str, str], signature: str
) -> None:
    key = SigningKey("AKIAIOSFODNN7EXAMPLE", S3_SECRET, "us-east-1", "s3")
    url = f"https://examplebucket.s3.amazonaws.com{path}"
    sent = signed(key, method, url, headers, b"", S3_MS)
    assert sent["authorization"].endswith(f"Signature={signature}")
    assert is_signed_with(as_seen(method, url, sent), S3_SECRET)


def test_a_session_token_is_signed_and_sent() -> None:
    key = SigningKey("AKIDEXAMPLE", SECRET, "us-east-1", "service", TOKEN)
    sent = signed(key, "POST", "https://example.amazonaws.com/", {}, b"", SUITE_MS)
    assert sent["x-amz-security-token"] == TOKEN
    assert "SignedHeaders=host;x-amz-date;x-amz-security-token," in sent["authorization"]
    assert sent["authorization"].endswith("85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead")


def test_the_host_is_written_as_it_is_sent() -> None:
    hosts = {
        "https://S3.eu-west-1.amazonaws.com:443/x": "s3.eu-west-1.amazonaws.com",
        "http://127.0.0.1:8080": "127.0.0.1:8080",
        "http://[::1]:9000/": "[::1]:9000",
        "http://localhost:80/": "localhost",
    }
    assert {url: signed(SUITE, "GET", url, {}, b"", SUITE_MS)["host"] for url in hosts} == hosts


def test_the_key_does_not_print_its_secret() -> None:
    key = SigningKey("AKIDEXAMPLE", SECRET, "us-east-1", "service", TOKEN)
    assert SECRET not in repr(key)
    assert TOKEN not in repr(key)


@given(
    secret=st.text(alphabet="abcXYZ019/+", min_size=1, max_size=40),
    other=st.text(alphabet="abcXYZ019/+", min_size=1, max_size=40),
    value=st.text(alphabet="abc ,;=/", max_size=20),
    body=st.binary(max_size=64),
    service=st.sampled_from(["s3", "sts"]),
)
def test_what_is_signed_verifies_with_that_secret_only(
    secret: str, other: str, value: str, body: bytes, service: str
) -> None:
    key = SigningKey("AKIDEXAMPLE", secret, "eu-central-1", service)
    url = "https://example.amazonaws.com/a/b%20c?list-type=2&prefix=a%2Fb"
    seen = as_seen("POST", url, signed(key, "POST", url, {"X-Thing": value}, body, SUITE_MS), body)
    assert claimed(seen)["region"] == "eu-central-1"
    assert is_signed_with(seen, secret)
    assert is_signed_with(seen, other) == (secret == other)
