"""What is asked on the sponsor's page: own asks as cards; in a line those of others and the last decision."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.page_blocks import Card
from spreadkit.model.plan import Ask, Decision, DecisionOutcome
from spreadkit.model.report import TextRun
from spreadkit.sections._page_people import MOST_OF_PERSON, sponsors
from spreadkit.sections._page_words import day_near, user_name, user_sentence, user_words, weekday_near
from spreadkit.sections._view import View
from spreadkit.verdicts.grammar import plain

MOST_CARDS: Final = 3
"""How many asks stand as cards. The figure is ours: what one acts on after one look."""

_MOST_OF_CARD: Final = {1: (90, 140), 2: (90, 110), 3: (64, 84)}
"""By the number of cards: letters of what is asked, and of what happens otherwise."""

_MOST_OF_OTHER: Final = 66
_MOST_OTHERS: Final = 2

_OUTCOMES: Final = {DecisionOutcome.HOLD: " (on hold)", DecisionOutcome.STOP: " (stopped)"}
"""What is said beside what was decided; the others speak for themselves."""


def asks_of(view: View) -> tuple[list[Ask], list[Ask]]:
    """Return the open asks of the sponsor, and those of others, each soonest first.

    Where no sponsor is on record, all are the reader's to look at.
    """
    waiting = sorted((ask for ask in view.plan.asks.values() if ask.answered is None), key=lambda ask: ask.by)
    ids = sponsors(view)
    if not ids:
        return waiting, []
    return [ask for ask in waiting if ask.from_ in ids], [ask for ask in waiting if ask.from_ not in ids]


def cards_of(view: View) -> tuple[Card, ...]:
    """Return the cards of the sponsor's own asks, soonest first."""
    own = asks_of(view)[0][:MOST_CARDS]
    return tuple(_card(view, ask, _MOST_OF_CARD[len(own)]) for ask in own)


def line_of(view: View) -> tuple[TextRun, ...]:
    """Return the line below the cards: how many more asks there are, what others are asked, and the last decision."""
    own, others = asks_of(view)
    return (*_more(own[MOST_CARDS:]), *_others(view, others), *_decided(view, last_decision(view)))


def last_decision(view: View) -> Decision | None:
    """Return what was decided last, up to the day of the report; None where nothing was."""
    taken = [decision for decision in view.plan.decisions if (known(decision.on) or date.max) <= view.as_of]
    return max(taken, key=lambda decision: known(decision.on) or date.min, default=None)


def _card(view: View, ask: Ask, most: tuple[int, int]) -> Card:
    day = weekday_near(ask.by, view.as_of)
    by = f"By {day}" if ask.by >= view.as_of else f"◆ Overdue since {day}"
    return Card(
        above=by if sponsors(view) else f"{_name(view, ask)}: {by[:1].lower()}{by[1:]}",
        title=user_sentence(ask.short or ask.what, most[0]),
        text=f"Otherwise: {user_words(ask.otherwise, most[1])}" if ask.otherwise else "",
        needs_you=True,
    )


def _name(view: View, ask: Ask) -> str:
    return user_name(view.person(ask.from_) or ask.from_, MOST_OF_PERSON)


def _more(asks: Sequence[Ask]) -> Iterator[TextRun]:
    if asks:
        yield TextRun(text=f"And {len(asks)} more in the pack. ")


def _others(view: View, asks: Sequence[Ask]) -> Iterator[TextRun]:
    """Say what others are asked for: whom, by when, what."""
    if not asks:
        return
    yield TextRun(text="Also asked:", is_strong=True)
    said = [
        f" {_name(view, ask)}, {'by' if ask.by >= view.as_of else 'overdue since'} {day_near(ask.by, view.as_of)}: "
        f"{user_words(ask.short or ask.what, _MOST_OF_OTHER)}"
        for ask in asks[:_MOST_OTHERS]
    ]
    more = f"; and {len(asks) - _MOST_OTHERS} more" if len(asks) > _MOST_OTHERS else ""
    yield TextRun(text=f"{_ended(';'.join(said) + more)} ")


def _decided(view: View, last: Decision | None) -> Iterator[TextRun]:
    """Say what was decided last, by whom, and when it is looked at again."""
    if last is None or not isinstance(last.on, date):
        return
    ids = sponsors(view)
    whose = "Your last decision" if last.by in ids else "The last decision"
    by = view.person(last.by)
    who = "" if last.by in ids or by is None else f" ({user_name(by, MOST_OF_PERSON)})"
    yield TextRun(text=f"{whose},", is_strong=True)
    look = ""
    if last.review and last.review >= view.as_of:
        again = "You look at it again" if last.by in ids else "It is looked at again"
        look = f" {again} on {day_near(last.review, view.as_of)}."
    yield TextRun(text=f" {day_near(last.on, view.as_of)}{who}: {_ended(_about(view, last))}{look}")


def _about(view: View, last: Decision) -> str:
    """Return what a decision was about; its outcome where that is not said."""
    if last.what:
        return f"{user_words(last.what, _MOST_OF_OTHER)}{_OUTCOMES.get(last.outcome, '')}"
    waves = [name for name, wave in view.plan.waves.items() if wave.gate and wave.gate == last.gate]
    outcome = last.outcome.value.replace("-", " ")
    return f"{user_words(view.wave(waves[0]), _MOST_OF_OTHER)}: {outcome}" if waves else outcome


def _ended(text: str) -> str:
    """Return a text with a full stop, where it has no end."""
    return text if plain(text).endswith((".", "!", "?", "…")) else f"{text}."
