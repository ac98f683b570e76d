"""Decisions and asks: what the team needs from whom, and what has been decided."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.plan import Ask, Decision, DecisionOutcome
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, due, folded, label, section, slug, table, who

ORDER = 20
SHOWS: Final = ("asks", "decisions")

_TONES = {
    DecisionOutcome.GO: Tone.GOOD,
    DecisionOutcome.AGREED: Tone.GOOD,
    DecisionOutcome.HOLD: Tone.WARNING,
    DecisionOutcome.STOP: Tone.STOP,
}


def build(view: View) -> Section:
    """Build the section."""
    return section("asks", "Decisions and asks", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    waiting = sorted((ask for ask in view.plan.asks.values() if ask.answered is None), key=lambda ask: ask.by)
    if waiting:
        headers = ["What we need", "From", "By", "What happens otherwise"]
        yield table("What is needed, and by when", headers, [_ask(view, ask) for ask in waiting])
    else:
        yield Paragraph(text="Nothing is asked of anyone at the moment.")
    if view.plan.decisions:
        headers = ["Decision", "Outcome", "By", "On", "Because?", "To be looked at again?"]
        newest = sorted(view.plan.decisions, key=_when, reverse=True)
        yield table("Decisions taken, latest first", headers, [_decision(view, decision) for decision in newest])
    else:
        yield Paragraph(text="No decision is recorded yet.")
    answered = [ask for ask in view.plan.asks.values() if ask.answered is not None]
    if answered:
        headers = ["What was asked", "From", "By", "Answer"]
        rows = [[ask.what, who(view, ask.from_), day(ask.by), ask.answered] for ask in answered]
        yield folded(f"Asks that were answered ({len(answered)})", table("Asks that were answered", headers, rows))


def _ask(view: View, ask: Ask) -> WordedRow:
    person = view.plan.people.get(ask.from_)
    roles = ", ".join(slug(role.value) for role in person.role) if person else ""
    return [ask.what, Phrase(text=who(view, ask.from_), note=roles), due(ask.by, view.as_of), ask.otherwise]


def _decision(view: View, decision: Decision) -> WordedRow:
    gate = f"Gate: {view.gate(decision.gate)}" if decision.gate else ""
    what = Phrase(text=decision.what, note=gate) if decision.what else Phrase(text=gate or "not stated")
    outcome = Phrase(text="", mark=Mark(text=label(decision.outcome), tone=_TONES[decision.outcome]))
    again = due(decision.review, view.as_of, is_open=not came_up_again(view, decision))
    return [what, outcome, who(view, decision.by), day(decision.on), decision.because, again]


def _when(decision: Decision) -> date:
    """Return the day of a decision; one without a known day sorts as the oldest."""
    return known(decision.on) or date.min


def came_up_again(view: View, decision: Decision) -> bool:
    """Whether there was a later decision on the same gate, or a review on or after the day that was set."""
    later = (
        _when(other_decision)
        for other_decision in view.plan.decisions
        if decision.gate and other_decision.gate == decision.gate
    )
    reviews = (known(review.on) or date.min for review in view.plan.reviews)
    set_for = decision.review or date.max
    return any(on > _when(decision) for on in later) or any(set_for <= on <= view.as_of for on in reviews)
