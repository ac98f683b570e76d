"""For the sponsor of a plan that has little in it yet: the one thing that is to be filled in next, and how."""

from collections.abc import Iterator
from typing import NamedTuple

from spreadkit.model.page_blocks import Card, Cards
from spreadkit.model.report import Section
from spreadkit.sections._page_people import site_word
from spreadkit.sections._view import View
from spreadkit.sections._wording import section

SPONSOR = 50


class _Missing(NamedTuple):
    """What is to be filled in, and where that is written."""

    what: str
    where: str


def build(view: View) -> Section | None:
    """Build the section; nothing for a plan that has ended, and where nothing that the page is made of is missing."""
    if view.state.ended is not None or any(measure.published for measure in view.plan.measures.values()):
        return None
    first = next(_missing(view), None)
    if first is None:
        return None
    card = Card(
        above="To be filled in next",
        title=first.what,
        text=f"{first.where} Then run: spreadkit check. It names what comes after that.",
    )
    return section("next", "What this page waits for", [Cards(items=(card,))])


def _missing(view: View) -> Iterator[_Missing]:
    """Go through what the plan lacks for this page, in the order in which teams fill it in."""
    plan, aim = view.plan, view.plan.aim
    sites, file = site_word(view, 2), view.plan_file
    if not aim.statement and not aim.what:
        yield _Missing("The aim: what, for whom, how good, by when", f"Write it into {file}, under aim.")
    if not view.reading.sites:
        yield _Missing(f"The {sites} that it is meant for", f"List them in sites.csv, which {file} names under sites.")
    if aim.measure is None or aim.measure not in plan.measures:
        yield _Missing("The measure of the aim", f"Write it into {file}, under measures, and name it under aim.")
    elif view.state.measure is None or not view.state.measure.has_figures:
        yield _Missing("The first figures of the measure", f"Put them into the table that {file} names under measures.")
    if not plan.waves:
        yield _Missing(f"When which {sites} begin", f"Write it into {file}, under waves.")
    if not plan.adoption:
        yield _Missing(f"What the {sites} have in place", "Add a row for each with: spreadkit adoption add.")
    if not plan.asks and not plan.decisions:
        yield _Missing("What is needed from the sponsor, by when", f"Write it into {file}, under asks.")
