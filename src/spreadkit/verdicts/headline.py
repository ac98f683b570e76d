"""The headline: the result and one alarm, in at most twenty words; and whether a plan's own headline may stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from spreadkit.model.measure import ends_of
from spreadkit.model.plan import OwnHeadline
from spreadkit.model.verdict import HeadlineFault, VerdictInput, VerdictQuestion
from spreadkit.record import record
from spreadkit.verdicts.grammar import Language, plain, word_count
from spreadkit.verdicts.lasting import early_names
from spreadkit.verdicts.on_track import held_wave, need_next, of, there
from spreadkit.verdicts.sentence import DayField, Field, MonthField, PlanWords, Sentence, sentence
from spreadkit.verdicts.state import MeasureState, PlanState, required
from spreadkit.verdicts.thresholds import HEADLINE_DAYS, HEADLINE_WORDS
from spreadkit.verdicts.working import published_figure, published_form, target_field, worse_balancing

Rows = frozenset[str]
"""The rows of today's five verdicts."""


@record(slots=False)
class Headline:
    """The one line at the top of a page, with its figures."""

    says: str
    inputs: tuple[VerdictInput, ...] = ()


# A: the result


def _result(state: PlanState, rows: Rows) -> tuple[Sentence, ...]:
    """Return the short form of what the measure shows: the full one first, then briefer ones."""
    measure = state.measure
    if measure is None:
        return (sentence("A.W1"),)
    row = next(row for row in rows if row.startswith("W"))
    number = 2 if measure.is_plural else 1
    if row == "W4":
        return tuple(_published(measure))
    fields: dict[str, Field] = {"noun": PlanWords(measure.name)}
    if row == "W6":
        return (Sentence("A.W6", {**fields, "month": MonthField(required(measure.last_on))}),)
    return (Sentence(_result_message(row, measure, state), fields, number),)


def _result_message(row: str, measure: MeasureState, state: PlanState) -> str:  # noqa: PLR0911 - one form a line
    way = "down" if measure.better == "lower" else "up"
    match row:
        case "W8":
            return f"A.{'up' if way == 'down' else 'down'}"
        case "W9" | "W16":
            return f"A.{way}"
        case "W13" | "W14" | "W15":
            return f"A.{row}.{way}"
        case "W2" if not measure.is_read_in_part:
            return "A.W2.apart"
        case "W10" | "W19" if state.has_enough:
            return "A.unsure" if measure.is_unsure and measure.signal is None else "A.W19"
        case "W5" if state.is_start_unknown:
            return "A.W5.unknown"
        case "W11" if measure.has_enough_values:
            return "A.unsure"
        case "W10" | "W11" | "W17":
            return "A.few"
        case _:
            return f"A.{row}"


def _published(measure: MeasureState) -> Iterator[Sentence]:
    before, after = ends_of(measure.published)
    figure = after or required(before)
    fields: dict[str, Field] = {"noun": PlanWords(measure.name), "says": published_figure(figure)}
    form = published_form(measure)
    if form and figure is not before:
        yield Sentence(f"A.W4{form}", {**fields, "target": target_field(measure)})
    yield Sentence("A.W4.before" if figure is before else "A.W4", fields)
    yield sentence("A.W4.brief", noun=PlanWords(measure.name))


def _why_none(state: PlanState) -> str:
    """Return the message for a plan in which no site is there."""
    if state.applies_nowhere:
        return "A.nowhere"
    if not state.listed:
        return "A.unlisted"
    return "A.unrecorded" if state.is_unrecorded else "A.none"


def _count(state: PlanState, rows: Rows) -> Sentence | None:
    """Return how many are there, with those that are counted as last seen; None where it cannot be said."""
    if rows & {"T1", "T2", "W5"}:
        return None
    if "T6" in rows:
        return sentence("A.lost", state.sites.ever, ever=state.sites.ever)
    if not state.sites.there:
        return sentence(_why_none(state), of(state), of=of(state))
    number, stale = there(state), len(state.sites.stale_there)
    if stale:
        return sentence("A.count.stale", number, there=number, of=of(state), stale=stale)
    if state.all_there and not state.sites.none_applies:
        form = {1: "A.all.one", 2: "A.all.two"}.get(of(state), "A.all")
        return sentence(form, of=of(state))
    return sentence("A.count", number, there=number, of=of(state))


_JOINED_BY_AND: Final = frozenset({"W8", "W9", "W16"})


def _results(state: PlanState, rows: Rows) -> Iterator[tuple[Sentence, ...]]:
    """Go through the forms of the result, the fullest first; the last says nothing."""
    results, count = _result(state, rows), _count(state, rows)
    if count is not None:
        join = "A.and" if rows & _JOINED_BY_AND and not state.sites.stale_there else "A.then"
        yield (sentence(join, result=results[0], standing=count),)
        if "T6" in rows:
            yield (sentence("A.capital", standing=count),)
    yield from ((sentence("A.alone", result=result),) for result in results)
    yield ()


# B: one alarm


def _price(state: PlanState) -> Sentence:
    return sentence("B.price", balancing=PlanWords(required(worse_balancing(state)).noun))


def _rest_over(state: PlanState) -> Sentence:
    return sentence("B.T10", rest=DayField(required(state.until)))


def _out_of_reach(state: PlanState) -> Sentence:
    return sentence("B.T16", need=need_next(state), day=DayField(required(state.next_due)))


def _held(state: PlanState) -> Sentence:
    return sentence("B.T17", wave=PlanWords(required(held_wave(state)).name))


def _too_slow(state: PlanState) -> Sentence:
    return sentence("B.T18", by=DayField(required(state.by)))


def _said(message: str) -> Callable[[PlanState], Sentence]:
    return lambda _: sentence(message)


_ALARMS: Final[tuple[tuple[frozenset[str], Callable[[PlanState], Sentence]], ...]] = (
    (frozenset({"T1"}), _said("B.C1")),
    (frozenset({"W8"}), _said("B.W8")),
    (frozenset({"W9", "W10"}), _price),
    (frozenset({"W7"}), _said("B.W7")),
    (frozenset({"L9"}), _said("B.L9")),
    (frozenset({"L6"}), lambda state: sentence("B.L6", n=len(early_names(state.rechecks)))),
    (frozenset({"T5"}), _said("B.T5")),
    (frozenset({"T10"}), _rest_over),
    (frozenset({"T12"}), _said("B.T12")),
    (frozenset({"T15"}), lambda state: sentence("B.T15", state.due_now, due=state.due_now)),
    (frozenset({"T16"}), _out_of_reach),
    (frozenset({"T17"}), _held),
    (frozenset({"T18"}), _too_slow),
    (frozenset({"L8"}), _said("B.L8")),
    (frozenset({"L10"}), _said("B.L10")),
    (frozenset({"S9"}), lambda state: sentence("B.S9", len(state.stuck), n=len(state.stuck))),
    (frozenset({"S2"}), lambda state: sentence("B.S2", state.obstacles, obstacles=state.obstacles)),
    (frozenset({"T11"}), _said("B.T11")),
)
"""By row: what is said, the most pressing first: what makes the page untrue, harm, loss, dates, looks, help.

W12, T6, L4, W18 and W19 are not here: the result says them already.
"""


def _alarm(state: PlanState, rows: Rows) -> Sentence | None:
    if state.errors or (state.measure and state.measure.is_read_in_part and "W2" in rows):
        return sentence("B.C1")
    return next((says(state) for of_rows, says in _ALARMS if of_rows & rows), None)


def headline_of(state: PlanState, rows: Rows, language: Language) -> Headline:
    """Return the result and one alarm; where they are too long, the count goes first, then the result."""
    alarm = _alarm(state, rows)
    forms = [(*result, *([alarm] if alarm else [])) for result in _results(state, rows)]
    said = next(form for form in forms if word_count(language.all_of(form)) <= HEADLINE_WORDS or form == forms[-1])
    text, inputs = language.with_inputs(said or forms[-2])
    return Headline(text, inputs)


# The plan's own


_NEVER_UNDER: Final = {
    "C1": "the plan has errors, or parts of it cannot be read",
    "W2": "values of the aim's measure cannot be read",
    "W8": "the aim's measure gets worse",
    "T1": "rows of sites, waves or adoption cannot be read",
    "T6": "all sites have lost it again",
}
"""By row: why no headline of a plan's own stands."""

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_FORBIDDEN: Final = re.compile(
    r"\(s\)|\b(?i:gate|criterion|finding|must-have|coverage|component|median|stale|verified|compliance|still failing|"
    r"poor|only|stage \d)\b|\bNone\b|\bSK\d{3}\b|\b0 of 0\b|unknown to unknown|\.\.|  "
)


def forbidden_in(text: str) -> list[str]:
    """Return the words of a headline that a sponsor should not have to read."""
    return _FORBIDDEN.findall(text)


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers in a text, as they are written."""
    return frozenset(_NUMBER.findall(text))


def headline_faults(
    own: OwnHeadline,
    as_of: date,
    today: Mapping[VerdictQuestion, tuple[str, str]],
    then: Mapping[VerdictQuestion, str],
    texts: Iterable[str],
) -> list[tuple[HeadlineFault, str]]:
    """Return why a plan's own headline does not stand, each with a sentence that says so.

    `today` has row and word by question, `then` the words for the day that it was written, by the same files;
    `texts` are those whose figures it may give: today's verdicts and asks.
    """
    faults = [(HeadlineFault.PAST, says) for says in _out_of_time(own, as_of)]
    faults += [(HeadlineFault.OUTRUN, says) for says in _outrun(own, today, then)]
    known = frozenset(number for text in texts for number in numbers_in(text))
    faults += [
        (HeadlineFault.FIGURE, f'"{number}" is no figure of this page; give one of the five answers, or of an ask')
        for number in sorted(numbers_in(own.says) - known)
    ]
    if (words := word_count(own.says)) > HEADLINE_WORDS:
        faults.append((HeadlineFault.LONG, f"the headline has {words} words; {HEADLINE_WORDS} are the most"))
    for word in forbidden_in(own.says):
        faults.append((HeadlineFault.LONG, f'"{word}" in the headline is no word for a sponsor; say it in plain words'))
    return faults


def _out_of_time(own: OwnHeadline, as_of: date) -> Iterator[str]:
    if own.until < as_of:
        yield f"the headline held until {own.until}; write a new one, or take it out"
    if own.on > as_of:
        yield f"the headline is of {own.on}, which is later than {as_of}; correct its day"
    if own.until > own.on + timedelta(days=HEADLINE_DAYS):
        yield f"the headline is to hold from {own.on} until {own.until}; {HEADLINE_DAYS} days are the most"


def _outrun(
    own: OwnHeadline, today: Mapping[VerdictQuestion, tuple[str, str]], then: Mapping[VerdictQuestion, str]
) -> Iterator[str]:
    for question, (row, word) in today.items():
        if then.get(question, word) != word:
            was, now = plain(then[question]), plain(word)
            yield f'the headline was said on {own.on}; since then "{question.asked}" went from "{was}" to "{now}"'
        if row in _NEVER_UNDER:
            yield f"no headline of your own is shown while {_NEVER_UNDER[row]}"
