"""Who carries it at the sites: sponsors, diffusion managers, line owners, leads, and whom each audience listens to."""

from collections.abc import Iterator, Mapping
from typing import Final

from spreadkit.model.people import OpinionLeader
from spreadkit.model.report import Block, ReportTable, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.rollout import Site
from spreadkit.model.scale import Stratum, Unit
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, label, say, section, table, tables, who

ORDER = 68
SHOWS: Final = (
    "audiences.opinion-leaders",
    "sites.unit",
    "sites.stratum",
    "sites.sponsor",
    "sites.manager",
    "sites.time",
    "sites.owner",
    "sites.handed-over",
    "sites.champion",
    "sites.clinical-leads",
    "sites.start",
    "sites.full-use",
    "sites.verify",
    "sites.practices",
    "sites.version",
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks: tuple[Block, ...] = tuple(tables(*filter(_says_something, _roles(view)), _opinion_leaders(view)))
    return section("site-roles", "Who carries it at the sites", blocks) if blocks else None


def _roles(view: View) -> Iterator[ReportTable]:
    """List the people of the sites with more than a lead, then what else is planned: two tables fit on paper."""
    sites = view.target_sites if any(map(_says_more, view.target_sites)) else ()
    people = ["Site", "Senior sponsor?", "Diffusion manager?", "Line owner?", "Champion?", "Clinical leads?"]
    yield table("Roles by site", people, [_people(view, site) for site in sites], wide=True)
    dates = [
        "Site",
        "Scalable unit?",
        "Kind of setting?",
        "Start planned?",
        "Full use planned?",
        "To be verified?",
        "#Practices at once?",
        "Version?",
    ]
    yield table("Settings and dates by site", dates, [_dates(view, site) for site in sites], wide=True)


def _says_something(made: ReportTable) -> bool:
    """Say whether a table has more than the names of sites."""
    return len(made.columns) > 1


def _says_more(site: Site) -> bool:
    people = (site.sponsor, site.manager, site.owner, site.champion, *site.clinical_leads)
    return any((*people, site.unit, site.stratum, site.start, site.full_use, site.verify, site.practices, site.version))


def _people(view: View, site: Site) -> WordedRow:
    share = f"{say(site.time)} of a full week" if site.manager and site.time is not None else ""
    handed = f"since {day(site.handed_over)}" if site.owner and site.handed_over is not None else ""
    return [
        site.name,
        who(view, site.sponsor),
        Phrase(text=who(view, site.manager), note=share),
        Phrase(text=who(view, site.owner), note=handed),
        who(view, site.champion),
        who(view, *site.clinical_leads),
    ]


def _dates(view: View, site: Site) -> WordedRow:
    return [
        site.name,
        _title(view.plan.units, site.unit),
        _title(view.plan.strata, site.stratum),
        day(site.start),
        day(site.full_use),
        day(site.verify),
        site.practices,
        site.version,
    ]


def _title(part: Mapping[str, Unit | Stratum], name: str | None) -> str | None:
    found = part.get(name) if name else None
    return found.title if found else name


def _opinion_leaders(view: View) -> ReportTable:
    rows = [
        _leader(view, name, leader)
        for name, audience in view.plan.audiences.items()
        for leader in audience.opinion_leaders
    ]
    return table("Opinion leaders", ["Audience", "Who", "Stance", "Has agreed to?"], rows)


def _leader(view: View, audience: str, leader: OpinionLeader) -> WordedRow:
    return [view.audience(audience), who(view, leader.who), label(leader.stance), leader.does]
