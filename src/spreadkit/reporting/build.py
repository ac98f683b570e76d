"""Building a Report: what sections see, and the discovery that puts them in order.

A section is one file in `sections/` with `build(view)`, which returns a Section, or None where there is nothing to
say, and a number for each reader that it is for, which is its place there: `PACK` in the pack of the steering group,
`ORDER` in its appendix, `SPONSOR` on the sponsor's page, `SITE` on the sheet of a site. Files whose name begins with
`_` hold what sections share.

A section of the appendix says with `SHOWS` which parts of a plan it shows: `("risks",)`, or `()` where all that it
says is worked out. Each part has its place in one section; `parts` says how parts are named, and which are not shown.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from types import ModuleType
from typing import Final, NamedTuple

from spreadkit import sections as sections_package
from spreadkit.adoption.words import stale_note
from spreadkit.brand.contrast import AA_TEXT, contrast, is_colour
from spreadkit.brand.logos import data_uri
from spreadkit.brand.pages import read_page
from spreadkit.listing import module_names
from spreadkit.model.brand import ON_BRAND, Layout
from spreadkit.model.finding import Severity
from spreadkit.model.report import Branding, Fact, FrameworkLine, Recipient, Report, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day
from spreadkit.reporting.pack_pages import on_pages
from spreadkit.reporting.parts import claims_of
from spreadkit.reporting.stari.checklist import checklist_sections
from spreadkit.sections._answers import ReportAnswers
from spreadkit.sections._pack import head_of_pack
from spreadkit.sections._page_head import PageHead
from spreadkit.sections._page_people import sponsor_head
from spreadkit.sections._sheet import headline_of_sheet, on_sheet
from spreadkit.sections._view import View
from spreadkit.sections._wording import with_full_stop
from spreadkit.verdicts.grammar import marked
from spreadkit.words import count_of, cut

PLACES: Final = {
    Recipient.APPENDIX: "ORDER",
    Recipient.STEERING: "PACK",
    Recipient.SPONSOR: "SPONSOR",
    Recipient.SITE: "SITE",
}
"""By reader: the name of the number in a section's file that is its place for this reader.

A journal gets no sections but the checklist of `stari/`.
"""

_CAVEAT: Final = 160
"""Characters of a note on the sheet of a site, where the plan has no shorter one. The figure is ours: two lines."""
PAGE_HEADS: Final[Mapping[Recipient, Callable[[View], PageHead]]] = {
    Recipient.SPONSOR: sponsor_head,
    Recipient.STEERING: head_of_pack,
    Recipient.SITE: on_sheet,
}
"""By reader whose report is laid out as pages: what stands round the sections."""

SHOWS: Final = "SHOWS"
"""The name of what says which parts of a plan a section of the appendix shows."""


class SectionFile(NamedTuple):
    """A file of `sections/`: its name, its place for each reader that it is for, what it shows, and what builds it."""

    name: str
    places: Mapping[Recipient, int]
    shows: tuple[str, ...]
    build: Callable[[View], Section | None]


def assemble_report(view: View) -> Report:
    """Put together the report of a plan for its reader: all sections that have something to say, in order."""
    answers = view.answers if view.own is None else ReportAnswers(headline=headline_of_sheet(view))
    left_out: list[str] = []
    if view.reader is Recipient.JOURNAL:
        built = list(checklist_sections(view, answers))
        answers = ReportAnswers(moved=answers.moved if view.moves else None)
    else:
        built = [section for file in sections_for(view.reader) if (section := file.build(view)) is not None]
        if view.reader is Recipient.APPENDIX:
            built, left_out = _laid_out(view.plan.report, built)
        built = list(_with_pages(view, built))
    head = PAGE_HEADS.get(view.reader, _without_head)(view)
    if view.reader is Recipient.STEERING:
        built = list(on_pages(built, head.contact, more=len(_caveat(view) or "") / 90))
    ids = [section.id for section in built]
    if len(set(ids)) < len(ids):
        raise ValueError(f"two sections of the report have the same id, among {', '.join(ids)}")
    return Report(
        title=view.plan.title if view.own is None else view.own.name,
        plan=view.plan_file,
        reader=view.reader,
        site=view.own.id if view.own else None,
        as_of=view.as_of,
        revision=view.revision,
        fictional=view.plan.fictional,
        caveat=_caveat(view),
        banner=_banner(view),
        unread=view.score.unread,
        facts=tuple(_facts(view)),
        headline=answers.headline,
        verdicts=answers.verdicts,
        size=answers.size,
        moved=answers.moved,
        frameworks=tuple(
            FrameworkLine(id=framework.id, title=framework.title, edition=framework.edition)
            for framework in view.frameworks.values()
        ),
        sections=tuple(built),
        generator=view.generator,
        brand=_branding(view),
        left_out=tuple(left_out),
        for_whom=head.for_whom,
        next_on=head.next_on,
        lead=head.lead,
        contact=head.contact,
        foot=head.foot,
    )


def _without_head(_: View) -> PageHead:
    return PageHead()


def section_ids() -> tuple[str, ...]:
    """Return the ids of the sections of the appendix, in its order: the names of their files, with hyphens."""
    return tuple(section.name.replace("_", "-") for section in sections_for(Recipient.APPENDIX))


def _laid_out(layout: Layout, built: list[Section]) -> tuple[list[Section], list[str]]:
    """Put sections in a plan's own order, and leave out what it leaves out; return the titles of these, too."""
    kept = [section for section in built if section.id not in layout.leave_out]
    first = [section for name in dict.fromkeys(layout.order) for section in kept if section.id == name]
    rest = [section for section in kept if section.id not in layout.order]
    return [*first, *rest], [section.title for section in built if section not in kept]


def _with_pages(view: View, built: list[Section]) -> Iterator[Section]:
    """Go through sections with the team's own pages among them: after the one that each names, else at the end."""
    waiting = [
        (page.after, Section(id=f"page-{number}", title=page.title, blocks=(prose,)))
        for number, page in enumerate(view.plan.report.pages, start=1)
        if _page_reader(view.reader) in page.for_ and page.file in view.attached
        if (prose := read_page(view.attached[page.file].decode("utf-8"))).parts
    ]
    here = {section.id for section in built}
    for section in built:
        yield section
        yield from (page for after, page in waiting if after == section.id)
    yield from (page for after, page in waiting if after not in here)


def _page_reader(reader: Recipient) -> str:
    """Return by which word a plan's own page is for a reader: what is for the steering group goes into the appendix."""
    if reader is Recipient.STEERING:
        return ""
    return Recipient.STEERING.value if reader is Recipient.APPENDIX else reader.value


def _branding(view: View) -> Branding | None:
    """Return the brand of a plan with what of it can be shown: colours on which white can be read, a usable logo."""
    brand = view.plan.brand
    if brand is None:
        return None
    content = view.attached.get(brand.logo or "")
    return Branding(
        name=brand.name or "",
        logo=data_uri(brand.logo, content) if brand.logo and content else None,
        colour=_readable(brand.colour),
        colour_dark=_readable(brand.colour_dark),
    )


def _readable(colour: str | None) -> str | None:
    if colour is None or not is_colour(colour) or contrast(colour, ON_BRAND) < AA_TEXT:
        return None
    return colour.lower()


@lru_cache(maxsize=1)
def all_sections() -> tuple[SectionFile, ...]:
    """Return every section file by its name. Two that claim one place or part, and one without a place, are refused."""
    found = tuple(_load(name) for name in module_names(sections_package))
    for reader in PLACES:
        _refuse_shared_places(reader, found)
    for section in found:
        if not section.places:
            raise ValueError(f"the section {section.name} is for nobody: give it one of {', '.join(PLACES.values())}")
    claims_of((section.name, section.shows) for section in found)
    return found


def _refuse_shared_places(reader: Recipient, found: tuple[SectionFile, ...]) -> None:
    claimed = sorted((section.places[reader], section.name) for section in found if reader in section.places)
    for (order, name), (next_order, next_name) in pairwise(claimed):
        if order == next_order:
            raise ValueError(f"the sections {name} and {next_name} have the same {PLACES[reader]} {order}")


def sections_for(reader: Recipient) -> list[SectionFile]:
    """Return the section files for a reader, in the order of the page."""
    found = (section for section in all_sections() if reader in section.places)
    return sorted(found, key=lambda section: section.places[reader])


def _banner(view: View) -> str | None:
    """Say that the plan has errors, and what of it could not be read; nothing where it has none."""
    errors = sum(finding.severity is Severity.ERROR for finding in view.findings)
    unread = view.score.unread
    if not errors and not unread:
        return None
    made = f"This was made from a plan with {count_of(errors, 'error')}."
    if not unread:
        return f"{made} What it says may be wrong; spreadkit check shows where."
    return f"{made} {unread_in_words(unread)} What rests on that is not known."


def _caveat(view: View) -> str | None:
    """Return what is to be noted of the plan: the whole, or on a page the one line that stands for it."""
    caveat = view.plan.caveat
    if caveat is None:
        return None
    if view.reader is Recipient.SITE:
        return caveat.short or cut(caveat.says, _CAVEAT)
    if caveat.short is None or view.reader not in {Recipient.SPONSOR, Recipient.STEERING}:
        return caveat.says
    where = "The steering pack has" if view.reader is Recipient.SPONSOR else "The last page has"
    return f"{marked(with_full_stop(caveat.short))} {where} the whole note."


def _facts(view: View) -> Iterator[Fact]:
    yield Fact(term="As of", says=Phrase(text=day(view.as_of)))
    if view.own is not None:
        wave = view.wave(view.own.wave) if view.own.wave else "in no wave"
        yield Fact(term="Wave", says=Phrase(text=wave))
    else:
        yield Fact(term="Stage of the plan", says=Phrase(text=view.plan.stage.value.capitalize()))
        yield from _completeness(view)
    yield from _ended(view)
    yield Fact(term="Next decision or review", says=Phrase(text=day(view.next_decision, silent="no date set")))
    if view.revision:
        yield Fact(term="Revision", says=Phrase(text=view.revision))


def _ended(view: View) -> Iterator[Fact]:
    ended = view.plan.ended
    if ended is not None:
        because = f": {ended.because}" if ended.because else ""
        yield Fact(term="Ended", says=Phrase(text=f"{day(ended.on)}{because}"))


def _completeness(view: View) -> Iterator[Fact]:
    """Say of how many sites anything is on record at all."""
    sites = view.adoption.tracker.sites
    if sites:
        stale = [site for site in view.adoption.on_record if site.silent]
        told = f"{len(view.adoption.on_record)} of {count_of(len(sites), 'target site')}"
        note = stale_note(stale, len(view.adoption.on_record), view.adoption)
        yield Fact(term="On record", says=Phrase(text=told, note=note))


def _load(name: str) -> SectionFile:
    module = importlib.import_module(f"{sections_package.__name__}.{name}")
    places = {reader: getattr(module, place) for reader, place in PLACES.items() if hasattr(module, place)}
    return SectionFile(name, places, _shown_by(name, module, is_in_appendix=Recipient.APPENDIX in places), module.build)


def _shown_by(name: str, module: ModuleType, *, is_in_appendix: bool) -> tuple[str, ...]:
    """Return what a section shows. One of the appendix must say it; no other may, so that each part has one place."""
    says = hasattr(module, SHOWS)
    if is_in_appendix and not says:
        raise ValueError(f"the section {name} is in the appendix: say with {SHOWS} which parts of a plan it shows")
    if says and not is_in_appendix:
        raise ValueError(f"the section {name} is not in the appendix, so {SHOWS} has no meaning in it")
    return getattr(module, SHOWS, ())
