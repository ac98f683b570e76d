"""Whom to ask first: people who are likely to adopt, at the sites where it is at hand."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.at_hand import named_at, sites_at_hand
from spreadkit.model.people import Person
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.rollout import Site
from spreadkit.months import day
from spreadkit.rollout.progress import start_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, n_of, say, section, table, tables
from spreadkit.words import in_words, some_of

ORDER = 69
SHOWS: Final = ("people.likely-to-adopt",)


def build(view: View) -> Section | None:
    """Build the section."""
    if all(person.likely_to_adopt is None for person in view.plan.people.values()):
        return None
    return section("likely-adopters", "Whom to ask first", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    sites = _at_hand(view)
    named = {site.id: named_at(view.plan, site, view.as_of).values() for site in sites}
    headers = ["Site", "Starts", "Who", "Wants to", "Is able to", "Because?"]
    rows = [
        [site.name, day(start_of(view.plan, site)), *_person(person)] for site in sites for person in named[site.id]
    ]
    yield from tables(table("At sites that have not finished, and at those of the next wave", headers, rows))
    without = [site.name for site in sites if not named[site.id]]
    if without:
        those = n_of(len(without), len(sites), "such sites")
        yield Paragraph(text=f"At {those} no person is named: {some_of(without)}.")
    shown = {id(person) for people in named.values() for person in people}
    others = [
        [_where(view, name, person), *_person(person, _why_not(view, person))]
        for name, person in view.plan.people.items()
        if person.likely_to_adopt is not None and id(person) not in shown
    ]
    yield from tables(table("At other sites", ["Site", "Who", "Wants to", "Is able to", "Because?"], others))


def _where(view: View, name: str, person: Person) -> str | None:
    """Return the site that a person works at, else those that they lead."""
    led = [site.name for site in view.plan.sites if site.lead == name]
    return view.site(person.site) if person.site else in_words(led) or None


def _at_hand(view: View) -> tuple[Site, ...]:
    return sites_at_hand(view.plan, view.latest, view.as_of)


def _person(person: Person, note: str = "") -> WordedRow:
    likely = person.likely_to_adopt
    if likely is None:
        return [person.name, None, None, None]
    return [Phrase(text=person.name, note=note), say(likely.motivated), say(likely.capable), likely.because]


def _why_not(view: View, person: Person) -> str:
    """Say why a person is not asked first."""
    if not person.is_here(view.as_of):
        return f"left on {day(person.left)}"
    return "not to be asked first" if person.likely_to_adopt and person.likely_to_adopt.is_ruled_out else ""
