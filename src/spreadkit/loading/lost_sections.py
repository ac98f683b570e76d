"""Of which sections at the top of a plan something could not be read, so that nothing can be said of what is not there.

A line that is moved out of its section, or into another one, is still read: as a key that stands where it is not known.
What such a key belongs to is told from where it stands.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.loading.loaded import LoadedPlan
from spreadkit.loading.shapes import fields_at
from spreadkit.model.plan import Plan
from spreadkit.words import nearest

_AT_TOP: Final = re.compile(r"^[\"']?([A-Za-z][\w.-]*)", re.MULTILINE)
_IN_A_WORD: Final = frozenset({"title", "summary", "stage", "fictional", "caveat"})
"""Of a misspelt one of these rules take the default; that hides less than it says."""


def lost_sections(loaded: LoadedPlan) -> frozenset[str]:
    """Return the keys at the top of a plan of which something could not be read."""
    if not (loaded.problems or loaded.lost):
        return frozenset()
    whole = {str(route[0]) for route in loaded.lost if len(route) == 1} - _IN_A_WORD
    moved = {*_moved_out(loaded), *_moved_in(loaded), *_moved_up(loaded), *_run_on(loaded), *_said_twice(loaded)}
    return frozenset({*loaded.source.cut_sections, *whole, *moved})


def _moved_out(loaded: LoadedPlan) -> Iterator[str]:
    """Go through the sections that a key at the top may belong to which is unknown there, or stands there twice."""
    known, seen, above = fields_at(Plan, ()), set[str](), ""
    for match in _AT_TOP.finditer(loaded.source.text):
        key = match[1]
        if key.startswith("x-"):
            continue
        if key in known and key not in seen:
            seen.add(key)
            above = key
            continue
        meant = nearest(key, known)
        is_meant = key not in known and meant is not None and meant not in loaded.source.data
        if is_meant and meant is not None:
            yield meant
        if above and (loaded.source.broken or not (is_meant and isinstance(loaded.source.data.get(key), dict | list))):
            yield above


def _moved_in(loaded: LoadedPlan) -> Iterator[str]:
    """Go through the sections that a key with nothing behind it may stand in, whose values stand beside it instead."""
    known = fields_at(Plan, ())
    for route in loaded.source.empty_keys():
        section, key = str(route[0]), str(route[-1])
        here = fields_at(Plan, route[:-1])
        if len(route) > 1 and key in known and key not in loaded.source.data and key not in here:
            yield key
            yield section
        elif here and key not in here and not key.startswith("x-"):
            yield section


def _moved_up(loaded: LoadedPlan) -> Iterator[str]:
    """Go through the sections with a group under a key that is not known there: it may be an entry of another group."""
    for problem in loaded.problems:
        route = problem.route
        if problem.slug != "unknown-key" or len(route) < 2:  # noqa: PLR2004 - of those at the top see above
            continue
        nodes = loaded.source.nodes(route)
        is_group = len(nodes) > len(route) and nodes[-1][4] is not None
        if is_group and nearest(str(route[-1]), fields_at(Plan, route[:-1])) is None:
            yield str(route[0])


def _run_on(loaded: LoadedPlan) -> Iterator[str]:
    """Go through the sections in which a text does not fit that goes over several lines: it took in those below it."""
    for problem in loaded.problems:
        if problem.route and problem.location.end_line > problem.location.line:
            yield str(problem.route[0])


def _said_twice(loaded: LoadedPlan) -> Iterator[str]:
    """Go through the sections in which a key stands twice: what stands below the second is left out."""
    lines = {problem.location.line for problem in loaded.problems if problem.slug == "duplicate-key"}
    section = ""
    for number, line in enumerate(loaded.source.text.split("\n") if lines else (), 1):
        section = match[1] if (match := _AT_TOP.match(line)) else section
        if number in lines:
            yield section
