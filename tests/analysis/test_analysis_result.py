"""The shape of the answer: evidence that quotes the prompt, reasons, confidence, limits and the JSON contract."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.analysis.errors import EmptyPrompt, PromptTooLong
from kriptik_desktop.analysis.model import Analysis, Choice, Detected, Evidence, RuledOut
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.analysis.text import Text, fold, stem
from kriptik_desktop.analysis.wordlists import WordLists
from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.providers.catalogue import CATEGORIES, Catalogue

CATALOGUE = Catalogue.load()
ANALYSER = Analyser(CATALOGUE)
STREET = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"

PIECES = [
    *(
        "Stripe",
        "stripe's",
        "GPT-4",
        "Supabase",
        "supabse",
        "Google",
        "google",
        "sign-in",
        "sign",
        "in",
        "login",
        "auth",
    ),
    *(
        "database",
        "storage",
        "no",
        "not",
        "and",
        "or",
        "without",
        "instead",
        "of",
        ",",
        ".",
        ";",
        "\n",
        "-",
        "for",
        "with",
    ),
    *(
        "via",
        "Resend",
        "resend",
        "the",
        "email",
        "ChatGPT",
        "-like",
        "Claude",
        "pay",
        "payments",
        "are",
        "needed",
        "w/o",
    ),
    *("don't", "use", "a", "nor", "/", "(", ")", "\u00e9", "\u00df", "\u6771\u4eac", "\u2028", "\U0001f600", "later"),
]


def all_parts(analysis: Analysis) -> list[Detected | Choice | RuledOut]:
    return [*analysis.detected, *analysis.choices, *analysis.ruled_out]


def all_evidence(analysis: Analysis) -> list[Evidence]:
    return [evidence for part in all_parts(analysis) for evidence in part.evidence]


def check_sound(prompt: str, analysis: Analysis) -> None:
    for evidence in all_evidence(analysis):
        assert 0 <= evidence.start < evidence.end <= len(prompt)
        assert prompt[evidence.start : evidence.end] == evidence.text
    for part in all_parts(analysis):
        assert part.evidence
        assert part.reason
    ids = [each.id for each in analysis.detected]
    assert len(ids) == len(set(ids))
    for each in analysis.detected:
        assert each.category in CATALOGUE.get(each.id).categories
        assert 0 < each.confidence < 1
    settled = {each.category for each in analysis.detected}
    open_categories = [each.category for each in analysis.choices]
    assert len(open_categories) == len(set(open_categories))
    assert settled.isdisjoint(open_categories)
    assert set(ids).isdisjoint(each.id for each in analysis.ruled_out)
    json.dumps(analysis.to_json())


class TestAnyText:
    @settings(max_examples=300)
    @given(st.text(min_size=1, max_size=300))
    def test_any_unicode_text_gives_a_sound_answer(self, prompt: str) -> None:
        if not prompt.strip():
            with pytest.raises(EmptyPrompt):
                ANALYSER.analyse(prompt)
            return
        check_sound(prompt, ANALYSER.analyse(prompt))

    @settings(max_examples=400)
    @given(
        st.lists(
            st.sampled_from(PIECES),
            min_size=1,
            max_size=40,
        ).flatmap(lambda words: st.sampled_from([" ", "  ", "\n", "-"]).map(lambda glue: glue.join(words)))
    )
    def test_any_mix_of_known_words_gives_a_sound_answer(self, prompt: str) -> None:
        if prompt.strip():
            check_sound(prompt, ANALYSER.analyse(prompt))

    @given(st.text(min_size=1, max_size=120))
    def test_words_keep_their_places(self, prompt: str) -> None:
        tokens = Text(prompt).tokens
        assert all(left.end <= right.start for left, right in pairwise(tokens))
        assert all(prompt[token.start : token.end] for token in tokens)

    def test_the_same_prompt_gives_the_same_answer(self) -> None:
        assert ANALYSER.analyse(STREET) == Analyser(CATALOGUE).analyse(STREET)


class TestReasons:
    def test_the_main_street_quotes_the_prompt(self) -> None:
        analysis = ANALYSER.analyse(STREET)
        assert {each.id: [evidence.text for evidence in each.evidence] for each in analysis.detected} == {
            "stripe": ["Stripe subscriptions"],
            "google-oauth": ["Google sign-in"],
            "supabase": ["Supabase database"],
            "openai": ["GPT"],
        }
        assert analysis.detected[0].reason == '"Stripe subscriptions" names Stripe.'
        assert (analysis.choices, analysis.ruled_out) == ((), ())

    def test_a_name_is_surer_than_a_product_and_a_product_than_a_slip(self) -> None:
        name, product, slip = (
            ANALYSER.analyse(text).detected[0].confidence for text in ("OpenAI answers", "GPT answers", "opnai answers")
        )
        assert name > product > slip

    def test_more_kinds_of_evidence_raise_the_confidence(self) -> None:
        one, two = (ANALYSER.analyse(text).detected[0].confidence for text in ("GPT here", "GPT here, OpenAI there"))
        assert two > one

    def test_a_slip_says_so(self) -> None:
        assert ANALYSER.analyse("strpe").detected[0].reason == '"strpe" reads like a misspelt Stripe.'

    def test_what_is_ruled_out_quotes_the_denial(self) -> None:
        [ruled] = ANALYSER.analyse("A blog without any Stripe").ruled_out
        assert (ruled.id, ruled.reason) == ("stripe", 'Ruled out by "without any Stripe".')
        assert ruled.evidence == (Evidence("without any Stripe", 7, 25),)

    def test_a_choice_offers_the_catalogue_and_no_default(self) -> None:
        [choice] = ANALYSER.analyse("people log in").choices
        assert choice.options == tuple(each.id for each in CATALOGUE.in_category("auth"))
        assert choice.reason == 'Asked for by "log in"; no provider is named.'

    def test_what_was_ruled_out_is_no_option(self) -> None:
        [choice] = ANALYSER.analyse("people log in, but not with Supabase").choices
        assert "supabase" not in choice.options

    def test_a_service_that_the_catalogue_lacks_is_named(self) -> None:
        [choice] = ANALYSER.analyse("pay with Adyen").choices
        assert choice.reason == 'The catalogue does not hold "Adyen" yet.'

    def test_what_the_catalogue_says_is_passed_on(self) -> None:
        for each in ANALYSER.analyse(STREET).detected:
            provider = CATALOGUE.get(each.id)
            assert each.required_credentials == tuple(field.name for field in provider.required_fields)
            assert (each.supports_oauth, each.nango_id) == (provider.supports_oauth, provider.nango_id)


class TestContract:
    def test_the_keys_are_those_of_the_command_line_contract(self) -> None:
        answer = ANALYSER.analyse("Stripe, a login, no email").to_json()
        assert set(answer) == {"detectedDependencies", "suggestedStack", "choices", "ruledOut"}
        [found] = answer["detectedDependencies"]
        assert set(found) == {
            *("id", "name", "category", "confidence", "reason", "supportsOAuth", "nangoId"),
            *("requiredCredentials", "needed", "evidence"),
        }
        assert found["evidence"] == [{"text": "Stripe", "start": 0, "end": 6}]
        assert set(answer["choices"][0]) == {"category", "reason", "options", "needed", "evidence"}
        assert set(answer["ruledOut"][0]) == {"category", "reason", "evidence"}
        assert set(answer["suggestedStack"]) == {"frontend", "backend", "database", "infrastructure"}

    def test_the_suggested_stack_holds_the_named_database_only(self) -> None:
        assert ANALYSER.analyse(STREET).suggested_stack.database == ("Supabase",)
        assert ANALYSER.analyse("Stripe").suggested_stack.database == ()

    def test_the_word_lists_know_the_categories_of_the_catalogue_only(self) -> None:
        assert set(WordLists.load().categories) == set(CATEGORIES)

    def test_nothing_that_the_catalogue_holds_is_said_to_be_missing(self) -> None:
        held = {phrase for provider in CATALOGUE.all() for phrase in provider.words.names}
        lists = WordLists.load().categories.values()
        assert {name for words in lists for name in words.products} & held == set()

    def test_a_misspelt_section_of_a_word_list_is_an_error(self, tmp_path: Path) -> None:
        for text in ("[negations]\nnouns = ['no']\n", "[categories.auth]\nword = ['x']\n"):
            (tmp_path / "xx.toml").write_text(text)
            with pytest.raises(KeyError):
                WordLists.load(tmp_path)


class TestLimits:
    @pytest.mark.parametrize("prompt", ["", "   ", "\n\t\n", "\u3000"])
    def test_blank_is_refused(self, prompt: str) -> None:
        with pytest.raises(EmptyPrompt):
            ANALYSER.analyse(prompt)

    def test_twenty_thousand_characters_work_and_one_more_is_refused_with_the_number(self) -> None:
        prompt = f"{STREET}. ".ljust(20_000, "x")
        assert len(ANALYSER.analyse(prompt).detected) == 4
        with pytest.raises(PromptTooLong, match=r"20,001.*20,000"):
            ANALYSER.analyse(f"{prompt}x")
        assert issubclass(PromptTooLong, InvalidInput)

    def test_nothing_heavy_is_imported_before_a_slip_is_looked_at(self) -> None:
        script = (
            "import sys\n"
            "from kriptik_desktop.analysis.service import Analyser\n"
            "from kriptik_desktop.providers.catalogue import Catalogue\n"
            "Analyser(Catalogue.load())\n"
            "print(sorted({'rapidfuzz', 'httpx', 'PySide6', 'cryptography', 'anthropic'} & set(sys.modules)))\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "forms",
    [
        ["charge", "charges", "charged", "charging"],
        ["subscription", "subscriptions"],
        ["category", "categories"],
        ["upload", "uploads", "uploaded", "uploading"],
        ["log", "logs", "logged", "logging"],
    ],
)
def test_inflections_have_one_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Stripe's", "stripe"), ("stripe\u2019s", "stripe"), ("SESI\u00d3N", "sesion"), ("Stra\u00dfe", "strasse")],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded
