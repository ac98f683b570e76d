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
_SITES: Final = re.compile(r'"[^"\n]+"|\bsites?\b')
_DAY: Final = re.compile(r'"?\b(\d{4})-(\d{2})-(\d{2})\b"?')
_OTHERS: Final = re.compile(r" and (\d+) more\)")
_NAMED: Final = 3
"""How many sites are named; more are counted. The figure is ours."""
_TITLE: Final = 60
"""How many characters of what an action or an obstacle says stand for it. The figure is ours."""


@record
class MessageParts:
    """A message taken apart: what is so, and what is to be done, each with names for ids."""

    problem: str
    deed: str


@record(slots=False)
class PlainWords:
    """Speaks of a plan on a day with the names of its people, sites and actions, as far as the plan could be read."""

    plan: Plan
    as_of: date

    def say(self, message: str) -> MessageParts:
        """Take a message apart: `problem; what to do`, or a problem alone."""
        problem, deed = _apart(message)
        return MessageParts(self._with_names(problem), self._with_names(deed))

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
            return f"{count} {self._site_words[1]}"
        return in_words([self._sites[site] for site in sites])

    def owners_of(self, routes: Iterable[Route]) -> list[str]:
        """Return the names of who owns what some routes lead into, once for each, as far as the plan says."""
        return list(filter(None, map(self._owner_of, routes)))

    def _owner_of(self, route: Route) -> str:
        entry: Any = self.plan if route and self._has(route[0]) else None
        owners = list[str]()
        for step in route:
            entry = _step(entry, step)
            if entry is None:
                break
            owner = getattr(entry, "owner", None)
            if isinstance(owner, str):
                owners.append(owner)
        return self.person(owners[-1]) if owners else ""

    def due(self, route: Route) -> date | None:
        """Return the day that an action or an obstacle was due, where a route leads to one."""
        match route:
            case ("actions", str(name), *_) if self._has("actions") and name in self.plan.actions:
                return self.plan.actions[name].due
            case ("obstacles", str(name), *_) if self._has("obstacles") and name in self.plan.obstacles:
                return self.plan.obstacles[name].due
        return None

    def title(self, route: Route) -> str:
        """Return what an entry at the top of a route is called, else its id."""
        name = str(route[1]) if len(route) > 1 else ""
        return self._names.get(name, name)

    def person(self, name: str) -> str:
        """Return a person's name by their id; nothing for one whom the plan does not know."""
        person = self.plan.people.get(name) if self._has("people") else None
        return "" if person is None else person.name

    def action_for(self, sites: Iterable[str]) -> tuple[str, Action] | None:
        """Return the open action, not yet late, that concerns one of these sites and is due first."""
        wanted = list(sites)
        found = [
            (action.due, name)
            for name, action in (self.plan.actions.items() if self._has("actions") else ())
            if action.is_open and action.due is not None and action.due >= self.as_of
            if any(self._concerns(name, action, site) for site in wanted)
        ]
        return (min(found)[1], self.plan.actions[min(found)[1]]) if found else None

    def _concerns(self, name: str, action: Action, site: str) -> bool:
        named = getattr(action, "sites", ())
        return site in named or self._sites[site] in action.do or site in name.split("-")

    @cached_property
    def _sites(self) -> Mapping[str, str]:
        return {site.id: site.name or site.id for site in self.plan.sites} if self._has("sites") else {}

    @cached_property
    def _site_words(self) -> tuple[str, str]:
        """What the plan calls a site, and several."""
        own = self.plan.words if self._has("words") else None
        return (own.site, own.sites) if own and own.site and own.sites else ("site", "sites")

    def _has(self, part: int | str) -> bool:
        """Whether a part of the plan could be read."""
        try:
            return hasattr(self.plan, str(part).replace("-", "_"))
        except UnreadPartError:
            return False

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
        if self._has("people"):
            yield {name: person.name for name, person in plan.people.items()}
        if self._has("actions"):
            yield {name: _title(action.short or action.do) for name, action in plan.actions.items()}
        if self._has("obstacles"):
            yield {name: _title(found.short or found.what) for name, found in plan.obstacles.items()}
        if self._has("measures"):
            yield {name: _title(measure.short or measure.title) for name, measure in plan.measures.items()}
        if self._has("waves"):
            yield {name: _title(wave.title or name) for name, wave in plan.waves.items()}

    def _with_names(self, text: str) -> str:
        one, many = self._site_words
        said = _SITES.sub(lambda match: {"site": one, "sites": many}.get(match[0], match[0]), text)
        named = _QUOTED.sub(lambda match: self._names.get(match[1], match[0]), said)
        return _DAY.sub(self._in_words, named)

    def _in_words(self, match: re.Match[str]) -> str:
        try:
            return self.day(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            return match[0]


def _title(text: str) -> str:
    return f"“{cut(text, _TITLE)}”"


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
