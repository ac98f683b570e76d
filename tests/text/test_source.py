"""One corpus of YAML read by both parsers: libyaml's and PyYAML's own give the same data, problems and places."""

import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from spreadkit.reading.source import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, Source, parse_source, read_source

PARSERS = [yaml.CLoader, yaml.Loader]

DUPLICATE = "duplicate-key"
FILE = "unreadable-file"
LIMIT = "over-limit"
REFUSED = "yaml-feature-not-allowed"
SYNTAX = "unreadable-yaml"

Found = tuple[str, int, int]
"""A problem: slug, line, column."""


class Case(NamedTuple):
    name: str
    text: str | bytes
    data: Any
    problems: tuple[Found, ...] = ()


def nested(depth: int) -> Any:
    data: Any = []
    for _ in range(depth - 1):
        data = [data]
    return data


PLAIN = [
    Case("nothing", "", None),
    Case("blank lines", "\n\n", None),
    Case("comments only", "# one\n  # two\n", None),
    Case("an empty document", "---\n", None),
    Case("a lone text", "words\n", "words"),
    Case("a list", "- a\n- b\n", ["a", "b"]),
    Case("no line end at the end", "a: 1", {"a": "1"}),
    Case("document marks", "%YAML 1.1\n---\na: 1\n...\n", {"a": "1"}),
    Case(
        "what YAML would guess at stays text",
        "a: no\nb: on\nc: 1:30\nd: 1_000\ne: 1.10\nf: 2026-02-30\ng: 0x1F\nh: 1e3\ni: true\nj: .inf\nk: 012\n",
        {
            "a": "no",
            "b": "on",
            "c": "1:30",
            "d": "1_000",
            "e": "1.10",
            "f": "2026-02-30",
            "g": "0x1F",
            "h": "1e3",
            "i": "true",
            "j": ".inf",
            "k": "012",
        },
    ),
    Case("empty values are left out", "a:\nb: ~\nc: null\nd: 1\n", {"d": "1"}),
    Case(
        "quoted empty values are kept",
        "a: ''\nb: \"\"\nc: '~'\nd: \"null\"\n",
        {"a": "", "b": "", "c": "~", "d": "null"},
    ),
    Case("empty items are None", "a: [~, '', x, ]\nb:\n-\n- y\n", {"a": [None, "", "x"], "b": [None, "y"]}),
    Case("empty groups stay", "a: {}\nb: []\nc: {x: }\n", {"a": {}, "b": [], "c": {}}),
    Case(
        "keys with special characters",
        'a.b-c: 1\n"a b": 2\n\'q: #\': 3\n1: 4\nnull: 5\né😀: 6\n"<<": 7\n? long\n: 8\n',
        {"a.b-c": "1", "a b": "2", "q: #": "3", "1": "4", "null": "5", "é😀": "6", "<<": "7", "long": "8"},
    ),
    Case("block scalars", "a: |\n  x\n\n  y\nb: >-\n  x\n  y\nc: 1\n", {"a": "x\n\ny\n", "b": "x y", "c": "1"}),
    Case("escapes", "a: 'it''s'\nb: \"\\u263a\\n\"\n", {"a": "it's", "b": "☺\n"}),
    Case("comments and hashes", "a: x # c\nb: '#c'\nc: x#c\nd: # c\n", {"a": "x", "b": "#c", "c": "x#c"}),
    Case("CRLF", "a: 1\r\nb: |\r\n  x\r\n  y\r\n", {"a": "1", "b": "x\ny\n"}),
    Case("lone CR", "a: 1\rb: 2\r", {"a": "1", "b": "2"}),
    Case("a byte-order mark", b"\xef\xbb\xbfa: 1\n", {"a": "1"}),
    Case("as deep as is allowed", "[" * MAX_DEPTH + "]" * MAX_DEPTH, nested(MAX_DEPTH)),
]

REFUSALS = [
    Case("a key twice", "a: 1\nb: 3\na: 2\n", {"a": "1", "b": "3"}, ((DUPLICATE, 3, 1),)),
    Case("a key twice, first without a value", "a:\nb: 3\na: 2\n", {"b": "3"}, ((DUPLICATE, 3, 1),)),
    Case(
        "a key thrice, inside", "x: {b: 1, b: 2, b: 3}\n", {"x": {"b": "1"}}, ((DUPLICATE, 1, 11), (DUPLICATE, 1, 17))
    ),
    Case("a group twice", "x: {y: 1}\nx: {z: 1, z: 2}\n", {"x": {"y": "1"}}, ((DUPLICATE, 2, 1), (DUPLICATE, 2, 11))),
    Case("an anchor on text", "a: &x 1\n", {"a": "1"}, ((REFUSED, 1, 4),)),
    Case("an anchor on a group", "a: &x\n  b: 1\n", {"a": {"b": "1"}}, ((REFUSED, 1, 4),)),
    Case("an alias", "a: &x 1\nb: *x\n", {"a": "1"}, ((REFUSED, 1, 4), (REFUSED, 2, 4))),
    Case("an alias without an anchor", "a:\n  b: [1, *nobody]\n", {"a": {"b": ["1", None]}}, ((REFUSED, 2, 10),)),
    Case("an alias as a key", "*x : 1\n", {"*x": "1"}, ((REFUSED, 1, 1),)),
    Case("a tag", "a: !!str 1\nb: !own {c: 1}\n", {"a": "1", "b": {"c": "1"}}, ((REFUSED, 1, 4), (REFUSED, 2, 4))),
    Case("a tag that would run code", "a: !!python/object/apply:os.system [x]\n", {"a": ["x"]}, ((REFUSED, 1, 4),)),
    Case("a second document", "a: 1\n---\nb: 2\n", {"a": "1"}, ((REFUSED, 2, 1),)),
    Case("a third document is not told of again", "a: 1\n---\nb: 2\n---\nc: 3\n", {"a": "1"}, ((REFUSED, 2, 1),)),
    Case("emoji before it in the line", "a: {😀é: &x 1}\n", {"a": {"😀é": "1"}}, ((REFUSED, 1, 9),)),
    Case("depth beyond the limit", "[" * 51 + "]" * 51, nested(50), ((LIMIT, 1, 51),)),
]

SYNTAX_ERRORS = [
    Case("a tab as indentation", "a:\n\tb: 1\n", {}, ((SYNTAX, 2, 1),)),
    Case("a tab on the first line", "\ta: 1\n", None, ((SYNTAX, 1, 1),)),
    Case("a quote not closed", "a: 1\nb: 'x\nc: 1\n", {"a": "1", "c": "1"}, ((SYNTAX, 2, 4),)),
    Case("a double quote not closed, at the end", 'a: "x', {}, ((SYNTAX, 1, 4),)),
    Case("a list in brackets not closed", "a: [1,\nb: 1\n", None, ((SYNTAX, 1, 4),)),
    Case("a group in brackets not closed", "a: {x: [1],\nb: 1\n", None, ((SYNTAX, 1, 4),)),
    Case("a bracket not closed at the end of the file", "b: 1\na: [\n", None, ((SYNTAX, 2, 4),)),
    Case("CRLF and a bracket not closed", "a: 1\r\nb: [\r\nc: 2\r\n", None, ((SYNTAX, 2, 4),)),
    Case("lone CR and a bracket not closed", "a: 1\rb: {\rc: 2\r", None, ((SYNTAX, 2, 4),)),
    Case("a bracket too many", "a: ]\nb: 1\n", {"b": "1"}, ((SYNTAX, 1, 4),)),
    Case("a colon in the text", "a: b: c\nd: 1\n", None, ((SYNTAX, 1, 5),)),
    Case("a wrong indentation", "a:\n  b: 1\n c: 2\nd: 3\n", {"a": {"b": "1"}, "d": "3"}, ((SYNTAX, 3, 2),)),
    Case("a line that is no key", "a: 1\nb\nc: 2\n", {"a": "1", "c": "2"}, ((SYNTAX, 2, 1),)),
    Case("a group as a key", "{a: 1}: 2\n", {}, ((SYNTAX, 1, 1),)),
    Case("an escape that does not exist", 'a: "\\q"\nb: 1\n', {"b": "1"}, ((SYNTAX, 1, 5),)),
    Case(
        "several in one file",
        "a: b: c\nd: @x\ne: `y\nf: [\ng: 1\n",
        None,
        ((SYNTAX, 1, 5), (SYNTAX, 2, 4), (SYNTAX, 3, 4), (SYNTAX, 4, 4)),
    ),
    Case(
        "a refusal, a syntax error, and a duplicate below it",
        "a: &x 1\nb: c: d\ne: {f: 1, f: 2}\n",
        None,
        ((REFUSED, 1, 4), (SYNTAX, 2, 5), (DUPLICATE, 3, 11)),
    ),
]

NOT_TEXT = [
    Case("NUL", "a: 1\nb: x\0\n", None, ((FILE, 2, 5),)),
    Case("bad UTF-8", b"a: 1\r\nb: caf\xe9\n", None, ((FILE, 2, 7),)),
    Case("bad UTF-8 after emoji and a byte-order mark", b"\xef\xbb\xbf\xf0\x9f\x98\x80: \xff\n", None, ((FILE, 1, 4),)),
    Case("UTF-16, little end first", "a: 1\n".encode("utf-16"), None, ((FILE, 1, 1),)),
    Case("UTF-16, big end first", b"\xfe\xff\x00a", None, ((FILE, 1, 1),)),
    Case("a control character", "é😀: x\nb: \x07\nc: 1\n", None, ((FILE, 2, 4),)),
    Case("a control character far down", "é: x\n" + "# c\n" * 20_000 + "b: \x07\n", None, ((FILE, 20_002, 4),)),
    Case("too large", b"a: 1\n" + b"#" * MAX_BYTES, None, ((LIMIT, 1, 1),)),
]

CORPUS = [*PLAIN, *REFUSALS, *SYNTAX_ERRORS, *NOT_TEXT]

TEXT_AT_A_DIFFERENT_PLACE = ["a:\tb\n", "a: 1\n\ufeffb: 2\n", "%foo\n", "a: 1\n  \tb: 2\n"]
"""What libyaml and PyYAML's own parser read differently; each still gives data or a problem, and never raises."""


def as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def read(text: str | bytes, parser: Any = yaml.CLoader) -> Source:
    return parse_source(as_bytes(text), "plan.yaml", parser=parser)


def found(source: Source) -> tuple[Found, ...]:
    return tuple((each.slug, each.location.line, each.location.column) for each in source.problems)


def at(source: Source, *route: str | int, key: bool = False) -> str:
    """Return the text that a route points at."""
    place = source.locate(route, key=key)
    lines = source.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    end = sum(len(line) + 1 for line in lines[: place.end_line - 1]) + place.end_column - 1
    return source.text[start:end]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_corpus_gives_these_problems_at_these_places(case: Case, parser: Any) -> None:
    source = read(case.text, parser)

    assert found(source) == case.problems


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize("case", [case for case in CORPUS if case.data is not None], ids=lambda case: case.name)
def test_corpus_gives_these_data(case: Case, parser: Any) -> None:
    source = read(case.text, parser)

    assert source.data == case.data


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_both_parsers_agree_in_every_word(case: Case) -> None:
    quick, pure = (read(case.text, parser) for parser in PARSERS)

    assert quick.data == pure.data
    assert quick.problems == pure.problems
    assert quick.spoiled == pure.spoiled


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize("text", TEXT_AT_A_DIFFERENT_PLACE)
def test_what_parsers_read_differently_is_read_or_reported(text: str, parser: Any) -> None:
    source = read(text, parser)

    assert source.data or source.problems
    assert all(each.location.line <= text.count("\n") + 1 for each in source.problems)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"], ids=ascii)
def test_invisible_line_separators_do_not_move_lines(separator: str) -> None:
    source = read(f"a: '{separator}x'\nb: 1\nb: 2\n")

    assert found(source) == ((DUPLICATE, 3, 1),)


def test_alias_is_remembered_where_it_stands() -> None:
    source = read("a:\n  b:\n    - 1\n    - c: *x\nd: [[*y]]\ne: *z\n")

    assert source.spoiled == [("a", "b", 1, "c"), ("d", 0, 0), ("e",)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: 1\n", "tab"),
        ("a: 'x\n", "quote '"),
        ('a: "x\n', 'quote "'),
        ("a: [1\n", 'bracket "["'),
        ("a: {\n", 'bracket "{"'),
        ("a: x: y\n", "colon of its own"),
        ("a: @x\n", 'cannot begin with "@"'),
        ("a:\n  b: 1\n c: 2\n", "stand in line"),
        ("a: ]\n", "stand in line"),
        ("a: 1\na: 2\n", "first is on line 1"),
        ("b: caf\N{LATIN SMALL LETTER E WITH ACUTE}\n".encode("latin-1"), "0xe9 is not UTF-8"),
        ("a: \x07\n", "U+0007"),
        ("a: 1\n---\n", "second document"),
        ("? [a]\n: 1\n", "a key must be a word"),
    ],
)
@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
def test_message_says_what_is_wrong(text: str | bytes, words: str, parser: Any) -> None:
    source = read(text, parser)

    assert words in source.problems[0].message


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    missing, folder = read_source(tmp_path / "none.yaml", "none.yaml"), read_source(tmp_path, "folder")

    assert found(missing) == found(folder) == ((FILE, 1, 1),)
    assert "cannot be opened" in missing.problems[0].message


@pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 200_000, "- " * 200_000])
def test_deep_nesting_cannot_crash_the_process(text: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text(text)
    program = (
        "import sys, yaml; from spreadkit.reading.source import parse_source\n"
        "content = open(sys.argv[1], 'rb').read()\n"
        "for parser in (yaml.CLoader, yaml.Loader):\n"
        "    print({each.slug for each in parse_source(content, 'f', parser=parser).problems})"
    )

    result = subprocess.run([sys.executable, "-c", program, path], check=False, capture_output=True, text=True)

    assert result.returncode == 0, result.stderr[-500:]
    assert result.stdout.count(LIMIT) == 2


@pytest.mark.parametrize("text", ["a:\n", "- !x\n", "- *x\n"])
def test_problems_without_end_are_cut_short(text: str) -> None:
    source = read(text * 100_000)

    assert 1 <= len(source.problems) <= MAX_PROBLEMS


def test_route_points_at_the_value_or_its_key() -> None:
    source = read("a: 1\nb:\n  c: [x, 'y z', {d: |\n    t\n  }]\n".replace("|\n    t\n  ", '"t"'))

    assert at(source, "a") == "1"
    assert at(source, "a", key=True) == "a"
    assert at(source, "b", "c", 1) == "'y z'"
    assert at(source, "b", "c", 2, "d") == '"t"'


def test_route_to_a_group_points_at_its_key() -> None:
    source = read("a:\n  b: {c: 1}\n  'd e': [1]\n")

    assert at(source, "a") == "a"
    assert at(source, "a", "b") == "b"
    assert at(source, "a", "d e") == "'d e'"


def test_route_to_nothing_points_at_the_nearest_part_above() -> None:
    source = read("a:\n  b: 1\n")

    assert at(source, "a", "x", "y") == "a"
    assert at(source, "a", "b", 0) == "b"
    assert source.locate(("x",)).line == 1


def test_empty_value_is_left_out_but_has_its_place() -> None:
    source = read("a: 1\nb:\nc: ~\nd: ''\n")

    assert [source.has_empty((key,)) for key in "abcde"] == [False, True, True, False, False]
    assert source.locate(("b",)).line == 2
    assert at(source, "b") == "b"


def test_block_scalar_is_placed_from_its_mark_to_its_end() -> None:
    source = read("a: |\n  one\n  two\nb: 1\n")

    place = source.locate(("a",))

    assert (place.line, place.column, place.end_line, place.end_column) == (1, 4, 4, 1)
    assert place.excerpt == "a: |"


def test_location_knows_its_line_without_line_ends() -> None:
    source = read("a: 1\r\nb: &x 2\r\n")

    assert source.problems[0].location.excerpt == "b: &x 2"


# ---- properties ------------------------------------------------------------------------------------------------------

# What can stand in a YAML file at all: no control characters, no surrogates.
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufeff\u2028\u2029")
texts = st.text(letters, max_size=20)
yaml_like = st.text(st.sampled_from("ab1:-[]{},\"'#&*!|>%@`?~ \t\n\r\\<=.é😀\u2028\ufeff\x07"), max_size=80)
data = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts.filter(bool), inner, max_size=4),
    max_leaves=12,
)


def scalars(value: Any, route: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        return [(route, value)]
    if value is None:
        return []
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    return [each for step, below in steps for each in scalars(below, (*route, step))]


@given(st.binary(max_size=200) | yaml_like.map(str.encode))
def test_no_bytes_ever_raise(content: bytes) -> None:
    for parser in PARSERS:
        source = read(content, parser)

        assert all(1 <= each.location.line <= source.text.count("\n") + 1 for each in source.problems if source.text)


@given(yaml_like)
def test_every_route_in_the_data_has_a_place_in_the_file(text: str) -> None:
    source = read(text)

    for route, _ in scalars(source.data):
        place = source.locate(route)
        assert place.excerpt == source.text.split("\n")[place.line - 1]


@given(data, st.sampled_from(["'", '"', None]), st.booleans())
def test_what_is_dumped_is_read_back_as_text(value: Any, quote: str | None, flow: bool) -> None:  # noqa: FBT001
    text = yaml.dump(value, default_style=quote, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    assume(quote is not None or value not in {"", "~"} if isinstance(value, str) else True)
    for parser in PARSERS:
        source = read(text, parser)

        # The dumper marks long or odd keys with "? ", and text that could be a number with quotes: no tags, no anchors.
        assert source.problems == []
        assert source.data == value


@given(data)
def test_place_of_a_scalar_holds_its_text(value: Any) -> None:
    text = yaml.dump(value, default_style='"', width=10_000, allow_unicode=True, sort_keys=False)

    source = read(text)

    for route, scalar in scalars(value):
        assert yaml.safe_load(at(source, *route)) == scalar


@given(yaml_like, st.integers(0, 5))
def test_comment_lines_above_move_every_line_by_their_number(text: str, added: int) -> None:
    assume(not text.startswith(("%", "\ufeff")))

    before, after = read(text), read("# c\n" * added + text)

    assert [(slug, line - added, column) for slug, line, column in found(after)] == list(found(before))
    assert after.data == before.data
