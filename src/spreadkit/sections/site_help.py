"""For a site: whom to call for help, and from which day."""

from collections.abc import Iterator

from spreadkit.adoption.at_hand import sites_at_hand
from spreadkit.model.people import Support
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.rollout import Site
from spreadkit.months import day
from spreadkit.rollout.early_help import begins_late, help_for
from spreadkit.rollout.progress import start_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, label, section, table, tables, who

SITE = 14


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = tuple(_blocks(view, view.own)) if view.own is not None else ()
    return section("help", "Whom to call", blocks) if blocks else None


def _blocks(view: View, site: Site) -> Iterator[Block]:
    found = help_for(view.plan, site).values()
    headers = ["Help", "Kind", "Who", "From", "How?", "Answers within?"]
    yield from tables(table("Help for your site", headers, [_row(view, site, support) for support in found]))
    is_needed = not view.plan.has_ended(view.as_of) and site in sites_at_hand(view.plan, view.latest, view.as_of)
    if not found and is_needed:
        yield Paragraph(text="No help is named for your site yet. Ask the team whom you can call, and from which day.")


def _row(view: View, site: Site, support: Support) -> WordedRow:
    here = [name for name in support.people if _is_here(view, name)]
    late = begins_late(view.plan, support, site)
    note = f"after your start on {day(start_of(view.plan, site))}" if late else ""
    return [
        support.title,
        label(support.kind),
        who(view, *here),
        Phrase(text=day(support.from_), note=note),
        support.how,
        support.answers_within,
    ]


def _is_here(view: View, name: str) -> bool:
    person = view.plan.people.get(name)
    return person is None or person.is_here(view.as_of)
