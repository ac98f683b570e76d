"""For a site: up to three people near it who have at work what it has not; who had the same trouble comes first."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from spreadkit.adoption.barriers import reason_words, words_of
from spreadkit.adoption.state import IN_PLACE
from spreadkit.model.adoption import AdoptionEvent
from spreadkit.model.base import known
from spreadkit.model.page_blocks import Card, Cards
from spreadkit.model.people import Person
from spreadkit.model.report import Section
from spreadkit.model.rollout import Site
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.verdicts.grammar import marked
from spreadkit.verdicts.sentence import DayField, Sentence, sentence
from spreadkit.verdicts.sheet_headline import cause_of, short_of
from spreadkit.verdicts.sheet_state import SheetChange, SheetKind
from spreadkit.words import cut, middle_cut

SITE = 60

_MOST: Final = 3
"""How many are named. The figure is ours."""

_NAME: Final = 32
_CAUSE: Final = 40
"""Characters of a name, and of what held somebody up. The figures are ours."""

_ASKS: Final = frozenset(
    {
        *(SheetKind.GAVE_UP, SheetKind.SILENT, SheetKind.PAUSED, SheetKind.DECLINED, SheetKind.NO_LEAD),
        *(SheetKind.HELD_UP, SheetKind.LATE, SheetKind.ON_THE_WAY, SheetKind.NOT_BEGUN),
    }
)
"""The kinds of sites that may want to ask somebody."""


class _Neighbour(NamedTuple):
    """Somebody to ask: their site, since when it has the change in place, and what held it up before and holds us."""

    site: Site
    person: Person
    since: date | None
    overcame: str
    distance: int


def build(view: View) -> Section | None:
    """Build the section, where something is not in place here, and is at a site whose lead can be asked."""
    focus = view.sheet.focus if view.own is not None and view.sheet.kind in _ASKS else None
    if focus is None or view.own is None:
        return None
    near = _neighbours(view, view.own, focus)[:_MOST]
    if not near:
        return None
    cards = tuple(Card(title=marked(middle_cut(one.person.name, _NAME)), text=_says(view, one)) for one in near)
    return section("nearby", _title(view, focus, near), [Cards(items=cards)])


def _title(view: View, focus: SheetChange, near: list[_Neighbour]) -> str:
    if all(one.overcame for one in near):
        return view.language.text(sentence("P.near.same"))
    what = short_of(focus)
    return view.language.text(sentence("P.near", what=what) if what else sentence("P.near.unnamed"))


def _says(view: View, one: _Neighbour) -> str:
    group = f", {marked(middle_cut(one.site.group, _NAME))}" if one.site.group else ""
    said = [sentence("P.since", since=DayField(one.since)) if one.since else sentence("P.first")]
    if one.overcame:
        said.append(Sentence("P.same", {"cause": cause_of(cut(one.overcame, _CAUSE))}))
    return f"{marked(middle_cut(one.site.name, _NAME))}{group}. {view.language.all_of(said)}"


def _neighbours(view: View, own: Site, focus: SheetChange) -> list[_Neighbour]:
    """Return those to ask: who was held up by the same before, then the nearest; of one person the nearest site."""
    found = sorted(_all(view, own, focus.id), key=lambda one: (not one.overcame, one.distance))
    return list({id(one.person): one for one in reversed(found)}.values())[::-1]


def _all(view: View, own: Site, change: str) -> Iterator[_Neighbour]:
    works = {
        place.site: known(place.since)
        for place in view.plan.successful_sites.values()
        if change in place.changes and place.site and place.willing is not False
    }
    since = {recheck.site: recheck.since for recheck in view.adoption.rechecks if recheck.change == change}
    for site in view.plan.sites:
        person = view.plan.people.get(site.lead or site.owner or "")
        tracked = view.tracked.get(site.id)
        is_there = tracked is not None and not tracked.stale and view.stage(site.id, change) in IN_PLACE
        if site.id == own.id or person is None or not person.is_here(view.as_of):
            continue
        if is_there:
            yield _Neighbour(
                site, person, since.get(site.id), _overcame(view, own, site, change), _distance(view, own, site)
            )
        elif site.id in works and site.status == "successful":
            yield _Neighbour(site, person, works[site.id], "", _distance(view, own, site))


def _distance(view: View, own: Site, other: Site) -> int:
    """Return how near two sites are: the less, the nearer."""
    if own.group and own.group == other.group:
        return 0
    if own.wave in view.plan.waves and own.wave == other.wave:
        return 1
    return 2 if own.stratum in view.plan.strata and own.stratum == other.stratum else 3


def _overcame(view: View, own: Site, other: Site, change: str) -> str:
    """Return what holds up a site and held up the other before, with the same change; nothing where that is not."""
    now = view.latest.get((own.id, change))
    if now is None:
        return ""
    past = [view.plan.adoption[row] for row in view.plan.cells.get((other.id, change), ())]
    return next((words_of(view.plan, now) for event in past if event.date <= view.as_of and _is_same(now, event)), "")


def _is_same(first: AdoptionEvent, second: AdoptionEvent) -> bool:
    if reason_words(first.reason) and first.reason is second.reason:
        return True
    return (
        bool(first.barrier and second.barrier) and (first.barrier or "").casefold() == (second.barrier or "").casefold()
    )
