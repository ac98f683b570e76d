"""What a finding says in the words of those who act: names for ids, days as people say them, and who has it in hand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from spreadkit.model.base import Route
from spreadkit.model.finding import Finding
from spreadkit.model.part_of_plan import UnreadPartError
from spreadkit.model.plan import Action, Plan
from spreadkit.months import month_seen_from
from spreadkit.record import record
from spreadkit.words import cut, in_words

_QUOTED: Final = re.compile(r'"([^"\n]+)"')
_DAY: Final = re.compile(r'"?\b(\d{4})-(\d{2})-(\d{2})\b"?')
_OTHERS: Final = re.compile(r" and (\d+) more\)")
_NAMED: Final = 3
"""How many sites are named; more are counted. The figure is ours."""
_TITLE: Final = 60
"""How many characters of what an action or an obstacle says stand for it. The figure is ours."""


@record
class Said:
    """A message taken apart: what is so, and what is to be done, each with names for ids."""

    problem: str
    deed: str


@record(slots=False)
class PlainWords:
    """Speaks of a plan on a day with the names of its people, sites and actions, as far as the plan could be read."""

    plan: Plan
    as_of: date

    def say(self, message: str) -> Said:
        """Take a message apart: `problem; what to do`, or a problem alone."""
        problem, deed = _apart(message)
        return Said(self._with_names(problem), self._with_names(deed))

    def day(self, day: date) -> str:
        """Return a day as people say it who know which year it is."""
        return f"{day.day} {month_seen_from(day, self.as_of)}"

    def sites_in(self, finding: Finding) -> tuple[tuple[str, ...], int]:
        """Return the ids of the sites that a finding names, and how many it is about, the unnamed ones included."""
        found = dict.fromkeys(name for name in _QUOTED.findall(finding.message) if name in self._sites)
        place = finding.message.rfind('"') + 1
        more = _OTHERS.match(finding.message, place)
        return tuple(found), len(found) + (int(more[1]) if more and found else 0)

    def sites_named(self, sites: Sequence[str], count: int) -> str:
        """Return the names of some sites, or how many there are where they are not all named."""
        if count > min(len(sites), _NAMED):
            return f"{count} sites"
        return in_words([self._sites[site] for site in sites])

    def owners_of(self, routes: Iterable[Route]) -> list[str]:
        """Return the names of who owns what some routes lead into, once for each, as far as the plan says."""
        return list(filter(None, map(self._owner_of, routes)))

    def _owner_of(self, route: Route) -> str:
        entry: Any = self.plan
        owners = list[str]()
        for step in route:
            entry = _step(entry, step)
            if entry is None:
                break
            owner = getattr(entry, "owner", None)
            if isinstance(owner, str):
                owners.append(owner)
        return self.person(owners[-1]) if owners else ""

    def title(self, route: Route) -> str:
        """Return what an entry at the top of a route is called, else its id."""
        name = str(route[1]) if len(route) > 1 else ""
        return self._names.get(name, name)

    def person(self, name: str) -> str:
        """Return a person's name by their id; nothing for one whom the plan does not know."""
        person = self.plan.people.get(name)
        return "" if person is None else person.name

    def action_for(self, sites: Iterable[str]) -> tuple[str, Action] | None:
        """Return the open action, not yet late, that concerns one of these sites and is due first."""
        wanted = list(sites)
        found = [
            (action.due, name)
            for name, action in self.plan.actions.items()
            if action.is_open and action.due is not None and action.due >= self.as_of
            if any(self._concerns(name, action, site) for site in wanted)
        ]
        return (min(found)[1], self.plan.actions[min(found)[1]]) if found else None

    def _concerns(self, name: str, action: Action, site: str) -> bool:
        named = getattr(action, "sites", ())
        return site in named or self._sites[site] in action.do or site in name.split("-")

    @cached_property
    def _sites(self) -> Mapping[str, str]:
        try:
            return {site.id: site.name or site.id for site in self.plan.sites}
        except UnreadPartError:
            return {}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The names of what has one, by id; an id that two things share stands as it is."""
        names = dict[str, str]()
        twice = set[str]()
        for kind in (self._sites, *self._entries()):
            twice |= names.keys() & kind.keys()
            names |= kind
        return {name: says for name, says in names.items() if name not in twice}

    def _entries(self) -> Iterable[Mapping[str, str]]:
        plan = self.plan
        yield {name: person.name for name, person in plan.people.items()}
        yield {name: f"“{cut(action.short or action.do, _TITLE)}”" for name, action in plan.actions.items()}
        yield {name: f"“{cut(found.short or found.what, _TITLE)}”" for name, found in plan.obstacles.items()}
        yield {name: f"“{cut(measure.short or measure.title, _TITLE)}”" for name, measure in plan.measures.items()}
        yield {name: f"“{cut(wave.title or name, _TITLE)}”" for name, wave in plan.waves.items()}

    def _with_names(self, text: str) -> str:
        named = _QUOTED.sub(lambda match: self._names.get(match[1], match[0]), text)
        return _DAY.sub(self._in_words, named)

    def _in_words(self, match: re.Match[str]) -> str:
        try:
            return self.day(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            return match[0]


def _apart(message: str) -> tuple[str, str]:
    """Split a message before what is to be done; what follows on `the same of` belongs to the problem."""
    said, same, others = message.partition("; the same ")
    problem, semicolon, deed = said.partition("; ")
    return (f"{problem}, and the same {others}" if same else problem), deed if semicolon else ""


def _step(entry: Any, step: int | str) -> Any:
    try:
        if isinstance(step, int) or isinstance(entry, Mapping):
            return entry[step]
        return getattr(entry, step.replace("-", "_"), None)
    except (LookupError, TypeError, UnreadPartError):
        return None
