"""What a Framework makes easier than the one that it extends: found by comparing the two, never by what it says."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from spreadkit.framework.question import Question, questions_by_id, questions_in
from spreadkit.model.base import Route
from spreadkit.model.framework import (
    SCORING,
    Band,
    Citation,
    Criterion,
    Framework,
    Gate,
    Loosening,
    Need,
    NumberScale,
    PerSite,
    RollUp,
    Scoring,
    SitesCounted,
    Stage,
    WordScale,
)
from spreadkit.words import in_words


class LoosenedPart(NamedTuple):
    """One thing that is easier: the id that an entry must name, in words what it is, and the routes it stands at."""

    at: str
    what: str
    routes: tuple[Route, ...]


class _Pair(NamedTuple):
    """A framework and the one that it extends."""

    framework: Framework
    base: Framework


def loosened(framework: Framework, base: Framework) -> list[LoosenedPart]:
    """Return everything that a framework makes easier than its base, in the base's order.

    A form that the authors of the base published is another form of it, and makes nothing easier.
    """
    if published_in(framework) is not None:
        return []
    pair = _Pair(framework, base)
    return [*_criteria(pair), *_gates(pair), *_figures(pair)]


def published_in(framework: Framework) -> Citation | None:
    """Return the source in which a form of the extended framework is published; None unless somebody saw it there."""
    name = framework.extends.published if framework.extends else None
    source = framework.sources.get(name) if name else None
    return source if source is not None and source.seen != "no" else None


def without_leave(framework: Framework, base: Framework, as_of: date | None = None) -> list[LoosenedPart]:
    """Return what is made easier without an entry of `loosens` that is complete and, on that date, not past."""
    named = {entry.at for entry in framework.loosens if (not entry.lacks if as_of is None else entry.holds(as_of))}
    return [part for part in loosened(framework, base) if part.at not in named]


def entries_for(framework: Framework, at: str) -> list[Loosening]:
    """Return the entries of `loosens` that are about one id."""
    return [entry for entry in framework.loosens if entry.at == at]


def in_force(framework: Framework, as_of: date) -> list[Loosening]:
    """Return the entries of `loosens` that hold on a date."""
    return [entry for entry in framework.loosens if entry.holds(as_of)]


def as_published(framework: Framework) -> str:
    """Say of which framework this is a published form, and where that was published; nothing where it is none."""
    source, base = published_in(framework), framework.extends
    return f"a form of {base.use} that its authors published ({source.cite})" if source and base else ""


def as_sentence(entry: Loosening) -> str:
    """Say in one line what an entry of `loosens` makes easier, why, on whose word, and until when."""
    what = f"{entry.at}: {entry.what}" if entry.what else entry.at
    return f"{what} (because: {entry.because}; by: {entry.by}; until {entry.until})"


# What follows compares part by part.


def _criteria(pair: _Pair) -> Iterator[LoosenedPart]:
    named = {*pair.framework.leaves_out, *(entry.at for entry in pair.framework.loosens)}
    for component_id, component in pair.base.components.items():
        above: Route = ("components", component_id)
        own = pair.framework.components.get(component_id)
        if own is None and component_id in named:
            yield LoosenedPart(component_id, "it is left out", (above,))
            continue
        if own is not None and _is_narrower(component.stages, own.stages):
            yield LoosenedPart(component_id, "it counts at fewer stages", ((*above, "stages"),))
        if component.scoring and own is not None and own.scoring:
            yield from _limits(component_id, (*above, "scoring"), component.scoring, own.scoring)
        for old in questions_in(pair.base, component_id):
            new = questions_by_id(pair.framework).get(old.id)
            if new is None:
                yield LoosenedPart(old.id, "it is left out", (old.in_framework,))
            else:
                yield from _criterion(old, new)


def _criterion(old: Question, new: Question) -> Iterator[LoosenedPart]:
    route = old.in_framework
    for field, (key, compare) in _FIELDS.items():
        what = compare(getattr(old.criterion, field), getattr(new.criterion, field))
        if what:
            yield LoosenedPart(old.id, what, ((*route, key),))
    if _left_its_gate(old, new):
        what = f"it holds {_gate(new.criterion)} instead of {_gate(old.criterion)}"
        yield LoosenedPart(old.id, what, ((*route, "gate"),))
    for level in old.levels:
        if old.needs_evidence(level) and level in new.levels and not new.needs_evidence(level):
            place = ("scales", old.scale_name, level, "needs-evidence")
            yield LoosenedPart(old.id, f'"{level}" no longer needs evidence', (place,))
    enough = _newly_enough(old, new)
    if enough:
        yield LoosenedPart(old.id, f"{in_words(enough, joiner='or')} is enough now", _routes_of_level(old, new))


def _routes_of_level(old: Question, new: Question) -> tuple[Route, ...]:
    """Return where it stands which answers are enough: first what the criterion itself says otherwise."""
    names = sorted({old.scale_name, new.scale_name} & {*old.framework.scales})
    scales: list[Route] = [("scales", name) for name in names]
    fields = {
        "at-least": old.criterion.at_least == new.criterion.at_least,
        "scale": old.criterion.scale == new.criterion.scale,
        "reverse": old.criterion.reverse == new.criterion.reverse,
    }
    changed: list[Route] = [(*old.in_framework, key) for key, is_same in fields.items() if not is_same]
    return (*changed, *scales)


def _newly_enough(old: Question, new: Question) -> list[str]:
    """Return answers that were not enough and are now. Of numbers, the least ones stand for all."""
    before, after = old.scale, new.scale
    if type(before) is not type(after):
        return ["an answer of another kind"]
    if isinstance(before, WordScale):
        return ["an answer in fewer words"] if _fewer(before, after) else []
    known, answers = old.worst_to_best, new.worst_to_best
    if isinstance(before, NumberScale) and isinstance(after, NumberScale):
        bands = (*before.bands, *after.bands)
        edges = [str(end) for band in bands for end in (band.from_, band.to) if end is not None]
        answers = known = (*([new.enough] if new.enough is not None else []), *edges)
    was_enough = [level for level in known if old.satisfies(level)]
    return [
        f'"{level}"'
        for level in dict.fromkeys(answers)
        if new.satisfies(level)
        and level not in was_enough
        and (level in known or not any(new.is_at_least(level, enough) for enough in was_enough))
    ]


def _fewer(before: WordScale, after: object) -> bool:
    return isinstance(after, WordScale) and after.at_least < before.at_least


def _gate(criterion: Criterion) -> str:
    return f'the gate "{criterion.gate}"' if criterion.gate else "no gate"


def _left_its_gate(old: Question, new: Question) -> bool:
    """Whether a must-have no longer holds its gate shut, be it for another one. A gate that is gone is told as such."""
    was, now = old.criterion.gate, new.criterion.gate
    if old.criterion.need is not Need.MUST or was == now or was not in old.framework.gates:
        return False
    return was in new.framework.gates or now is not None


def _gates(pair: _Pair) -> Iterator[LoosenedPart]:
    for name, old in pair.base.gates.items():
        new = pair.framework.gates.get(name)
        if new is None:
            yield LoosenedPart(name, "the gate is left out", (("gates", name), *_routes_of_gate(pair, name)))
        else:
            yield from _gate_needs(name, old, new)


def _routes_of_gate(pair: _Pair, gate: str) -> Iterator[Route]:
    for component_id, component in pair.base.components.items():
        for name, criterion in component.criteria.items():
            mine = pair.framework.criteria.get(name)
            if criterion.gate == gate and mine is not None and mine.gate is None:
                yield "components", component_id, "criteria", name, "gate"


def _gate_needs(name: str, old: Gate, new: Gate) -> Iterator[LoosenedPart]:
    for figure, least in old.needs.items():
        now = new.needs.get(figure)
        if now is None or now < least:
            what = f'it needs "{figure}" to be at least {"nothing" if now is None else now} instead of {least}'
            yield LoosenedPart(name, what, (("gates", name, "needs", figure),))
    if not {*old.requires} <= {*new.requires}:
        yield LoosenedPart(name, "it requires fewer gates", (("gates", name, "requires"),))
    if new.stage.rank > old.stage.rank:
        yield LoosenedPart(name, "it stands at a later stage", (("gates", name, "stage"),))


def _figures(pair: _Pair) -> Iterator[LoosenedPart]:
    yield from _limits(SCORING, (SCORING,), pair.base.scoring, pair.framework.scoring)
    for name, old in pair.base.figures.items():
        new = pair.framework.figures.get(name)
        if new is None:
            yield LoosenedPart(name, "the figure is left out", (("figures", name),))
        else:
            yield from _limits(name, ("figures", name), old, new)


def _limits(at: str, route: Route, old: Scoring, new: Scoring) -> Iterator[LoosenedPart]:
    if _edges(old.bands) and (_edges(old.bands), old.bands_in) != (_edges(new.bands), new.bands_in):
        yield LoosenedPart(at, "the limits of its bands are others", ((*route, "bands"),))
    if new.answered_at_least < old.answered_at_least:
        yield LoosenedPart(at, "a value is shown with fewer answers", ((*route, "answered-at-least"),))
    if old.keeps_place and not new.keeps_place:
        yield LoosenedPart(at, "what does not apply no longer keeps its place", ((*route, "possible"),))
    with_evidence = {rung.id for rung in old.rungs if rung.needs_evidence}
    if any(rung.id in with_evidence and not rung.needs_evidence for rung in new.rungs):
        yield LoosenedPart(at, "a rung no longer needs evidence", ((*route, "rungs"),))
    before, now = (way.per_site.roll_up if way.per_site else None for way in (old, new))
    if before is not None and now not in {before, "lowest"}:
        yield LoosenedPart(at, f"it is no longer the {before} of the sites", ((*route, "per-site"),))
    if new.not_applicable_at_most > old.not_applicable_at_most:
        yield LoosenedPart(at, "more may be not applicable", ((*route, "not-applicable-at-most"),))


def _edges(bands: tuple[Band, ...]) -> Mapping[str, tuple[Decimal | None, ...]]:
    return {band.id: (band.from_, band.above, band.below, band.to) for band in bands}


def _is_narrower(old: tuple[Stage, ...], new: tuple[Stage, ...]) -> bool:
    return bool(new) and not ({*old} or {*Stage}) <= {*new}


def _weaker_need(old: Need, new: Need) -> str:
    order = list(Need)
    return f'its need is "{new}" instead of "{old}"' if order.index(new) > order.index(old) else ""


def _longer_fresh(old: int | None, new: int | None) -> str:
    return "its evidence stays fresh for longer" if old is not None and (new is None or new > old) else ""


def _fewer_verify(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    gone = [f'"{slug}"' for slug in old if slug not in new]
    return f"{in_words(gone)} no longer verifies it" if gone else ""


def _weaker_per_site(old: PerSite | None, new: PerSite | None) -> str:
    if old is None:
        return ""
    if new is None:
        return "it is no longer answered for each site"
    if [*SitesCounted].index(new.of) > [*SitesCounted].index(old.of):
        return "fewer sites are asked"
    lower_share = old.roll_up is new.roll_up is RollUp.SHARE and (new.share or 1) < (old.share or 1)
    other = new.roll_up is not old.roll_up and new.roll_up is not RollUp.LOWEST
    return "fewer sites have to meet it" if lower_share or other else ""


_FIELDS: Final[Mapping[str, tuple[str, Callable[..., str]]]] = {
    "need": ("need", _weaker_need),
    "not_applicable": (
        "not-applicable",
        lambda old, new: "it may be not applicable" if (old, new) == ("never", "allowed") else "",
    ),
    "fresh_for": ("fresh-for", _longer_fresh),
    "evidence_from": (
        "evidence-from",
        lambda old, new: "evidence is asked for from another level on" if old is not None and old != new else "",
    ),
    "evidence_in_plan": (
        "evidence-in-plan",
        lambda old, new: "further parts of the plan count as its evidence" if {*new} - {*old} else "",
    ),
    "verified_by": ("verified-by", _fewer_verify),
    "stages": ("stages", lambda old, new: "it is asked at fewer stages" if _is_narrower(old, new) else ""),
    "only_if": ("only-if", lambda old, new: "it is asked in fewer cases" if new is not None and old != new else ""),
    "per_site": ("per-site", _weaker_per_site),
}
"""What of a criterion can be made easier by itself: its key in the file, and a comparison that says what in words."""
