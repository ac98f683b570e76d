"""One cause, one finding: hits of a rule that say the same of several names become one, with all its places."""

import re
from collections.abc import Iterable
from typing import Final

from spreadkit.model.base import Route
from spreadkit.rules._rule import Hit, Places, Rule, TextStretch
from spreadkit.words import first_of

_NAMED: Final = re.compile(r'"([^"]*)"')
"""A name that a message quotes: the first one is whom or what it is about."""

_RuleHits = list[tuple[Rule, Hit]]
_Cause = tuple[str, str, str | int]
"""The rule, its message without the name that it is about, and the part of the plan."""


def by_cause(hits: Iterable[tuple[Rule, Hit]]) -> _RuleHits:
    """Put hits together that say the same of several names in one part of a plan, in the order of their first."""
    found: dict[_Cause | int, tuple[Rule, list[Hit]]] = {}
    for number, (rule, hit) in enumerate(hits):
        found.setdefault(_cause_of(rule, hit) or number, (rule, []))[1].append(hit)
    return [(rule, _together(same)) for rule, same in found.values()]


def _cause_of(rule: Rule, hit: Hit) -> _Cause | None:
    where, message = hit
    routes = _routes(hit)
    if isinstance(where, TextStretch) or not routes or not routes[0]:
        return None
    return rule.slug, _NAMED.sub('""', message, count=1), routes[0][0]


def _together(same: list[Hit]) -> Hit:
    where, message = same[0]
    if len(same) == 1:
        return where, message
    routes = [route for hit in same for route in _routes(hit)]
    names = [match[1] for _, said in same[1:] if (match := _NAMED.search(said))]
    others = list(dict.fromkeys(names))
    of_others = f"; the same of {first_of(others)}" if others else f"; the same at {len(routes) - 1} more places"
    return Places(routes), f"{message}{of_others}"


def _routes(hit: Hit) -> tuple[Route, ...]:
    where, _ = hit
    if isinstance(where, Places):
        return where.routes
    return () if isinstance(where, TextStretch) else (where,)
