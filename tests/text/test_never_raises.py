"""Whatever stands in a file, checking gives findings with places inside it, and never raises."""

import re
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from plans import PLAN, SOUND, Files, findings_in, framework_findings

from spreadkit.model.finding import Finding

from rule_examples import TINY

SOUND_TEXT = str(SOUND[PLAN])
FRAMEWORK = TINY.read_text(encoding="utf-8")
SECTIONS = [match.start() for match in re.finditer(r"^(?=[a-z])", SOUND_TEXT, re.MULTILINE)]

ODD = [
    *(
        "",
        "no",
        "unknown",
        "2026-02-30",
        "1_000",
        "4,5",
        "1e999",
        "-0",
        "9" * 400,
        "~",
        "''",
        "[]",
        "{}",
        "[[]]",
        "{a: b}",
        "- a",
    ),
    *(
        "*x",
        "&x y",
        "!!binary x",
        "|",
        ">",
        "|\n",
        '"',
        "'",
        "# x",
        "@",
        "%",
        "\t",
        ": ",
        "<<",
        "é😀\u2028",
        "../x",
        "/etc/passwd",
    ),
    *(
        "ihi-spread",
        "tiny/launch",
        "all",
        "x-a: 1",
        "\\",
        "a\\0",
        "https://x",
        "<b>",
        "=1+1",
        "{{ 7*7 }}",
        "\ufeff",
        "0",
        "-1",
    ),
]
"""What somebody, or something, might write where a value belongs."""

edits = st.lists(
    st.tuples(
        st.sampled_from(["delete", "duplicate", "swap", "insert", "value"]),
        st.integers(0, 10**6),
        st.integers(0, 40),
        st.sampled_from(ODD),
    ),
    min_size=1,
    max_size=4,
)


def mutated(text: str, changes: list[tuple[str, int, int, str]]) -> str:
    """Edit a text as a slip of the hand would: pieces deleted, doubled, swapped, put in, or values replaced."""
    for kind, where, size, odd in changes:
        at = where % (len(text) + 1)
        piece = text[at : at + size]
        if kind == "delete":
            text = text[:at] + text[at + size :]
        elif kind == "duplicate":
            text = text[:at] + piece + text[at:]
        elif kind == "swap":
            text = text[:at] + text[at + size : at + 2 * size] + piece + text[at + 2 * size :]
        elif kind == "insert":
            text = text[:at] + odd + text[at:]
        else:
            lines = text.split("\n")
            index = where % len(lines)
            lines[index] = re.sub(r": .*", lambda _: f": {odd}", lines[index], count=1)  # noqa: B023 - used at once
            text = "\n".join(lines)
    return text


def assert_placed(findings: list[Finding], folder: Path) -> None:
    """Every finding stands on a line that its file has, and shows that line."""
    for finding in findings:
        place = finding.location
        path = folder / place.file
        lines = (
            path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
            if path.is_file()
            else [""]
        )
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert place.excerpt in {"", lines[place.line - 1]}
        assert finding.message


@given(st.binary(max_size=300))
def test_plan_of_any_bytes(folder: Path, content: bytes) -> None:
    assert_placed(findings_in(folder, {PLAN: content}), folder)


@given(st.binary(max_size=300))
def test_sound_plan_with_any_bytes_behind_it(folder: Path, content: bytes) -> None:
    assert_placed(findings_in(folder, {**SOUND, PLAN: SOUND_TEXT.encode() + content}), folder)


@given(st.sampled_from(["sites.csv", "adoption.csv", "data/falls.csv"]), st.booleans(), st.binary(max_size=200))
def test_tables_of_any_bytes(folder: Path, name: str, behind: bool, content: bytes) -> None:  # noqa: FBT001
    head = str(SOUND[name]).encode() if behind else b""

    assert_placed(findings_in(folder, {**SOUND, name: head + content}), folder)


@given(st.binary(max_size=300))
def test_framework_of_any_bytes(folder: Path, content: bytes) -> None:
    assert_placed(framework_findings(folder, content), folder)
    assert_placed(framework_findings(folder, FRAMEWORK.encode() + content), folder)


@settings(max_examples=300)
@given(edits)
def test_plan_with_slips(folder: Path, changes: list[tuple[str, int, int, str]]) -> None:
    assert_placed(findings_in(folder, {**SOUND, PLAN: mutated(SOUND_TEXT, changes)}), folder)


@given(edits, st.sampled_from(["sites.csv", "adoption.csv", "data/falls.csv"]))
def test_tables_with_slips(folder: Path, changes: list[tuple[str, int, int, str]], name: str) -> None:
    assert_placed(findings_in(folder, {**SOUND, name: mutated(str(SOUND[name]), changes)}), folder)


@settings(max_examples=200)
@given(edits)
def test_framework_with_slips(folder: Path, changes: list[tuple[str, int, int, str]]) -> None:
    text = mutated(FRAMEWORK, changes)

    assert_placed(framework_findings(folder, text), folder)
    findings_in(folder, {**SOUND, "frameworks/tiny.yaml": text})


@given(edits, st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_plan_as_of_any_day(folder: Path, changes: list[tuple[str, int, int, str]], day: date) -> None:
    findings_in(folder, {**SOUND, PLAN: mutated(SOUND_TEXT, changes)}, as_of=day)


def lines_of(findings: list[Finding]) -> list[tuple[str, str, int, int]]:
    return sorted((each.slug, each.location.file, each.location.line, each.location.column) for each in findings)


def without_line_numbers(findings: list[Finding]) -> list[str]:
    return sorted(re.sub(r"line \d+", "line", each.message) for each in findings)


@given(edits, st.integers(1, 7))
def test_comment_lines_at_the_top_move_every_finding_by_their_number(
    folder: Path, changes: list[tuple[str, int, int, str]], added: int
) -> None:
    text = mutated(SOUND_TEXT, changes).removeprefix("\ufeff")
    if text.startswith("%"):
        return
    before = findings_in(folder, {**SOUND, PLAN: text})
    after = findings_in(folder, {**SOUND, PLAN: "# a comment\n" * added + text})

    # A plan that says nothing of a thing has that finding at its first line, which is where the plan begins.
    moved = [(slug, file, line + added * (file == PLAN), column) for slug, file, line, column in lines_of(before)]
    assert lines_of(after) == moved
    assert without_line_numbers(after) == without_line_numbers(before)


@given(st.sampled_from(SECTIONS), st.integers(1, 5), edits)
def test_comment_lines_between_sections_move_what_stands_below_them(
    folder: Path, at: int, added: int, changes: list[tuple[str, int, int, str]]
) -> None:
    below = mutated(SOUND_TEXT[at:], [change for change in changes if change[0] == "value"])
    border = SOUND_TEXT[:at].count("\n") + 1
    before: Files = {**SOUND, PLAN: SOUND_TEXT[:at] + below}
    after: Files = {**SOUND, PLAN: SOUND_TEXT[:at] + "# c\n" * added + below}

    moved = [
        (slug, file, line + added * (file == PLAN and line >= border), column)
        for slug, file, line, column in lines_of(findings_in(folder, before))
    ]

    assert lines_of(findings_in(folder, after)) == sorted(moved)
