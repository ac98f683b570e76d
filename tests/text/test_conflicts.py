"""What an unfinished git merge leaves is named once, in YAML, in tables and in blocks of text; headings are not."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.reading.source import parse_source
from spreadkit.reading.tables import parse_table

WHOLE = "an unfinished git merge: keep one of the versions between line {} and {}"
LEFT = "an unfinished git merge: line {} is left of it; delete it, and keep one version of what is near"
TWO_LEFT = "an unfinished git merge: keep one of the versions near line {} and {}, and delete these two lines"


class Merge(NamedTuple):
    name: str
    text: str
    line: int
    says: str


BOTH = "<<<<<<< HEAD\n{0}\n=======\n{1}\n>>>>>>> feature/wards\n"
BASED = "<<<<<<< ours\n{0}\n||||||| 1a2b3c4\n{0}\n=======\n{1}\n>>>>>>> theirs\n"

IN_YAML = [
    Merge("two versions", "a: 1\n" + BOTH.format("b: 2", "b: 3") + "c: 4\n", 2, WHOLE.format(2, 6)),
    Merge("with the common version", "a: 1\n" + BASED.format("b: 2", "b: 3") + "c: 4\n", 2, WHOLE.format(2, 8)),
    Merge("CRLF", ("a: 1\n" + BOTH.format("b: 2", "b: 3") + "c: 4\n").replace("\n", "\r\n"), 2, WHOLE.format(2, 6)),
    Merge(
        "indented by an editor",
        "a:\n" + "".join(f"  {line}\n" for line in BOTH.format("b: 2", "b: 3").splitlines()) + "c: 4\n",
        2,
        WHOLE.format(2, 6),
    ),
    Merge(
        "in a block of text",
        "a: |\n" + "".join(f"  {line}\n" for line in BOTH.format("one", "two").splitlines()) + "c: 4\n",
        2,
        WHOLE.format(2, 6),
    ),
    Merge("at the end, without a line end", "a: 1\n" + BOTH.format("b: 2", "b: 3").rstrip(), 2, WHOLE.format(2, 6)),
    Merge("nothing in one version", "a: 1\n<<<<<<< HEAD\n=======\nb: 3\n>>>>>>> x\n", 2, WHOLE.format(2, 5)),
    Merge("only the first line left", "a: 1\n<<<<<<< HEAD\nb: 2\n", 2, LEFT.format(2)),
    Merge("only the last line left", "a: 1\nb: 2\n>>>>>>> feature\n", 3, LEFT.format(3)),
    Merge("a commit behind the last line", "a: 1\n>>>>>>> 1a2b3c4d (Add wards)\n", 2, LEFT.format(2)),
    Merge("the last line deleted", "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nc: 3\n", 2, TWO_LEFT.format(2, 4)),
]

IN_TABLES = [
    Merge("two versions", "id,name\n" + BOTH.format("a,b", "a,c") + "d,e\n", 2, WHOLE.format(2, 6)),
    Merge("round the heading", BOTH.format("id,name", "id,title") + "d,e\n", 1, WHOLE.format(1, 5)),
    Merge(
        "saved again by a spreadsheet",
        "id,name,x\n" + BOTH.format("a,b,", "a,c,").replace("HEAD", "HEAD,,").replace("wards", "wards,,"),
        2,
        WHOLE.format(2, 6),
    ),
    Merge("only the last line left", "id,name\na,b\n>>>>>>> feature\n", 3, LEFT.format(3)),
]

SILENT = [
    "text: |\n  Heading\n  =======\n  words\n",
    "text: |\n  <<<<<<<\n  a row of signs\n",
    "text: |\n  >>>>>>> he wrote that it is fine\n",
    "text: a <<<<<<< b\n",
    "text: |\n  <<<<<< HEAD\n",
]


@pytest.mark.parametrize("case", IN_YAML, ids=lambda case: case.name)
def test_merge_in_yaml_is_one_problem_and_keeps_the_file_from_use(case: Merge) -> None:
    source = parse_source(case.text.encode(), "plan.yaml")

    assert [(problem.location.line, problem.location.column, problem.message) for problem in source.problems] == [
        (case.line, 1, case.says)
    ]
    assert source.broken
    assert "a" in source.data


@pytest.mark.parametrize("case", IN_TABLES, ids=lambda case: case.name)
def test_merge_in_a_table_is_one_problem_and_keeps_it_from_use(case: Merge) -> None:
    table = parse_table(case.text.encode(), "sites.csv")

    assert [(problem.location.line, problem.location.column, problem.message) for problem in table.problems] == [
        (case.line, 1, case.says)
    ]
    assert table.broken
    assert table.rows == []


@pytest.mark.parametrize("text", SILENT)
def test_signs_that_are_not_gits_are_silent(text: str) -> None:
    assert parse_source(text.encode(), "plan.yaml").problems == []


@given(st.integers(0, 20), st.integers(0, 5), st.integers(0, 5), st.sampled_from(["", " ", "    "]))
def test_lines_of_a_merge_are_counted_right(above: int, ours: int, theirs: int, indent: str) -> None:
    lines = ["<<<<<<< HEAD", *["# x"] * ours, "=======", *["# y"] * theirs, ">>>>>>> other"]
    text = "k: 1\n" * (above > 0) + "# z\n" * max(above - 1, 0) + "".join(f"{indent}{line}\n" for line in lines)

    source = parse_source(text.encode(), "plan.yaml")

    assert [problem.message for problem in source.problems] == [WHOLE.format(above + 1, above + len(lines))]
