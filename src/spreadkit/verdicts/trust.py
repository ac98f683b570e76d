"""Can you trust this? The rows for what was read, who is on record and who looked, in their order."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.verdict import Sign
from spreadkit.verdicts.on_track import table_clauses, unread_clauses
from spreadkit.verdicts.sentence import (
    ClauseList,
    DayField,
    Drop,
    Field,
    MonthField,
    NameList,
    PlanWords,
    Sentence,
    sentence,
)
from spreadkit.verdicts.state import MeasureState, PlanState, TrustState
from spreadkit.verdicts.thresholds import MISSING_SHARE, SILENT_SHARE
from spreadkit.verdicts.verdict import VerdictRow


def has_points(state: PlanState) -> bool:
    """Whether the aim's measure has figures of the plan's own."""
    return state.measure is not None and state.measure.has_figures


def _is_published_only(state: PlanState) -> bool:
    measure = state.measure
    return measure is not None and not measure.has_figures and bool(measure.published)


def _is_read_in_part(state: PlanState) -> bool:
    return state.measure is not None and state.measure.is_read_in_part


def _is_in_part(state: PlanState) -> bool:
    silent, begun = len(state.trust.silent), state.sites.begun_n
    measure = state.measure
    missing = measure.missing if measure else 0
    return (silent > 0 and silent >= SILENT_SHARE * begun) or (
        measure is not None and missing > 0 and missing >= MISSING_SHARE * measure.periods
    )


def _is_mostly(state: PlanState) -> bool:
    measure, sites = state.measure, state.sites
    gaps = state.trust.silent or sites.no_record or not state.listed or sites.on_record < (sites.of or 0)
    if measure is None or not measure.has_figures:
        return True
    return bool(gaps or measure.missing or measure.same_set != "same" or measure.is_stale or not measure.sites_known)


# What is said


def _unread(state: PlanState) -> list[Sentence]:
    measure = state.measure
    rows: tuple[Sentence, ...] = ()
    if measure and measure.unread:
        rows = (sentence("C1.rows", unread=measure.unread, rows=measure.rows),)
    tables = table_clauses(measure.unread_tables if measure else ())
    unread = ClauseList((*rows, *tables.clauses, *unread_clauses(state.unread).clauses))
    if not state.errors:
        return [sentence("C1.unread", unread=unread)]
    errors = sentence("C1.errors", state.errors, errors=state.errors)
    return [errors, *([sentence("C1.both", unread=unread)] if unread.clauses else [])]


def _with_care(state: PlanState) -> list[Sentence]:
    said = []
    if state.trust.caveat:
        said.append(sentence("C3.published" if _is_published_only(state) else "C3.note"))
    if state.unread_elsewhere:
        said.append(sentence("C3.elsewhere", unread=unread_clauses(state.unread_elsewhere)))
    return [*said, *_balancing(state)]


def _balancing(state: PlanState) -> Iterator[Sentence]:
    """Name the measures of harm elsewhere that have no figures, or whose figures could not be read."""
    for kind, message in (("nodata", "C.nodata"), ("unread", "C.balancing")):
        if nouns := tuple(balancing.noun for balancing in state.balancing if balancing.state == kind):
            drop = Drop.ASIDE if kind == "nodata" else Drop.KEEP
            yield sentence(message, nouns=NameList(nouns)).as_aside(drop)


def _record(state: PlanState) -> Sentence:
    sites, silent = state.sites, state.trust.silent
    number, of = sites.on_record, sites.of or 0
    if not state.listed or not of or not number:
        return sentence("C.record.none")
    if silent and number > 1:
        brief = sentence("C.record.silent.brief", on_record=number, of=of, stale=len(silent))
        fields: dict[str, Field] = {"on_record": number, "of": of, "names": NameList(silent)}
        return Sentence("C.record.silent", fields, len(silent), brief=brief)
    if silent:
        return sentence("C.record.silent.one", of, on_record=number, of=of)
    if number == 1 and of > 1:
        return sentence("C.record.few", on_record=number, of=of)
    return sentence("C.record", of, on_record=number, of=of)


def _figures(measure: MeasureState) -> Iterator[Sentence]:
    if measure.missing:
        period = sentence(f"period.{measure.every}", measure.periods)
        missing = measure.missing
        yield sentence("C.missing", missing, missing=missing, periods=measure.periods, period=period)
    if measure.is_stale and measure.last_on:
        yield sentence("C.stale", month=MonthField(measure.last_on)).as_aside(Drop.TARGET)
    if measure.has_figures and not measure.sites_known:
        yield sentence("C.sites").as_aside(Drop.TARGET)
    elif measure.same_set == "differs":
        yield sentence("C.set").as_aside(Drop.TARGET)
    if measure.not_in_last and measure.same_set != "differs":
        yield sentence("C.last", names=NameList(measure.not_in_last)).as_aside(Drop.TARGET)
    if not measure.has_figures and not measure.published:
        yield sentence("C.nofigures", noun=PlanWords(measure.noun))


def _picture(state: PlanState) -> list[Sentence]:
    """Say who is on record, what is missing, and whether the figures were checked against a second source."""
    said = [_record(state)]
    said += _figures(state.measure) if state.measure else [sentence("C.nomeasure")]
    said += _balancing(state)
    if has_points(state):
        said.append(_check(state.trust))
    return said


def _check(trust: TrustState) -> Sentence:
    """Say what a check of the figures found, and on which day where that is known; or that none was made."""
    if trust.checked is None:
        return sentence("C.unchecked")
    found = PlanWords(trust.checked)
    if trust.checked_on is None:
        return sentence("C.checked", checked=found).as_aside(Drop.FORECAST)
    return sentence("C.checked.on", checked=found, checked_on=DayField(trust.checked_on)).as_aside(Drop.FORECAST)


ROWS: Final = (
    VerdictRow(
        "C1",
        Sign.ATTENTION,
        _unread,
        lambda state: bool(state.errors or state.unread or _is_read_in_part(state)),
    ),
    VerdictRow(
        "C2",
        Sign.NOTHING,
        lambda _: [sentence("C2.says")],
        lambda state: (
            not has_points(state)
            and not (state.measure is not None and not state.measure.can_be_pooled)
            and not _is_published_only(state)
            and not state.listed
            and not state.trust.caveat
            and not state.unread_elsewhere
        ),
    ),
    VerdictRow(
        "C3",
        Sign.ATTENTION,
        _with_care,
        lambda state: state.trust.caveat or bool(state.unread_elsewhere),
    ),
    VerdictRow(
        "C4",
        Sign.LAST_SEEN,
        lambda _: [sentence("C4.says")],
        _is_published_only,
    ),
    VerdictRow("C5", Sign.ATTENTION, _picture, _is_in_part),
    VerdictRow(
        "C6",
        Sign.LAST_SEEN,
        _picture,
        lambda state: has_points(state) and state.measure is not None and state.measure.is_self_reported,
    ),
    VerdictRow("C7", Sign.LAST_SEEN, _picture, lambda state: has_points(state) and state.trust.checked is None),
    VerdictRow("C8", Sign.THERE, _picture, _is_mostly),
    VerdictRow("C9", Sign.THERE, _picture),
)
