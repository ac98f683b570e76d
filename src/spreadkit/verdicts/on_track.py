"""Are we on track? The rows for dates and counts of sites, in their order, and what each says."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from spreadkit.model.verdict import Sign
from spreadkit.verdicts.sentence import (
    ClauseList,
    DayField,
    Field,
    MonthField,
    NameList,
    PlanWords,
    Sentence,
    sentence,
)
from spreadkit.verdicts.state import BarReason, BarredSite, LateSite, PlanState, UnreadRows, WaveState, required
from spreadkit.verdicts.thresholds import SOON_DAYS
from spreadkit.verdicts.verdict import VerdictRow

_BAR_GROUPS: Final = 2


def unread_clauses(unread: Sequence[UnreadRows]) -> ClauseList:
    """Return what could not be read, as a list in words."""
    return ClauseList(tuple(map(_unread_clause, unread)))


def table_clauses(tables: Sequence[str]) -> ClauseList:
    """Return the clauses that name tables of which nothing could be read."""
    return ClauseList(tuple(sentence("unread.file", table=PlanWords(table)) for table in tables))


def _unread_clause(unread: UnreadRows) -> Sentence:
    table = PlanWords(unread.table)
    if unread.are_values:
        return sentence("unread.values", unread.unread, unread=unread.unread, table=table)
    if unread.rows is None:
        return sentence("unread.file", table=table)
    return sentence("unread.rows", unread=unread.unread, rows=unread.rows, table=table)


def there(state: PlanState) -> int:
    """Return how many sites have it now; only asked where sites are listed."""
    return required(state.sites.there)


def of(state: PlanState) -> int:
    """Return how many sites are meant; only asked where that is known."""
    return required(state.sites.of)


def held_wave(state: PlanState) -> WaveState | None:
    """Return the first wave that starts soon, or should have, and whose way is shut."""
    soon = state.as_of + timedelta(days=SOON_DAYS)
    waits = (wave for wave in state.waves if wave.is_shut and not wave.begun and wave.start and wave.start <= soon)
    return next(waits, None)


def need_next(state: PlanState) -> int:
    """Return how many sites are due by the next date."""
    return state.due_by(state.next_due) if state.next_due else 0


def _first_start(state: PlanState) -> date | None:
    return min((wave.start for wave in state.waves if wave.start), default=None)


def _out_of_reach(state: PlanState) -> bool:
    sites = state.sites
    if not sites.barred_next or sites.open_next is None or state.next_due is None:
        return False
    return there(state) + sites.open_next < need_next(state)


def _has_no_dates(state: PlanState) -> bool:
    return state.by is None and all(wave.end is None for wave in state.waves)


# What is said


def _level(state: PlanState) -> Iterator[Sentence]:
    """Say how many are there, beside how many were due by now."""
    due = state.due_now
    if not due:
        yield from _count(state)
    elif there(state):
        yield sentence("T.level", due, there=there(state), due=due)
    else:
        yield sentence("T.level.none", due, due=due)


def _count(state: PlanState) -> Iterator[Sentence]:
    if there(state):
        yield sentence("T.count", there(state), there=there(state), of=of(state))
    else:
        yield sentence("T.count.unrecorded" if state.is_unrecorded else "T.count.none", of(state))


def _asides(state: PlanState) -> Iterator[Sentence]:
    """Say what is to be known of sites beside the count: to which nothing applies, and which are only as last seen."""
    yield from _none_applies(state)
    yield from _stale(state)


def _none_applies(state: PlanState) -> Iterator[Sentence]:
    """Say to which sites no core change applies."""
    names = state.sites.none_applies
    if names:
        brief = sentence("T.none-applies.brief", len(names), n=len(names))
        yield Sentence("T.none-applies", {"names": NameList(names)}, len(names), brief=brief)


def _stale(state: PlanState) -> Iterator[Sentence]:
    """Say which of those that are counted as there have no recent news."""
    names = state.sites.stale_there
    if names:
        message = "T.stale.past" if state.ended else "T.stale"
        brief = sentence("T.stale.brief", len(names), stale=len(names))
        yield Sentence(message, {"names": NameList(names)}, len(names), brief=brief)


def _lost(state: PlanState) -> Iterator[Sentence]:
    """Say which wave that is over lost a site again."""
    for wave in state.waves:
        if wave.lost:
            brief = sentence("T.lost.brief", len(wave.lost), n=len(wave.lost))
            yield Sentence("T.lost", {"wave": PlanWords(wave.name), "names": NameList(wave.lost)}, brief=brief)


def _next(state: PlanState) -> Iterator[Sentence]:
    if state.next_due is not None:
        yield sentence("T.next", need_next(state), need=need_next(state), day=DayField(state.next_due))


def _cannot_count(state: PlanState) -> Iterator[Sentence]:
    yield sentence("T1.says", unread=unread_clauses(state.unread))


def _reach(state: PlanState) -> Iterator[Sentence]:
    if state.published_reach:
        yield sentence("T.reach", reach=PlanWords(state.published_reach))


def _of_unknown(state: PlanState) -> Iterator[Sentence]:
    yield sentence("T2.says")
    yield from _reach(state)


def _as_published(state: PlanState) -> Iterator[Sentence]:
    yield sentence("T3.says", of(state), of=of(state), reach=PlanWords(required(state.published_reach)))


def _nothing_listed(state: PlanState) -> Iterator[Sentence]:
    if state.applies_nowhere:
        yield sentence("T4.nowhere", of(state), of=of(state))
        return
    has_passed = state.by is not None and state.by < state.as_of
    yield sentence("T4.past" if has_passed or state.ended else "T4.says", of(state), of=of(state))
    if state.ended:
        yield sentence("T.ended", ended=DayField(state.ended))
    elif has_passed and state.by is not None:
        yield sentence("T.passed", by=DayField(state.by))


def _ended(state: PlanState) -> Iterator[Sentence]:
    fields: dict[str, Field] = {"ended": DayField(required(state.ended)), "there": there(state), "of": of(state)}
    yield Sentence("T5.says" if there(state) else "T5.none", fields, of(state))
    yield from _asides(state)


def lost_again(state: PlanState) -> Iterator[Sentence]:
    """Say that those who had it have it no longer."""
    yield sentence("T6.says", state.sites.ever, ever=state.sites.ever)


def _all_there(state: PlanState) -> Iterator[Sentence]:
    if state.sites.none_applies:
        yield from _count(state)
    else:
        form = {1: "one", 2: "two"}.get(of(state), "says")
        yield sentence(f"T8.{form}", of=of(state))
    yield from _asides(state)


def _all_but(state: PlanState) -> Iterator[Sentence]:
    declined = state.sites.declined
    fields: dict[str, Field] = {"there": there(state), "of": of(state), "n": len(declined)}
    brief = Sentence("T9.brief", fields, there(state))
    yield Sentence("T9.says", {**fields, "names": NameList(declined)}, there(state), brief=brief)
    yield from _asides(state)


def _overrun(state: PlanState) -> Iterator[Sentence]:
    yield sentence("T10.says", rest=DayField(required(state.until)))
    yield from _count(state)
    yield from _asides(state)


def _rests(state: PlanState) -> Iterator[Sentence]:
    if state.until is None:
        yield sentence("T11.open")
    else:
        yield sentence("T11.says", rest=DayField(state.until))
    yield from _count(state)
    yield from _asides(state)


def _missed(state: PlanState) -> Iterator[Sentence]:
    by = DayField(required(state.by))
    if there(state):
        yield sentence("T12.says", there(state), of=of(state), by=by, there=there(state))
    else:
        yield sentence("T12.unrecorded" if state.is_unrecorded else "T12.none", of(state), of=of(state), by=by)
    yield from _asides(state)


def _undated(state: PlanState) -> Iterator[Sentence]:
    if there(state):
        yield sentence("T13.says", there(state), there=there(state), of=of(state))
    else:
        yield sentence("T13.unrecorded" if state.is_unrecorded else "T13.none")
    yield from _asides(state)


def _to_come(state: PlanState) -> Iterator[Sentence]:
    first = required(_first_start(state))
    starting = sum(wave.n for wave in state.waves if wave.start == first)
    yield sentence("T14.says", starting, start=DayField(first))


def _late_name(late: LateSite) -> str | Sentence:
    return sentence("T15.paused", name=PlanWords(late.name)) if late.is_paused else late.name


def _behind(state: PlanState) -> Iterator[Sentence]:
    late = tuple(map(_late_name, state.sites.late))
    if late and there(state):
        brief = sentence("T.level", state.due_now, there=there(state), due=state.due_now)
        fields: dict[str, Field] = {"there": there(state), "due": state.due_now, "names": NameList(late)}
        yield Sentence("T15.says", fields, len(late), brief=brief)
    else:
        yield from _level(state)
    yield from _asides(state)


def _bar_key(barred: BarredSite) -> tuple[int, date]:
    return list(BarReason).index(barred.why), barred.until or date.max


def _bar_clause(barred: Sequence[BarredSite]) -> Sentence:
    first, names = barred[0], NameList(tuple(site.name for site in barred))
    if first.until is not None:
        return sentence("bar.paused.until", len(barred), names=names, until=DayField(first.until))
    return sentence(f"bar.{first.why}", len(barred), names=names)


def _bars(state: PlanState) -> Iterator[Sentence]:
    """Say which sites cannot be there by the next date, and why: two reasons, and how many more there are."""
    barred = sorted(state.sites.barred_next, key=_bar_key)
    groups = [tuple(group) for _, group in groupby(barred, key=_bar_key)]
    shown, others = groups[:_BAR_GROUPS], sum(map(len, groups[_BAR_GROUPS:]))
    brief = sentence("T16.brief", n=len(barred) - others)
    yield Sentence("T16.says", {"bars": ClauseList(tuple(map(_bar_clause, shown)))}, brief=brief)
    if others:
        yield sentence("T16.more", n=others)


def _not_for(state: PlanState) -> Iterator[Sentence]:
    yield from _level(state)
    yield from _lost(state)
    yield from _next(state)
    yield from _bars(state)
    yield from _asides(state)


def _held(state: PlanState) -> Iterator[Sentence]:
    wave = required(held_wave(state))
    start = required(wave.start)
    yield from _level(state)
    yield from _lost(state)
    when = "past" if start <= state.as_of else "coming"
    fields: dict[str, Field] = {"wave": PlanWords(wave.name), "start": DayField(start)}
    if wave.waits_for:
        yield Sentence(f"T17.{when}", {**fields, "waits": PlanWords(wave.waits_for)})
    else:
        yield Sentence(f"T17.{when}.open", fields)
    yield from _asides(state)


def _too_slow(state: PlanState) -> Iterator[Sentence]:
    yield from _level(state)
    yield from _lost(state)
    high, by = required(state.forecast).high, DayField(required(state.by))
    yield sentence("T18.says", high=high, of=of(state), by=by)
    yield from _asides(state)


def _so_far(state: PlanState) -> Iterator[Sentence]:
    yield from _level(state)
    yield from _lost(state)
    yield from _next(state)
    yield from _asides(state)


def _month_of_next(state: PlanState) -> Sentence:
    return sentence("T16.word", month=MonthField(required(state.next_due)))


def _month_of_aim(state: PlanState) -> Sentence:
    return sentence("T18.word", month=MonthField(required(state.by)))


def _ended_at(state: PlanState) -> Sentence:
    return sentence("T5.word", there=there(state), of=of(state)) if there(state) else sentence("T5.word.none")


ROWS: Final = (
    VerdictRow("T1", Sign.ATTENTION, _cannot_count, lambda state: bool(state.unread)),
    VerdictRow("T2", Sign.NOTHING, _of_unknown, lambda state: state.sites.of is None),
    VerdictRow(
        "T3",
        Sign.LAST_SEEN,
        _as_published,
        lambda state: not state.listed and bool(state.published_reach),
    ),
    VerdictRow(
        "T4",
        Sign.NOTHING,
        _nothing_listed,
        lambda state: not state.listed or state.applies_nowhere,
        lambda state: sentence("T4.word.nowhere" if state.applies_nowhere else "T4.word"),
    ),
    VerdictRow(
        "T5",
        lambda state: Sign.ATTENTION if there(state) else Sign.WORSE,
        _ended,
        lambda state: state.ended is not None and not state.all_there,
        _ended_at,
    ),
    VerdictRow(
        "T6",
        Sign.WORSE,
        lost_again,
        lambda state: state.sites.ever > 0 and not there(state),
    ),
    VerdictRow(
        "T7",
        Sign.LAST_SEEN,
        _all_there,
        lambda state: state.all_there and bool(state.sites.stale_there),
    ),
    VerdictRow("T8", Sign.THERE, _all_there, lambda state: state.all_there),
    VerdictRow(
        "T9",
        lambda state: Sign.LAST_SEEN if state.sites.stale_there else Sign.THERE,
        _all_but,
        lambda state: there(state) > 0 and there(state) + len(state.sites.declined) == state.sites.of_applicable,
        lambda state: sentence("T9.word", n=len(state.sites.declined)),
    ),
    VerdictRow(
        "T10",
        Sign.ATTENTION,
        _overrun,
        lambda state: state.rests and state.until is not None and state.until < state.as_of,
    ),
    VerdictRow("T11", Sign.RESTING, _rests, lambda state: state.rests),
    VerdictRow(
        "T12",
        Sign.ATTENTION,
        _missed,
        lambda state: state.by is not None and state.by < state.as_of,
    ),
    VerdictRow("T13", Sign.NOTHING, _undated, _has_no_dates),
    VerdictRow(
        "T14",
        Sign.NOT_BEGUN,
        _to_come,
        lambda state: not there(state) and (_first_start(state) or date.min) > state.as_of,
    ),
    VerdictRow(
        "T15",
        Sign.ATTENTION,
        _behind,
        lambda state: there(state) < state.due_now,
    ),
    VerdictRow("T16", Sign.ATTENTION, _not_for, _out_of_reach, _month_of_next),
    VerdictRow(
        "T17",
        Sign.ATTENTION,
        _held,
        lambda state: held_wave(state) is not None,
    ),
    VerdictRow(
        "T18",
        Sign.ATTENTION,
        _too_slow,
        lambda state: (
            state.by is not None and state.forecast is not None and state.forecast.high < state.sites.of_applicable
        ),
        _month_of_aim,
    ),
    VerdictRow(
        "T19",
        Sign.LAST_SEEN,
        _so_far,
        lambda state: 0 <= there(state) - len(state.sites.stale_there) < state.due_now,
    ),
    VerdictRow("T20", Sign.BEGUN, _so_far, lambda state: not state.due_now),
    VerdictRow("T21", Sign.BETTER, _so_far),
)
