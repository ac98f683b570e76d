"""A plan's own headline stands while it is true, short and plain; else each reason is named."""

import json
import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from spreadkit import get_format
from spreadkit.api.plans import build_report, must_be_clean
from spreadkit.errors import UncleanPlanError
from spreadkit.model.plan import OwnHeadline
from spreadkit.model.verdict import HeadlineFault
from spreadkit.verdicts.headline import headline_faults
from spreadkit.verdicts.judge import page_of

from plan_states import state_of
from rule_examples import write_example

STATE = state_of({"from": "north"})
PAGE = page_of(STATE)
TODAY = {verdict.question: (verdict.row, verdict.word) for verdict in PAGE.verdicts}
FIGURES = [given.value for verdict in PAGE.verdicts for given in verdict.inputs]
SAYS = "Falls are down on 7 of 16 wards; the next six need their own figures."


def own(says: str, on: date, until: date) -> OwnHeadline:
    return OwnHeadline(says=says, on=on, until=until)


OWN = own(SAYS, date(2026, 6, 18), date(2026, 9, 15))


def faults(headline: OwnHeadline, *, then: dict[str, str] | None = None, row: str | None = None) -> list[HeadlineFault]:
    today = dict(TODAY)
    if row:
        question = next(iter(today))
        today[question] = (row, today[question][1])
    before = {question: word for question, (_, word) in TODAY.items()} | (then or {})
    return [fault for fault, _ in headline_faults(headline, STATE.as_of, today, before, FIGURES)]


def test_a_headline_that_is_true_short_and_plain_stands() -> None:
    assert faults(OWN) == []


@pytest.mark.parametrize(
    ("headline", "fault"),
    [
        (own(SAYS, date(2026, 6, 1), date(2026, 6, 29)), HeadlineFault.PAST),
        (own(SAYS, date(2026, 7, 1), date(2026, 8, 1)), HeadlineFault.PAST),
        (own(SAYS, date(2026, 6, 1), date(2026, 12, 31)), HeadlineFault.PAST),
        (own("Falls are down on 12 wards.", OWN.on, OWN.until), HeadlineFault.FIGURE),
        (own("Falls are down " * 7, OWN.on, OWN.until), HeadlineFault.LONG),
        (own("The gate is open.", OWN.on, OWN.until), HeadlineFault.LONG),
    ],
)
def test_what_makes_a_headline_untrue_or_unreadable_is_named(headline: OwnHeadline, fault: HeadlineFault) -> None:
    assert faults(headline) == [fault]


def test_a_headline_falls_when_an_answer_has_changed_since() -> None:
    assert faults(OWN, then={"on-track": "Yes, so far"}) == [HeadlineFault.OUTRUN]


@pytest.mark.parametrize("row", ["C1", "W2", "W8", "T1", "T6"])
def test_no_headline_of_a_plans_own_stands_over_harm_or_what_could_not_be_read(row: str) -> None:
    assert faults(OWN, row=row) == [HeadlineFault.OUTRUN]


AS_OF = date(2026, 6, 30)
PLAN = """
schema: spreadkit/plan@1
title: Huddles
stage: prepare
frameworks: []
HEADLINE
"""
GOOD = "headline: {says: We begin in July with two wards., on: 2026-06-01, until: 2026-08-15}"
FALSE = {
    HeadlineFault.PAST: GOOD.replace("2026-08-15", "2026-06-29"),
    HeadlineFault.FIGURE: GOOD.replace("two", "12"),
    HeadlineFault.LONG: GOOD.replace("two wards", "two wards" + " and more" * 9),
}


def written(folder: Path, headline: str) -> Path:
    return write_example(folder, PLAN.replace("HEADLINE", headline), about="plan").main


@pytest.mark.parametrize("reader", ["sponsor", "steering"])
@pytest.mark.parametrize("name", ["text", "markdown", "html", "docx", "json"])
def test_every_format_begins_with_the_plans_own_headline(folder: Path, name: str, reader: str) -> None:
    report = build_report(written(folder, GOOD), as_of=AS_OF, reader=reader)

    content = get_format(name, "report").render_report(report)
    if isinstance(content, bytes):
        text = " ".join(Document(BytesIO(content)).element.xpath("//w:t/text()"))
    else:
        text = re.sub(r"<[^>]+>|\\\\", "", content)
    assert "We begin in July with two wards." in text
    if name == "json":
        assert json.loads(str(content))["headline"] == {
            "says": "We begin in July with two wards.",
            "own": True,
            "inputs": [],
        }


@pytest.mark.parametrize("fault", FALSE)
def test_ours_is_shown_in_place_of_one_that_is_not_true(folder: Path, fault: HeadlineFault) -> None:
    none = build_report(written(folder, ""), as_of=AS_OF, reader="sponsor")
    report = build_report(written(folder, FALSE[fault]), as_of=AS_OF, reader="sponsor")

    assert report.headline is not None
    assert not report.headline.is_own
    assert report.headline == none.headline


def test_no_headline_of_a_plans_own_stands_over_errors(folder: Path) -> None:
    report = build_report(written(folder, f"{GOOD}\npeople: {{bo: {{nam: Bo}}}}"), as_of=AS_OF, reader="sponsor")

    assert report.banner is not None
    assert report.headline is not None
    assert not report.headline.is_own


def test_require_clean_takes_a_headline_that_is_true(folder: Path) -> None:
    must_be_clean(written(folder, GOOD), as_of=AS_OF)


@pytest.mark.parametrize("fault", FALSE)
def test_require_clean_refuses_a_headline_that_is_not_true(folder: Path, fault: HeadlineFault) -> None:
    main = written(folder, FALSE[fault])

    with pytest.raises(UncleanPlanError, match="the plan has 1 error"):
        must_be_clean(main, as_of=AS_OF)


def test_what_changed_since_is_named_with_both_words(folder: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "north-network-huddles"
    plan = (example / "spread-plan.yaml").read_text(encoding="utf-8")
    own_line = "headline: {says: Falls are down., on: 2026-05-20, until: 2026-07-31}\n"
    shutil.copytree(example, folder, dirs_exist_ok=True)
    (folder / "spread-plan.yaml").write_text(plan + own_line, encoding="utf-8")

    with pytest.raises(UncleanPlanError, match='since then "Is it working\\?" went from "Not seen yet" to "Yes'):
        must_be_clean(folder, as_of=AS_OF)
