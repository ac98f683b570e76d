"""A plan's own headline stands while it is true, short and plain; else each reason is named."""

from datetime import date

import pytest

from spreadkit.verdicts.headline import HeadlineFault, headline_faults
from spreadkit.verdicts.judge import page_of
from spreadkit.verdicts.state import OwnHeadline

from plan_states import state_of

STATE = state_of({"from": "north"})
PAGE = page_of(STATE)
TODAY = {verdict.question: (verdict.row, verdict.word) for verdict in PAGE.verdicts}
FIGURES = [given.value for verdict in PAGE.verdicts for given in verdict.inputs]
SAYS = "Falls are down on 7 of 16 wards; the next six need their own figures."
OWN = OwnHeadline(SAYS, date(2026, 6, 18), date(2026, 9, 15))


def faults(own: OwnHeadline, *, then: dict[str, str] | None = None, row: str | None = None) -> list[HeadlineFault]:
    today = dict(TODAY)
    if row:
        question = next(iter(today))
        today[question] = (row, today[question][1])
    before = {question: word for question, (_, word) in TODAY.items()} | (then or {})
    return [fault for fault, _ in headline_faults(own, STATE, today, before, FIGURES)]


def test_a_headline_that_is_true_short_and_plain_stands() -> None:
    assert faults(OWN) == []


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (OwnHeadline(SAYS, date(2026, 6, 1), date(2026, 6, 29)), HeadlineFault.PAST),
        (OwnHeadline(SAYS, date(2026, 7, 1), date(2026, 8, 1)), HeadlineFault.PAST),
        (OwnHeadline(SAYS, date(2026, 6, 1), date(2026, 12, 31)), HeadlineFault.PAST),
        (OwnHeadline("Falls are down on 12 wards.", OWN.on, OWN.until), HeadlineFault.FIGURE),
        (OwnHeadline("Falls are down " * 7, OWN.on, OWN.until), HeadlineFault.LONG),
        (OwnHeadline("The gate is open.", OWN.on, OWN.until), HeadlineFault.LONG),
    ],
)
def test_what_makes_a_headline_untrue_or_unreadable_is_named(own: OwnHeadline, fault: HeadlineFault) -> None:
    assert faults(own) == [fault]


def test_a_headline_falls_when_an_answer_has_changed_since() -> None:
    assert faults(OWN, then={"on-track": "Yes, so far"}) == [HeadlineFault.OUTRUN]


@pytest.mark.parametrize("row", ["C1", "W2", "W8", "T1", "T6"])
def test_no_headline_of_a_plans_own_stands_over_harm_or_what_could_not_be_read(row: str) -> None:
    assert faults(OWN, row=row) == [HeadlineFault.OUTRUN]
