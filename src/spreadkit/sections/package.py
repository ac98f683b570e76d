"""What is being spread: the package with its changes, where it works already, and the case for it."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.aim import Case, Change, SuccessfulSite
from spreadkit.model.references import EVERYONE
from spreadkit.model.report import Block, Fact, Facts, Group, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, fact, folded, listed_in_words, say, section, table, who

ORDER = 75
SHOWS: Final = ("package", "successful-sites", "case")


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = tuple(_blocks(view))
    return section("package", "What is being spread", blocks) if blocks else None


def _blocks(view: View) -> Iterator[Block]:
    plan = view.plan
    if plan.package:
        yield Facts(items=tuple(_facts(view)))
    if view.changes:
        headers = ["Change", "Core", "Counts as adopted when", "May be adapted?", "Tips?"]
        yield table("The changes", headers, [_change(change) for change in view.changes.values()])
    if plan.successful_sites:
        places = tuple(_successful(view, place) for place in plan.successful_sites.values())
        yield folded(f"Where it works already ({len(places)})", *places)
    if plan.case:
        headers = [
            "For",
            "Why it is better",
            "Results?",
            "Story?",
            "In the words of those who do it?",
            "Borne out by?",
        ]
        rows = [_case(view, name, case) for name, case in plan.case.items()]
        yield folded(f"The case for it ({len(rows)})", table("The case for it", headers, rows))


def _facts(view: View) -> Iterator[Fact]:
    package = view.plan.package
    if package is None:
        return
    yield fact("Package", package.title or view.plan.title)
    yield fact("Version", package.version)
    yield fact("Owner", who(view, package.owner))
    if package.principles:
        yield fact("Principles", package.principles)


def _change(change: Change) -> WordedRow:
    return [
        Phrase(text=change.title, note=f"How to: {change.how_to}" if change.how_to else ""),
        say(change.core),
        Phrase(text=say(change.adopted), note=f"Judged by: {change.judged_by}" if change.judged_by else ""),
        change.adaptable,
        change.tips,
    ]


def _successful(view: View, place: SuccessfulSite) -> Group:
    name = view.measure(place.measure) if place.measure else "measure not stated"
    facts = (
        fact("Changes", "\n".join(map(view.change, place.changes))),
        fact("Since", day(place.since)),
        fact("Before and after", f"{say(place.before)} and {say(place.after)} ({name})"),
        fact("Result", place.result),
        fact("What is different there", place.differences),
        fact("Willing to help others", place.willing),
        fact("Offers", place.offers),
    )
    note = "outside this organisation" if place.external else ""
    return Group(title=place.title, note=note, blocks=(Facts(items=facts),))


def _case(view: View, audience: str, case: Case) -> WordedRow:
    name = "Everyone" if audience == EVERYONE else view.audience(audience)
    evidence = listed_in_words(view.evidence(name) for name in case.evidence) if case.evidence else None
    return [name, case.says, case.results, case.story, case.testimony, evidence]
