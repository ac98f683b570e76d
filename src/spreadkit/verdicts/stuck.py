"""Where is it stuck? The rows for sites that need somebody, in their order, and what each says."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from spreadkit.model.verdict import Sign
from spreadkit.verdicts.on_track import unread_clauses
from spreadkit.verdicts.sentence import DayField, Field, NameList, PlanWords, Sentence, sentence
from spreadkit.verdicts.state import PlanState, StuckKind, StuckSite
from spreadkit.verdicts.thresholds import GROUPS
from spreadkit.verdicts.verdict import VerdictRow

_MAY_BE_COMMON: Final = {StuckKind.HELD_UP, StuckKind.PAUSED}


def common_cause(stuck: Sequence[StuckSite]) -> tuple[str, tuple[StuckSite, ...]] | None:
    """Return the one cause that stops two or more, and at least half, of the stuck sites, and these sites."""
    causes = Counter(site.cause for site in stuck if site.cause and site.kind in _MAY_BE_COMMON)
    for cause, count in causes.most_common(1):
        if cause and count > 1 and count * 2 >= len(stuck):
            return cause, tuple(site for site in stuck if site.cause == cause and site.kind in _MAY_BE_COMMON)
    return None


def _of_kind(state: PlanState, kind: StuckKind, sites: Sequence[StuckSite]) -> Sentence:
    form, extra = _one(state, sites[0]) if len(sites) == 1 else _several(kind, sites)
    brief = sentence(f"S.{kind}.brief", len(sites), n=len(sites))
    if state.ended and kind not in {StuckKind.GAVE_UP, StuckKind.DECLINED}:
        form, extra, brief = f"S.{kind}.past", {}, sentence("S.past.brief", n=len(sites))
    names = NameList(tuple(site.name for site in sites))
    return Sentence(form, {"names": names, **extra}, len(sites), brief=brief)


def _one(state: PlanState, site: StuckSite) -> tuple[str, dict[str, Field]]:
    """Return the form that says of one site what it gave up, since when it is silent, or when it goes on."""
    match site:
        case StuckSite(kind=StuckKind.SILENT, since=since) if since:
            return "S.silent.since", {"since": DayField(since)}
        case StuckSite(kind=StuckKind.PAUSED, until=until) if until:
            return f"S.paused.{'over' if until < state.as_of else 'until'}", {"until": DayField(until)}
        case _:
            return _several(site.kind, [site])


def _several(kind: StuckKind, sites: Sequence[StuckSite]) -> tuple[str, dict[str, Field]]:
    same = {site.what for site in sites}
    what = same.pop() if len(same) == 1 else None
    if kind == StuckKind.GAVE_UP:
        return ("S.gave up", {"what": PlanWords(what)}) if what else ("S.gave up.open", {})
    if kind == StuckKind.HELD_UP and what:
        return "S.held up.what", {"what": PlanWords(what)}
    return f"S.{kind}", {}


def _groups(state: PlanState) -> Iterator[tuple[Sentence, int]]:
    """Go through what is said of the stuck sites, each with the number of its sites: a common cause, then by kind."""
    rest: Sequence[StuckSite] = state.stuck
    if common := common_cause(state.stuck):
        cause, sites = common
        names = NameList(tuple(site.name for site in sites))
        brief = sentence("S.cause.brief", n=len(sites), cause=PlanWords(cause))
        fields: dict[str, Field] = {"n": len(sites), "names": names, "cause": PlanWords(cause)}
        yield Sentence("S.cause", fields, brief=brief), len(sites)
        rest = [site for site in state.stuck if site not in sites]
    for kind in StuckKind:
        if of_kind := [site for site in rest if site.kind == kind]:
            yield _of_kind(state, kind, of_kind), len(of_kind)


def _stuck(state: PlanState) -> list[Sentence]:
    groups = list(_groups(state))
    said = [one for one, _ in groups[:GROUPS]]
    others = sum(number for _, number in groups[GROUPS:])
    return [*said, *([sentence("S.more", n=others)] if others else [])]


def _at_the_end(state: PlanState) -> list[Sentence]:
    first, *others = _stuck(state)
    brief = sentence("S8.first", first=first.brief) if first.brief else None
    return [Sentence("S8.first", {"first": first}, brief=brief), *others]


def _how_many(row: str, state: PlanState) -> Sentence:
    return sentence(f"{row}.word", n=len(state.stuck))


def _obstacles(message: str, state: PlanState) -> Sentence:
    return sentence(message, state.obstacles, obstacles=state.obstacles)


ROWS: Final = (
    VerdictRow(
        "S1",
        Sign.ATTENTION,
        lambda state: [sentence("S1.says", unread=unread_clauses(state.unread))],
        lambda state: bool(state.unread),
    ),
    VerdictRow(
        "S2",
        Sign.ATTENTION,
        lambda state: [_obstacles("S2.says", state)],
        lambda state: not state.listed and state.obstacles > 0,
        lambda state: _obstacles("S2.word", state),
    ),
    VerdictRow(
        "S3",
        Sign.NOTHING,
        lambda state: [sentence("S3.nowhere" if state.applies_nowhere else "S3.says")],
        lambda state: not state.listed or (state.applies_nowhere and not state.stuck),
        lambda state: sentence("S3.word.nowhere" if state.applies_nowhere else "S3.word"),
    ),
    VerdictRow(
        "S4",
        Sign.RESTING,
        lambda _: [sentence("S4.says")],
        lambda state: state.rests and not state.ended and all(site.kind == StuckKind.PAUSED for site in state.stuck),
    ),
    VerdictRow(
        "S10",
        Sign.NOT_BEGUN,
        lambda state: [sentence("S10.unrecorded" if state.is_unrecorded else "S10.says")],
        lambda state: not state.stuck and not state.begun,
    ),
    VerdictRow(
        "S5",
        Sign.THERE,
        lambda _: [sentence("S5.says")],
        lambda state: not state.stuck and state.all_there and not state.sites.no_record,
    ),
    VerdictRow(
        "S6",
        Sign.LAST_SEEN,
        lambda state: [sentence("S6.says", no_record=state.sites.no_record)],
        lambda state: not state.stuck and state.sites.no_record > 0,
    ),
    VerdictRow(
        "S7",
        Sign.THERE,
        lambda state: [sentence("S7.past" if state.ended else "S7.says")],
        lambda state: not state.stuck,
    ),
    VerdictRow(
        "S8",
        Sign.CLOSED,
        _at_the_end,
        lambda state: state.ended is not None,
        lambda state: _how_many("S8", state),
    ),
    VerdictRow(
        "S9",
        lambda state: Sign.WORSE if all(site.kind == StuckKind.GAVE_UP for site in state.stuck) else Sign.ATTENTION,
        _stuck,
        word=lambda state: _how_many("S9", state),
    ),
)
