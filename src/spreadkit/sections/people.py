"""People, partners and support: who does what for the spread, with how much time."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Partner, Person, Support
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import (
    WordedRow,
    acceptance,
    due,
    label,
    listed_in_words,
    say,
    section,
    slug,
    table,
    tables,
    who,
)

ORDER = 150
SHOWS: Final = ("people", "partners", "support")


def build(view: View) -> Section:
    """Build the section."""
    return section("people", "People, partners and support", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    plan = view.plan
    if not plan.people:
        yield Paragraph(text="Nobody is named yet.")
    headers = [
        "Name",
        "Role",
        "Since?",
        "Profession?",
        "Organisation?",
        "How to reach them, and when?",
        "Site?",
        "Share of a full week?",
        "Duties and authority?",
    ]
    made = [
        table("People", headers, [_person(view, person) for person in plan.people.values()]),
        table(
            "Partners",
            ["Partner", "What is needed", "By", "Contact", "Agreed"],
            [_partner(view, partner) for partner in plan.partners.values()],
        ),
        table(
            "Support for sites",
            ["Support", "Kind", "People", "Waves?", "Sites?", "From?", "How?", "Sites each?", "Answers within?"],
            [_support(view, support) for support in plan.support.values()],
        ),
    ]
    yield from tables(*made)


def _person(view: View, person: Person) -> WordedRow:
    roles = [slug(role.value) for role in person.role]
    roles += ["clinician"] * (person.clinician is True) + ["first team"] * person.pilot_team
    return [
        Phrase(text=person.name, note=_left(view, person)),
        ", ".join(roles) or None,
        day(person.since),
        label(person.profession) if person.profession else None,
        person.organisation,
        ", ".join(filter(None, [person.reach, person.days])) or None,
        view.site(person.site) if person.site else None,
        say(person.time),
        "\n".join(filter(None, [*person.duties, person.authority])) or None,
    ]


def _left(view: View, person: Person) -> str:
    if person.left is None:
        return ""
    return f"{'leaves' if person.is_here(view.as_of) else 'left'} on {day(person.left)}"


def _partner(view: View, partner: Partner) -> WordedRow:
    where = "outside this organisation" if partner.external else ""
    by = due(partner.by, view.as_of, is_open=partner.agreed is not True)
    return [
        Phrase(text=partner.title, note=where),
        partner.needed,
        by,
        who(view, partner.contact),
        say(partner.agreed),
    ]


def _support(view: View, support: Support) -> WordedRow:
    return [
        Phrase(text=support.title, note=acceptance(view, support.accepted)),
        label(support.kind),
        who(view, *support.people),
        listed_in_words(map(view.wave, support.waves)),
        listed_in_words(map(view.site, support.sites)),
        day(support.from_) if support.from_ is not None else None,
        support.how,
        say(support.sites_each),
        support.answers_within,
    ]
