"""What was tried for each gap: what ended and whether it helped, what is open, and what has not been tried."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

import spreadkit
from spreadkit.framework.extend import merged
from spreadkit.loading.loader import load_framework
from spreadkit.model.report import Group, ReportTable, Section, walk
from spreadkit.sections import tried
from test_sections import view_of

from rule_examples import STRATEGIES, TINY, found_by, write_example

AS_OF = date(2026, 6, 30)
GAP = "answers: {tiny: {leadership.local-leads: {level: partial, because: Four of nine}}}\n"
MET = "answers: {tiny: {leadership.local-leads: {level: good, because: All nine}}}\n"
ACTION = "actions:\n  ask: {{do: Ask them, for: leadership.local-leads, {0}}}\n"
DONE = "state: done, done-on: 2026-05-20"
WAY = "strategy: managers-name-leads"


def section_of(folder: Path, text: str) -> Section | None:
    return tried.build(view_of(folder, text, AS_OF))


def tables(section: Section | None) -> dict[str, list[list[str]]]:
    """Return the rows of each table by its title, every cell with its mark and its note."""
    blocks = walk(section.blocks) if section else ()
    return {
        block.title: [
            [" ".join(filter(None, [cell.text, cell.mark.text if cell.mark else "", cell.note])) for cell in row]
            for row in block.rows
        ]
        for block in blocks
        if isinstance(block, ReportTable)
    }


@pytest.mark.parametrize(
    ("said", "ended", "helped"),
    [
        (f"{WAY}, state: doing", "still open", "too early"),
        (f"{WAY}, {DONE}", "20 May 2026", "not said"),
        (f"{WAY}, {DONE}, helped: yes, because: They did", "20 May 2026", "helped"),
        (f"{WAY}, {DONE}, helped: no, because: They did not", "20 May 2026", "did not help"),
        (f"{WAY}, {DONE}, helped: unknown, because: Who knows", "20 May 2026", "unknown whether it helped"),
        ("state: dropped, helped: no, because: No time", "Dropped", "did not help"),
    ],
)
def test_each_state_of_what_was_tried_has_words_of_its_own(said: str, ended: str, helped: str, tmp_path: Path) -> None:
    (row,) = tables(section_of(tmp_path, GAP + ACTION.format(said)))["Tried, and still a gap"]

    assert (row[3], row[4]) == (ended, helped)


def test_a_gap_without_an_action_shows_what_could_be_tried(tmp_path: Path) -> None:
    found = tables(section_of(tmp_path, GAP))

    assert [row[1] for row in found["Not tried yet"]] == [
        "Ask the managers of the next sites to name a lead managers-name-leads"
    ]
    assert list(found) == ["Not tried yet"]


TWO_GAPS = """answers:
  two:
    communication.awareness: {level: partial, because: Two of five}
    leadership.local-leads: {level: partial, because: Four of nine}
    leadership.sponsor: {level: partial, because: Named only}
    communication.channels: {level: partial, because: One}
"""

TWO_FRAMEWORK = """strategies:
  list-them: {do: Make one list, for: [leadership.sponsor, communication.awareness], about: A list shows it}
  call-them: {do: Call each of them, for: leadership.local-leads}
"""


def with_two(folder: Path, text: str) -> Section | None:
    """Build the section for a plan whose framework has strategies for several criteria."""
    (folder / "frameworks").mkdir()
    own = re.sub(STRATEGIES, TWO_FRAMEWORK, TINY.read_text("utf-8").replace("id: tiny", "id: two"))
    (folder / "frameworks" / "two.yaml").write_text(own, encoding="utf-8")
    return section_of(folder, "frameworks: [{use: two@1}]\n" + TWO_GAPS + text)


def test_a_strategy_for_several_gaps_is_shown_once_with_all_of_them(tmp_path: Path) -> None:
    (listed,) = tables(with_two(tmp_path, ""))["Not tried yet"]

    assert listed[0].split("\n") == [
        "Which one executive answers for this spread? (leadership.sponsor)",
        "Will every audience learn of the problem? (communication.awareness)",
    ]
    assert listed[1:3] == ["Make one list list-them", "A list shows it"]


def test_what_holds_back_the_next_gate_comes_first_and_the_rest_is_folded(tmp_path: Path) -> None:
    section = with_two(tmp_path, "")

    assert section is not None
    (rest,) = (block for block in section.blocks if isinstance(block, Group))
    assert (rest.title, rest.folded) == ("Not tried yet, for other gaps (1)", True)
    (called,) = tables(section)["Not tried yet, for other gaps"]
    assert called[:2] == ["Does every site have a named lead? leadership.local-leads", "Call each of them call-them"]


def test_a_strategy_in_use_for_one_gap_is_still_open_for_the_other(tmp_path: Path) -> None:
    said = "actions: {ask: {do: Write it, for: communication.awareness, strategy: list-them}}\n"

    (listed,) = tables(with_two(tmp_path, said))["Not tried yet"]

    assert listed[:2] == ["Which one executive answers for this spread? leadership.sponsor", "Make one list list-them"]


def test_a_strategy_of_the_same_name_in_two_frameworks_serves_the_criteria_of_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())
    own = TINY.read_text("utf-8").replace("id: tiny", "id: other").replace("leadership.", "lead.")
    (tmp_path / "frameworks" / "other.yaml").write_text(own, encoding="utf-8")

    for criterion in ("leadership.local-leads", "lead.local-leads"):
        action = f"actions: {{ask: {{do: Ask, for: {criterion}, {WAY}}}}}\n"
        assert found_by("frameworks: [{use: tiny@1}, {use: other@1}]\n" + action, "unknown-strategy") == []


def test_what_is_no_gap_any_more_is_folded_and_asks_for_nothing(tmp_path: Path) -> None:
    section = section_of(tmp_path, MET + ACTION.format(f"{WAY}, {DONE}, helped: yes, because: They did"))

    assert section is not None
    assert [block.folded for block in section.blocks if isinstance(block, Group)] == [True]
    assert list(tables(section)) == ["Tried, and no gap any more"]


def test_an_ended_spread_is_not_told_what_to_try(tmp_path: Path) -> None:
    assert section_of(tmp_path, "ended: {on: 2026-01-31}\n" + GAP) is None


def test_a_plain_action_is_no_trial(tmp_path: Path) -> None:
    assert "Tried, and still a gap" not in tables(section_of(tmp_path, GAP + ACTION.format(DONE)))


def test_it_is_in_the_pack_and_in_json(tmp_path: Path) -> None:
    said = f"{WAY}, {DONE}, helped: no, because: Nobody came"
    main = write_example(tmp_path, GAP + ACTION.format(said), about="plan").main
    report = spreadkit.build_report(main, as_of=AS_OF, reader="appendix")

    data = json.loads(str(spreadkit.get_format("json", "report").render_report(report)))

    (found,) = [section for section in data["sections"] if section["id"] == "tried"]
    assert "Nobody came" in json.dumps(found)
    assert "did not help" in str(spreadkit.get_format("md", "report").render_report(report))


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("strategy: managers-name-leds", "unknown-strategy"),
        ("state: doing, helped: yes, because: It will", "helped-before-the-end"),
        (f"{WAY}, {DONE}", "helped-not-said"),
        (f"{WAY}, {DONE}, helped: yes", "helped-not-said"),
        (f"{WAY}, {DONE}, helped: unknown", None),
        (f"{WAY}, {DONE}, helped: no, because: Nobody came", None),
        (f"{WAY}, state: doing", None),
        (f"{WAY}, state: dropped", None),
        (DONE, None),
    ],
)
def test_what_does_not_agree_is_found(
    said: str, slug: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())
    slugs = ("unknown-strategy", "helped-before-the-end", "helped-not-said")

    found = found_by("frameworks: [{use: tiny@1}]\n" + ACTION.format(said), *slugs)

    assert [each.slug for each in found] == ([slug] if slug else [])


def test_a_strategy_for_another_criterion_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())
    action = f"actions: {{ask: {{do: Ask, for: leadership.sponsor, {WAY}}}}}\n"

    (found,) = found_by("frameworks: [{use: tiny@1}]\n" + action, "unknown-strategy")

    assert "is a strategy for leadership.local-leads" in found.message


def test_a_criterion_that_is_left_out_takes_its_strategies_along() -> None:
    base = load_framework(TINY).source.data
    two = {"do": "Ask", "for": ["leadership.local-leads", "leadership.sponsor"]}
    base = {**base, "strategies": {**base["strategies"], "both": two}}

    data = merged(base, {"leaves-out": ["leadership.local-leads"]})

    assert data["strategies"] == {"both": {"do": "Ask", "for": ["leadership.sponsor"]}}
    assert base["strategies"]["both"] == two
