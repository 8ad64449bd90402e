from __future__ import annotations

import json
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kriptik_desktop.builds.scaffold.escaping import js, md, md_quote, md_url, package_name, plain
from kriptik_desktop.builds.scaffold.model import ScaffoldIntegration, ScaffoldPlan
from kriptik_desktop.builds.scaffold.render import render_all
from tests.fakes.scaffold_plans import integration

NASTY = "`${process.exit()}` \"'\\ {{ x }} <% if %> << y >> */ --> </script><b>&amp;\n\r\u2028# - 1. |a|\x00\x1b[31m{/*"
TEXT = st.text(max_size=80) | st.sampled_from([NASTY, "", " ", "\ud800", "next", "\u202eabc", "1. x", "a\n\n# b"])
STACK = ("stripe", "google-oauth", "supabase", "openai", "anthropic", "resend")
SENTINEL = "Zq9 sentinel name"


def _plan(name: str, prompt: str, reason: str) -> ScaffoldPlan:
    plan = ScaffoldPlan(name, prompt, tuple(integration(each, reason) for each in STACK), (prompt, reason))
    odd = ScaffoldIntegration(name, name, reason, (), prompt, (prompt, reason), reason, (prompt,))
    return ScaffoldPlan(name, prompt, (*plan.integrations, odd), plan.features_not_built)


PLAIN_FILES = render_all(_plan(SENTINEL, "A plain prompt", "A plain reason"))


@settings(max_examples=60, deadline=None)
@given(name=TEXT, prompt=TEXT, reason=TEXT)
@example(name=NASTY, prompt=NASTY, reason=NASTY)
def test_text_of_people_is_only_ever_a_literal_in_code(name: str, prompt: str, reason: str) -> None:
    files = render_all(_plan(name, prompt, reason))
    shown = plain(name) or "New app"
    for path, text in files.items():
        text.encode("utf-8")
        if path.endswith(".md") or path == "package.json":
            continue
        expected = PLAIN_FILES[path].replace(js(SENTINEL), js(shown))
        if path == "src/app/setup/page.tsx":
            expected = expected.replace(f"title: {js(shown)}, names: []", f"title: {js(name)}, names: []")
        assert text == expected, path


@settings(max_examples=60, deadline=None)
@given(name=TEXT, prompt=TEXT)
@example(name=NASTY, prompt=NASTY)
def test_documents_hold_no_markup_of_people(name: str, prompt: str) -> None:
    files = render_all(_plan(name, prompt, prompt))
    for path in ("README.md", "INTEGRATIONS.md"):
        prose = re.sub(r"```.*?```|`[^`\n]*`|<https?://[^\s<>]*>", "", files[path], flags=re.DOTALL)
        assert not re.search(r"(?<!\\)<", re.sub(r"\\\\", "", prose)), path
    levels = [line for line in files["README.md"].splitlines() if re.match(r"#+ ", line)]
    assert levels[1:] == [
        "## Run it",
        "## Variables",
        "## What is built, and how to try it",
        "## Not built",
        "## Before you go live",
    ]


@given(TEXT)
def test_a_literal_reads_back_as_the_text_and_holds_no_tag(text: str) -> None:
    literal = js(text)
    assert json.loads(literal) == plain(text)
    assert literal.isascii()
    assert not set("<>&\n") & set(literal)


@given(TEXT)
def test_markdown_shows_exactly_the_characters(text: str) -> None:
    line = md(text)
    assert re.sub(r"\\([\\`*_{}\[\]<>|~&$#+=.)-])", r"\1", line) == plain(text)
    assert "\n" not in line
    assert not re.match(r"[#+=>-]|\d+[.)]", line)


@given(TEXT)
def test_a_quote_quotes_every_line(text: str) -> None:
    assert all(line.startswith(">") for line in md_quote(text).split("\n"))


@given(TEXT)
def test_package_names_are_what_npm_takes(text: str) -> None:
    name = package_name(text, frozenset({"next"}))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 70
    assert name not in ("next", "node-modules")


def test_links_are_web_addresses_or_nothing() -> None:
    assert md_url("https://example.com/a_b?c=d") == "<https://example.com/a_b?c=d>"
    for bad in ("javascript:alert(1)", "https://a b", "https://a>b", "", "ftp://x"):
        assert md_url(bad) == ""
