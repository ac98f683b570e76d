"""The steering pack: each thing once, no empty topic, no word of the machinery, every text within its budget."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit import build_report
from spreadkit.model.page_blocks import SiteTracker
from spreadkit.model.report import Recipient, Report, ReportTable, Section, walk
from spreadkit.model.report_parts import NOT_STATED
from spreadkit.reporting.build import sections_for
from spreadkit.reporting.pack_pages import PAGE, lines_of_section, on_pages
from spreadkit.sections._pack import LINE_ROOM, TITLE_ROOM
from spreadkit.verdicts.grammar import plain
from test_sections import full_plan

from matrix import EXAMPLES, TOP, built_from
from rule_examples import write_example

AS_OF = date(2026, 6, 30)
NORTH = TOP / "examples" / "north-network-huddles"
MOST_TITLE_WORDS = 24
FORBIDDEN = re.compile(r"\bSK\d{3}\b|\(s\)|not stated|\bcoverage\b|\bcriterion\b|\.yaml\b|\b[a-z]+(-[a-z]+)+/[a-z]+\b")
FIVE = """title: Five answers
answers:
  tiny:
    leadership.sponsor: {level: good}
"""


def texts_in(value: Any) -> Iterator[str]:
    """Go through all texts of a part of a report that people see."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"spec", "kind", "icon", "route", "id", "inputs", "row", "question"}:
                yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield plain(value)


def shown_in(section: Section) -> list[str]:
    return list(texts_in(section.model_dump(mode="json")))


@pytest.fixture(scope="module", params=EXAMPLES)
def pack(request: pytest.FixtureRequest) -> Report:
    return built_from(TOP / "examples" / request.param, "steering", AS_OF)


def test_a_title_is_a_message_of_so_many_words(pack: Report) -> None:
    for section in pack.sections:
        assert section.topic
        assert 1 < len(plain(section.title).split()) <= MOST_TITLE_WORDS, section.title
        assert section.title[-1:] in {".", "?"} or section.id == "answers", section.title


def test_nothing_is_in_the_words_of_the_machinery(pack: Report) -> None:
    said = [text for section in pack.sections for text in shown_in(section)]

    assert len(said) > 20
    assert [text for text in said if FORBIDDEN.search(text)] == []


def test_no_section_is_empty_and_no_column_says_nothing(pack: Report) -> None:
    for section in pack.sections:
        assert section.blocks or section.id == "moved"
        for block in walk(section.blocks):
            if isinstance(block, ReportTable):
                assert block.rows
                for place, _ in enumerate(block.columns):
                    cells = [row[place] for row in block.rows]
                    assert any(cell.text or cell.mark or cell.note for cell in cells), (section.id, place)
                    assert NOT_STATED not in {cell.text for cell in cells}


def test_what_the_plan_says_is_kept_short(pack: Report) -> None:
    room = max(TITLE_ROOM, LINE_ROOM) + 2
    for section in pack.sections:
        for block in walk(section.blocks):
            if isinstance(block, ReportTable) and section.id != "waves":
                cells = [cell for row in block.rows for cell in row]
                assert max(max(len(cell.text), len(cell.note)) for cell in cells) <= room


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_ask_decision_action_and_risk_is_said_once(example: str) -> None:
    report = built_from(TOP / "examples" / example, "steering", AS_OF)
    appendix = built_from(TOP / "examples" / example, "appendix", AS_OF)

    titles = Counter[str]()
    for section in report.sections:
        for block in walk(section.blocks):
            if isinstance(block, ReportTable):
                column = 2 if section.id == "gates" else 1 if section.id == "actions" else 0
                titles.update({row[column].text for row in block.rows if len(row) > column and row[column].text})
    wanted = {title: number for title, number in titles.items() if len(title) > 20}

    assert appendix.sections
    assert {title for title, number in wanted.items() if number > 1} == set()


def test_what_does_not_fit_is_counted_and_said_where_it_is(tmp_path: Path) -> None:
    asks = "".join(
        f"  ask-{number}: {{what: Ask {number}, from: bo, by: 2026-08-{number + 1:02}}}\n" for number in range(9)
    )
    text = f"title: Many\npeople: {{bo: {{name: Bo Ek}}}}\nasks:\n{asks}"
    report = build_report(write_example(tmp_path, text, about="plan").main, as_of=AS_OF)

    section = next(section for section in report.sections if section.id == "asks")
    assert plain(section.title) == "9 decisions are needed, the first from Bo Ek by 1 August."
    assert "The other 4 asks are in the appendix." in shown_in(section)


@pytest.mark.parametrize(
    ("asks", "title"),
    [
        ("{}\ndecisions: [{what: Go, outcome: go, on: 2026-01-01}]", "Nothing is asked of anybody at this meeting."),
        ("{a: {what: A, from: bo, by: 2026-07-20}}", "1 decision is needed from Bo Ek by 20 July."),
        ("{a: {what: A, from: bo, by: 2026-06-20}}", "1 decision is needed, and its day has passed."),
        (
            "{a: {what: A, from: bo, by: 2026-06-20}, b: {what: B, from: bo, by: 2026-08-20}}",
            "2 decisions are needed, and 1 is overdue.",
        ),
        (
            "{a: {what: A, from: bo, by: 2026-06-20}, b: {what: B, from: bo, by: 2026-06-21}}",
            "2 decisions are needed, and 2 are overdue.",
        ),
    ],
)
def test_the_title_of_the_asks_has_a_form_for_none_one_and_many(tmp_path: Path, asks: str, title: str) -> None:
    text = f"title: Asks\npeople: {{bo: {{name: Bo Ek}}}}\nasks: {asks}\n"
    report = build_report(write_example(tmp_path, text, about="plan").main, as_of=AS_OF)

    assert plain(next(section.title for section in report.sections if section.id == "asks")) == title


def test_a_plan_with_little_is_told_once_what_to_fill_in(tmp_path: Path) -> None:
    report = build_report(write_example(tmp_path, FIVE, about="plan").main, as_of=AS_OF)

    assert sum(section.starts_page for section in report.sections) <= 1
    assert [section.id for section in report.sections] == ["answers", "gates", "next", "trust"]
    said = " ".join(text for section in report.sections for text in shown_in(section))
    assert said.count("The plan has nothing on") == 1


def test_where_every_ward_stands_is_told_with_sign_and_word() -> None:
    report = build_report(NORTH, as_of=AS_OF)
    section = next(section for section in report.sections if section.id == "tracker")
    tracker = next(block for block in section.blocks if isinstance(block, SiteTracker))
    rows = {plain(row.name): row for group in tracker.groups for row in group.rows}

    assert len(rows) == 16
    assert tracker.first == "Ward"
    assert [plain(column.header).endswith("*") for column in tracker.columns] == [False] * 3 + [True] * 2
    assert [cell.text for cell in rows["Bridge"].cells][:3] == ["◉ held", "● Jan", "▼ stopped"]
    assert {cell.text for cell in rows["Dunlin"].cells[:3]} == {"◐ seen"}
    assert plain(rows["Bridge"].next) == (
        "Gave up the review after a fall on 11 May. Theresa Murphy clears it by 31 July."
    )
    assert plain(rows["Wigeon"].next) == (
        "No lead. Anjali Prasad: Agree a lead at Wigeon Ward and Sanderling …, by 14 August."
    )
    meant = {meaning.sign for meaning in tracker.key}
    assert {cell.sign for row in rows.values() for cell in row.cells if cell.sign} <= meant
    assert plain(section.title).startswith("7 of 16 wards have every core change, 1 as last seen; 6 need something")


def test_the_pack_says_where_the_teams_own_pages_are(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("Ours alone", encoding="utf-8")
    text = "title: Own\nreport: {pages: [{title: Our notes, file: notes.md}]}\n"
    main = write_example(tmp_path, text, about="plan").main
    pack, appendix = (build_report(main, as_of=AS_OF, reader=reader) for reader in ("steering", "appendix"))

    assert "The team's own pages are there too: Our notes." in " ".join(shown_in(pack.sections[-1]))
    assert "Our notes" not in [section.title for section in pack.sections]
    assert "Our notes" in [section.title for section in appendix.sections]


def test_every_page_but_the_last_says_whom_to_ask_and_what_is_next() -> None:
    report = build_report(NORTH, as_of=AS_OF)
    starts = [place for place, section in enumerate(report.sections) if section.starts_page]
    ends = {place - 1 for place in starts}

    for place, section in enumerate(report.sections):
        assert bool(section.foot) == (place in ends)
        if section.foot:
            following = report.sections[place + 1].topic
            assert plain(section.foot).startswith(f"Next: {following[:1].lower()}{following[1:]}")
            assert "Ask about this page: " in section.foot


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=20))
def test_sections_keep_their_order_and_share_a_page_while_there_is_room(rows: list[int]) -> None:
    sections = [
        Section(id=f"s{number}", topic=f"T{number}", title="Title", blocks=_paragraphs(count))
        for number, count in enumerate(rows)
    ]
    paged = on_pages(sections, "Ask Bo.")

    assert [section.id for section in paged] == [section.id for section in sections]
    assert not paged[0].starts_page
    room = 0.0
    for section in paged:
        room = lines_of_section(section) if section.starts_page else room + lines_of_section(section)
        assert room <= PAGE or lines_of_section(section) > PAGE - 12


def _paragraphs(count: int) -> tuple[Any, ...]:
    from spreadkit.model.report import Paragraph

    return tuple(Paragraph(text="Words " * 40) for _ in range(count))


def test_the_sections_of_the_pack_stand_in_files_of_their_own() -> None:
    assert all(section.name.startswith("pack_") for section in sections_for(Recipient.STEERING))
    assert not any(section.name.startswith("pack_") for section in sections_for(Recipient.APPENDIX))


def test_a_hostile_plan_gives_a_pack(tmp_path: Path) -> None:
    main = write_example(tmp_path, full_plan("</table><script>x</script> \u202e {{ 7 * 7 }}"), about="plan").main
    report = build_report(main, as_of=AS_OF)

    assert len(report.sections) > 8
