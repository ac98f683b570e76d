"""Slips in YAML: the sentence names what the person did, at the place where it was done, whichever parser reads."""

from time import process_time
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.reading.source import Source, parse_source

PARSERS = [yaml.CLoader, yaml.Loader]


class SlipCase(NamedTuple):
    name: str
    text: str
    line: int
    column: int
    says: str


BLANK = 'write a colon and a blank behind the key: "impact: medium"'
ESCAPE = "between double quotes \\ begins a special character; in a path write /, else put single quotes round it"
WITHOUT_KEY = (
    "this line has no key; if it goes on with the text of line 2, indent it more than that line; "
    "else begin it with a key and a colon"
)

CASES = [
    SlipCase("no blank behind a colon, with keys round it", "r:\n  a: 1\n  impact:medium\n  b: 2\n", 3, 3, BLANK),
    SlipCase("no blank behind the first colon", "r:\n  impact:medium\n  b: 2\n", 2, 3, BLANK),
    SlipCase("no blank behind the last colon", "r:\n  b: 2\n  impact:medium\ns: 1\n", 3, 3, BLANK),
    SlipCase("no blank behind a colon in a list", "r:\n  - impact:medium\n    b: 2\n", 2, 5, BLANK),
    SlipCase("no blank at the end of the file", "r: 1\nimpact:medium\n", 2, 1, BLANK),
    SlipCase("an equals sign for the colon", "r:\n  impact = medium\n  b: 2\n", 2, 3, BLANK),
    SlipCase("a semicolon for the colon", "r:\n  impact; medium\n  b: 2\n", 2, 3, BLANK),
    SlipCase("a wide colon", "impact\N{FULLWIDTH COLON}medium\nb: 2\n", 1, 1, BLANK),
    SlipCase("no blank behind a dash", "r:\n  - one\n  -two\ns: 1\n", 3, 3, 'put a blank after the dash: "- two"'),
    SlipCase("a text that runs on", "r:\n  title: Falls in older\n  people on wards\n  b: 1\n", 3, 3, WITHOUT_KEY),
    SlipCase(
        "a key that is indented too much",
        "r:\n  title: Falls\n    owner: ap\n  b: 1\n",
        3,
        5,
        "this line is indented more than line 2, so it counts as part of its text; indent it like that line",
    ),
    SlipCase(
        "a quote that the next one closes",
        'r:\n  title: "Falls\n  b: 1\n  c: 2\n  d: "x"\n  f: 3\ns: 1\n',
        2,
        10,
        'the quote " that opens here is closed only on line 5; close it where its text ends',
    ),
    SlipCase(
        "a quote that takes in keys, and ends well",
        'r:\n  title: "Falls\n  b: 1\n  c: 2"\ns: 1\n',
        2,
        10,
        'the quote " that opens here is closed only on line 4; close it where its text ends',
    ),
    SlipCase(
        "a quote in a list that the next one closes",
        "r:\n  - 'one\n  - two: 1\n  - 'three'\ns: 1\n",
        2,
        5,
        "the quote ' that opens here is closed only on line 4; close it where its text ends",
    ),
    SlipCase(
        "an apostrophe at the beginning of a quoted word",
        "r:\n  title: 'Nurses' time\n  b: 1\n",
        2,
        10,
        'the text goes on behind its closing quote; put " round the whole text',
    ),
    SlipCase(
        "one word in quotes at the beginning",
        'r:\n  title: "Falls" on wards\n  b: 1\n',
        2,
        10,
        "the text goes on behind its closing quote; put ' round the whole text",
    ),
    SlipCase(
        "quotes of a word processor round a colon",
        "r:\n  title: “Falls: two”\n",
        2,
        10,
        '“ is a quote of a word processor, not of YAML; write " at both ends of the text',
    ),
    SlipCase("a path of Windows in quotes", 'r:\n  file: "data\\wards.csv"\n', 2, 14, ESCAPE),
    SlipCase("a drive of Windows in quotes", 'r:\n  file: "C:\\Users\\w.csv"\n', 2, 12, ESCAPE),
    SlipCase(
        "a no-break space as indentation",
        "r:\n\N{NO-BREAK SPACE} b: 1\n  c: 2\n",
        2,
        1,
        "this line is indented with a blank of another kind (U+00A0); use plain spaces",
    ),
    SlipCase(
        "a decimal comma between curly brackets",
        "r: {date: 2026-01-01, value: 8,5, per: 4}\n",
        1,
        30,
        '"8,5" has a comma, which ends the value between { and }; write 8.5',
    ),
    SlipCase(
        "a hash in a text",
        "title: Ward #3\n",
        1,
        12,
        'the text ends before "#3"; put quotes round it all, or a blank behind # if that is only a note',
    ),
    SlipCase(
        "a line of a merge alone",
        "a: 1\n=======\nb: 2\n",
        2,
        1,
        'the line "=======" does not belong here; delete it (an unfinished git merge leaves such lines)',
    ),
    SlipCase(
        "words behind the sign of a block",
        "a: | text\n  b\n",
        1,
        6,
        "after | or > the text begins on the next line, indented; nothing else may follow on this one",
    ),
]

SOUND = [
    "title: Ward 3 # a note\n",
    'title: "Ward #3"\n',
    "link: https://example.org/#top\n",
    "title: 'It''s all'\nb: 1\n",
    'title: "two\n  lines"\nb: 1\n',
    'title: "Bring: two\n  Note: in lines\n  that go on"\nb: 1\n',
    "title: “Falls”\n",
    "values: [8,5, 3]\n",
    "time: 10:30\n",
    "a: {1: x, 2: y}\n",
    "text: |\n  Heading\n  =======\n  words\n",
    "text: |\n  impact:medium\n",
]


def read(text: str, parser: Any) -> Source:
    return parse_source(text.encode(), "plan.yaml", parser=parser)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_slip_is_named_once_where_it_was_made(case: SlipCase, parser: Any) -> None:
    problems = read(case.text, parser).problems

    found = [(problem.location.line, problem.location.column, problem.message) for problem in problems]
    assert found == [(case.line, case.column, case.says)]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_like_a_slip_is_silent(text: str, parser: Any) -> None:
    assert read(text, parser).problems == []


@given(st.lists(st.sampled_from([case for case in CASES if case.text.endswith("\n")]), min_size=1, max_size=2))
def test_a_slip_hides_nothing_below_the_keys_at_the_top(cases: list[SlipCase]) -> None:
    text = (
        "".join(f"k{number}: {number}\nr{number}{case.text[1:]}" for number, case in enumerate(cases))
        + "last: {end: 1}\n"
    )

    source = read(text, PARSERS[0])

    assert source.problems
    assert source.data["k0"] == "0"
    assert source.data["last"] == {"end": "1"}


def test_a_value_cut_by_a_comma_is_not_used() -> None:
    source = read("r: {value: 8,5, per: 4}\n", PARSERS[0])

    assert source.spoiled == [("r", "value")]
    assert source.data == {"r": {"value": "8", "per": "4"}}


@pytest.mark.parametrize("line", ["a" * 200_000, "a:" * 100_000, "a " * 100_000, "- " * 100_000, "'a' " * 60_000])
def test_very_long_line_is_told_of_at_once(line: str) -> None:
    started = process_time()

    read = parse_source(f"schema: spreadkit/plan@1\ntitle: x\n{line}\n  b\n c: [\n".encode(), "plan.yaml")

    assert read.problems
    assert process_time() - started < 5


def test_slip_above_the_section_that_is_read_ends_as_well() -> None:
    text = (
        "schema: !x spreadkit/plan@1\ntitle: &id001 Two\n- x;y: ours@1\npeople: *\td001\n"
        "actions:\n  a: {do: Name}\nanswers:\n  our"
    )

    read = parse_source(text.encode(), "plan.yaml")

    assert read.problems
