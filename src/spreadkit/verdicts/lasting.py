"""Does it last? The rows for re-checks of core changes, in their order, and what each says."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.verdict import Sign
from spreadkit.verdicts.on_track import lost_again, of, there, unread_clauses
from spreadkit.verdicts.sentence import DayField, NameList, PlanWords, Sentence, sentence
from spreadkit.verdicts.state import PlanState, RecheckCounts
from spreadkit.verdicts.thresholds import LOSS_SHARE
from spreadkit.verdicts.verdict import VerdictRow

_LONG: Final = 12


def early_names(checks: RecheckCounts) -> tuple[str, ...]:
    """Return the sites that gave up a core change before its look was due, once each."""
    return tuple(dict.fromkeys(loss.name for loss in checks.early))


def _no_look(state: PlanState) -> bool:
    return not state.rechecks.made and not state.rechecks.overdue


def _never_in_place(state: PlanState) -> bool:
    checks, sites = state.rechecks, state.sites
    expected = checks.due_now or checks.next or checks.early or checks.since_unknown
    return not sites.ever and not sites.some_in_place and _no_look(state) and not expected


def _loses(state: PlanState) -> bool:
    checks = state.rechecks
    losses = checks.lost + len(checks.early)
    return losses > 0 and losses >= LOSS_SHARE * (checks.made + len(checks.early))


def _after(checks: RecheckCounts) -> Sentence:
    if len(set(checks.months)) > 1:
        return sentence("after.both")
    return sentence("after.12" if _LONG in checks.months else "after.6")


def _early(state: PlanState) -> Iterator[Sentence]:
    names = early_names(state.rechecks)
    if not names:
        return
    same = {loss.what for loss in state.rechecks.early}
    what = same.pop() if len(same) == 1 else None
    brief = sentence("L.early.brief", n=len(names))
    if what:
        yield Sentence("L.early", {"names": NameList(names), "what": PlanWords(what)}, brief=brief)
    else:
        yield Sentence("L.early.open", {"names": NameList(names)}, brief=brief)


def _made(checks: RecheckCounts) -> Sentence:
    if checks.made == 1:
        return sentence("L.made.one" if checks.held else "L.made.gone", after=_after(checks))
    return sentence("L.made", held=checks.held, made=checks.made, after=_after(checks))


def _next(checks: RecheckCounts) -> Iterator[Sentence]:
    if checks.due_now:
        yield sentence("L7.due", checks.due_now, due_now=checks.due_now)
    elif checks.next is not None:
        yield sentence("L7.next", check=DayField(checks.next))


def _looked(state: PlanState) -> list[Sentence]:
    checks = state.rechecks
    said = [_made(checks), *_early(state)]
    if checks.overdue:
        said.append(sentence("L.overdue", checks.overdue, overdue=checks.overdue))
    return said


def _own_report(state: PlanState) -> list[Sentence]:
    first, *others = _looked(state)
    return [first, sentence("L11.says"), *others]


def _reported(state: PlanState) -> list[Sentence]:
    sites = there(state)
    if not sites:
        return [sentence("L5.none")]
    if sites == of(state) and sites <= 2:  # noqa: PLR2004 - "both" has a form of its own
        return [sentence("L5.one" if sites == 1 else "L5.two")]
    return [sentence("L5.says", sites, there=sites, of=of(state))]


def _too_early(state: PlanState) -> list[Sentence]:
    checks = state.rechecks
    return [*([] if checks.due_now else [sentence("L7.says")]), *_next(checks)]


def _nobody_looked(state: PlanState) -> list[Sentence]:
    checks = state.rechecks
    overdue = sentence("L8.says", checks.overdue, overdue=checks.overdue, after=_after(checks))
    return [overdue, *_early(state)]


ROWS: Final = (
    VerdictRow(
        "L1",
        Sign.ATTENTION,
        lambda state: [sentence("L1.says", unread=unread_clauses(state.unread))],
        lambda state: bool(state.unread),
    ),
    VerdictRow(
        "L2",
        Sign.NOTHING,
        lambda state: [sentence("L2.nowhere" if state.applies_nowhere else "L2.says")],
        lambda state: not state.listed or state.applies_nowhere,
        lambda state: sentence("L2.word.nowhere" if state.applies_nowhere else "L2.word"),
    ),
    VerdictRow(
        "L3",
        Sign.NOT_BEGUN,
        lambda state: [sentence("L3.unrecorded" if state.is_unrecorded else "L3.says")],
        _never_in_place,
    ),
    VerdictRow(
        "L4",
        Sign.WORSE,
        lost_again,
        lambda state: state.sites.ever > 0 and not there(state) and not state.sites.some_in_place,
    ),
    VerdictRow(
        "L5",
        Sign.LAST_SEEN,
        _reported,
        lambda state: _no_look(state) and state.rechecks.since_unknown,
    ),
    VerdictRow(
        "L6",
        Sign.WORSE,
        lambda state: [*_early(state), *_next(state.rechecks)],
        lambda state: _no_look(state) and bool(state.rechecks.early),
        lambda state: sentence("L6.word", n=len(early_names(state.rechecks))),
    ),
    VerdictRow("L7", Sign.BEGUN, _too_early, _no_look),
    VerdictRow("L8", Sign.ATTENTION, _nobody_looked, lambda state: not state.rechecks.made),
    VerdictRow("L9", Sign.WORSE, _looked, _loses),
    VerdictRow("L10", Sign.ATTENTION, _looked, lambda state: state.rechecks.overdue > state.rechecks.made),
    VerdictRow("L11", Sign.LAST_SEEN, _own_report, lambda state: state.rechecks.is_self_reported),
    VerdictRow(
        "L12",
        Sign.LASTING,
        _looked,
        lambda state: bool(state.rechecks.lost or state.rechecks.early or state.rechecks.overdue),
    ),
    VerdictRow("L13", Sign.LASTING, _looked),
)
