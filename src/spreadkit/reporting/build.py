"""Building a Report: what sections see, and the discovery that puts them in order.

A section is one file in `sections/` with `build(view)`, which returns a Section, or None where there is nothing to
say, and a number for each reader that it is for, which is its place there: `ORDER` in the pack of the steering group,
`SPONSOR` on the sponsor's page, `SITE` on the sheet of a site. Files whose name begins with `_` hold what sections
share.
"""

import copy
import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from spreadkit import sections as sections_package
from spreadkit.adoption.overview import Overview, overview
from spreadkit.adoption.state import core_changes, is_complete, latest_events
from spreadkit.brand.contrast import AA_TEXT, contrast, is_colour
from spreadkit.brand.logos import data_uri
from spreadkit.brand.pages import read_page
from spreadkit.framework.answers import level_label
from spreadkit.listing import module_names
from spreadkit.measures.measure_charts import Charted, chart_measure
from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.aim import Change
from spreadkit.model.base import Unknown, known
from spreadkit.model.brand import ON_BRAND, Layout
from spreadkit.model.concepts import Concept
from spreadkit.model.finding import Finding
from spreadkit.model.framework import Criterion, Framework
from spreadkit.model.plan import Answer, Plan
from spreadkit.model.references import EVERYONE
from spreadkit.model.report import Branding, Fact, FrameworkLine, Phrase, Reader, Report, Said, Section
from spreadkit.model.rollout import Site
from spreadkit.model.score import AnswerState, CriterionScore, FrameworkScore, PlanScore
from spreadkit.months import written
from spreadkit.reporting.headline import headline, headline_of_site
from spreadkit.words import count_of, cut

if TYPE_CHECKING:
    from spreadkit.reporting.compare import Move, Moves

PLACES: Final = {Reader.STEERING: "ORDER", Reader.SPONSOR: "SPONSOR", Reader.SITE: "SITE"}
"""By reader: the name of the number in a section's file that is its place for this reader."""


SHORT_CAVEAT: Final = 500
"""How many characters of a caveat the sponsor's page has room for. The figure is ours."""


@dataclass(frozen=True)
class View:
    """What a section sees: a plan, what it was judged by, how it was judged, and the date that counts as today.

    `own` is the site whose sheet is made, for the reader `site`; `moves` what moved since an earlier day, where asked;
    `attached` what is in the files that go into the report, by their names.
    """

    plan: Plan
    frameworks: Mapping[str, Framework]
    score: PlanScore
    findings: tuple[Finding, ...]
    as_of: date
    revision: str | None = None
    generator: str = field(default="spreadkit", kw_only=True)
    concepts: Mapping[str, Concept] = field(default_factory=dict, kw_only=True)
    reader: Reader = field(default=Reader.STEERING, kw_only=True)
    own: Site | None = field(default=None, kw_only=True)
    moves: "Moves | None" = field(default=None, kw_only=True)
    attached: Mapping[str, bytes] = field(default_factory=dict, kw_only=True)

    def for_site(self, site: Site) -> "View":
        """Return the view of one site's sheet. What all sheets need of the plan is worked out once and taken along."""
        for name in ("adoption", "charts", "latest"):
            getattr(self, name)
        view = copy.copy(self)
        vars(view).update(reader=Reader.SITE, own=site)
        return view

    @cached_property
    def scored(self) -> tuple[tuple[Framework, FrameworkScore], ...]:
        """The frameworks with their scores, in the plan's order."""
        return tuple(
            (self.frameworks[score.id], score) for score in self.score.frameworks if score.id in self.frameworks
        )

    @cached_property
    def asked(self) -> "tuple[Asked, ...]":
        """Every criterion of every framework with its score and its answer, in the frameworks' order."""
        return tuple(
            Asked(framework, framework.components[each.component].criteria[each.id], each, answer)
            for framework, score in self.scored
            for each in score.criteria
            for answer in (self.plan.answer(framework.id, each.id),)
        )

    @cached_property
    def latest(self) -> Mapping[tuple[str, str], AdoptionEvent]:
        """By site and change: the last adoption event up to the date; of two on one day the later row counts."""
        return latest_events(self.plan, self.as_of)

    @cached_property
    def adoption(self) -> Overview:
        """All that the adoption events say on the date."""
        return overview(self.plan, self.as_of)

    @cached_property
    def charts(self) -> Mapping[str, Charted]:
        """The chart of each measure, of all sites together, up to the date."""
        aim = self.plan.aim
        return {
            name: chart_measure(measure, self.as_of, target=known(aim.target) if aim.measure == name else None)
            for name, measure in self.plan.measures.items()
        }

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """The changes of the package, in their order."""
        changes = self.plan.package.changes if self.plan.package else {}
        return dict(sorted(changes.items(), key=lambda item: (item[1].order is None, item[1].order or 0)))

    @cached_property
    def core_changes(self) -> tuple[str, ...]:
        """The changes that every site is to take up: all but those that the package says are not core."""
        core = core_changes(self.plan)
        return tuple(name for name in self.changes if name in core)

    @cached_property
    def target_sites(self) -> tuple[Site, ...]:
        """The sites that the aim is about, ordered by wave."""
        where = set(self.plan.aim.where) - {EVERYONE}
        sites = [site for site in self.plan.target_sites if not where or site.id in where]
        waves = list(self.plan.waves)
        return tuple(sorted(sites, key=lambda site: waves.index(site.wave) if site.wave in waves else len(waves)))

    def stage(self, site: str, change: str) -> AdoptionStage | None:
        """How far a site has come with a change; None where nothing is recorded."""
        event = self.latest.get((site, change))
        return event.stage if event else None

    def is_complete(self, site: str) -> bool | None:
        """Whether every core change that applies is in place at a site; None where that is not known."""
        return is_complete(self.latest, site, self.core_changes)

    def person(self, name: str | None) -> str | None:
        """The name of a person, for their id; the id itself where the plan does not list them."""
        person = self.plan.people.get(name) if name else None
        return person.name if person else name

    def site(self, name: str) -> str:
        """The name of a site, for its id."""
        return self._site_names.get(name, name)

    def change(self, name: str) -> str:
        """The title of a change, for its id."""
        return self.changes[name].title if name in self.changes else name

    def wave(self, name: str) -> str:
        """The title of a wave, for its id."""
        wave = self.plan.waves.get(name)
        return (wave.title if wave else None) or name.replace("-", " ").capitalize()

    def audience(self, name: str) -> str:
        """The title of an audience, for its id."""
        audience = self.plan.audiences.get(name)
        return (audience.title if audience else None) or name.replace("-", " ").capitalize()

    def measure(self, name: str) -> str:
        """The title of a measure, for its id."""
        return self.plan.measures[name].title if name in self.plan.measures else name

    def evidence(self, name: str) -> str:
        """The title of a piece of evidence, for its id."""
        evidence = self.plan.evidence.get(name)
        return (evidence.title if evidence else None) or name.replace("-", " ").capitalize()

    def gate(self, name: str) -> str:
        """The title of a gate, for `framework/gate`; the name itself where there is none."""
        framework, _, gate = name.partition("/")
        found = self.frameworks[framework].gates.get(gate) if framework in self.frameworks else None
        return found.title if found else name

    def file(self, name: str) -> str:
        """The name of a file as seen from the plan's folder, wherever the report is made."""
        folder = self.score.plan.rpartition("/")[0]
        return name.removeprefix(f"{folder}/") if folder else name

    @cached_property
    def moved(self) -> "Mapping[tuple[str | None, str | None], Move]":
        """By site and change: how it moved there since the earlier day; nothing where none was asked for."""
        return {(each.site, each.change): each for each in self.moves.all} if self.moves else {}

    @cached_property
    def next_decision(self) -> date | None:
        """The next day on which the plan says that something is to be decided or looked at together."""
        dates = [each.review for each in self.plan.decisions] + [each.next for each in self.plan.reviews]
        return min((day for day in dates if day and day >= self.as_of), default=None)

    @cached_property
    def _site_names(self) -> Mapping[str, str]:
        return {site.id: site.name for site in self.plan.sites}


class Asked(NamedTuple):
    """One criterion, and everything that is known of it."""

    framework: Framework
    criterion: Criterion
    score: CriterionScore
    answer: Answer

    @property
    def says(self) -> str:
        """The answer in words: the label of its level, or what stands behind it; its state where there is none."""
        score = self.score
        if score.state is not AnswerState.ANSWERED:
            return score.says or score.state.label
        return score.says or (level_label(self.framework, self.criterion, score.level) if score.level else "answered")


class SectionFile(NamedTuple):
    """A file of `sections/`: its name, its place for each reader that it is for, and what builds it."""

    name: str
    places: Mapping[Reader, int]
    build: Callable[[View], Section | None]


def build_report(view: View) -> Report:
    """Put together the report of a plan for its reader: all sections that have something to say, in order."""
    built = [section for each in sections_for(view.reader) if (section := each.build(view)) is not None]
    left_out: list[str] = []
    if view.reader is Reader.STEERING:
        built, left_out = _laid_out(view.plan.report, built)
    built = list(_with_pages(view, built))
    ids = [section.id for section in built]
    if len(set(ids)) < len(ids):
        raise ValueError(f"two sections of the report have the same id, among {', '.join(ids)}")
    return Report(
        title=view.plan.title if view.own is None else f"{view.own.name}: {view.plan.title}",
        plan=view.file(view.score.plan),
        reader=view.reader,
        site=view.own.id if view.own else None,
        as_of=view.as_of,
        revision=view.revision,
        fictional=view.plan.fictional,
        caveat=_caveat(view),
        facts=tuple(_facts(view)),
        headline=_headline(view),
        frameworks=tuple(
            FrameworkLine(id=each.id, title=each.title, edition=each.edition) for each in view.frameworks.values()
        ),
        sections=tuple(built),
        generator=view.generator,
        brand=_branding(view),
        left_out=tuple(left_out),
    )


def section_ids() -> tuple[str, ...]:
    """Return the ids of the sections of the pack, in its order: the names of their files, with hyphens."""
    return tuple(each.name.replace("_", "-") for each in sections_for(Reader.STEERING))


def _laid_out(layout: Layout, built: list[Section]) -> tuple[list[Section], list[str]]:
    """Put sections in a plan's own order, and leave out what it leaves out; return the titles of these, too."""
    kept = [each for each in built if each.id not in layout.leave_out]
    first = [each for name in dict.fromkeys(layout.order) for each in kept if each.id == name]
    rest = [each for each in kept if each.id not in layout.order]
    return [*first, *rest], [each.title for each in built if each not in kept]


def _with_pages(view: View, built: list[Section]) -> Iterator[Section]:
    """Go through sections with the team's own pages among them: after the one that each names, else at the end."""
    waiting = [
        (page.after, Section(id=f"page-{number}", title=page.title, blocks=(prose,)))
        for number, page in enumerate(view.plan.report.pages, start=1)
        if view.reader.value in page.for_ and page.file in view.attached
        if (prose := read_page(view.attached[page.file].decode("utf-8"))).parts
    ]
    here = {section.id for section in built}
    for section in built:
        yield section
        yield from (page for after, page in waiting if after == section.id)
    yield from (page for after, page in waiting if after not in here)


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
    """Return every section file by its name. Two that claim one place for a reader, and one without, are refused."""
    found = tuple(_load(name) for name in module_names(sections_package))
    for reader in Reader:
        claimed = sorted((each.places[reader], each.name) for each in found if reader in each.places)
        for (order, one), (other_order, other) in pairwise(claimed):
            if order == other_order:
                raise ValueError(f"the sections {one} and {other} have the same {PLACES[reader]} {order}")
    for each in found:
        if not each.places:
            raise ValueError(f"the section {each.name} is for nobody: give it one of {', '.join(PLACES.values())}")
    return found


def sections_for(reader: Reader) -> list[SectionFile]:
    """Return the section files for a reader, in the order of the page."""
    return sorted((each for each in all_sections() if reader in each.places), key=lambda each: each.places[reader])


def day(value: date | Unknown | None, *, silent: str = "not stated") -> str:
    """Return a date as people write it: `15 March 2026`; `unknown` and nothing are told apart."""
    if isinstance(value, date):
        return written(value)
    return silent if value is None else value.value


def _caveat(view: View) -> str | None:
    """Return what is to be noted of the plan; on the one page of the sponsor its beginning."""
    caveat = view.plan.caveat
    return cut(caveat, SHORT_CAVEAT) if caveat and view.reader is Reader.SPONSOR else caveat


def _headline(view: View) -> tuple[Said, ...]:
    if view.own is None:
        return headline(view.plan, view.adoption, view.charts)
    return headline_of_site(view.plan, view.own, view.adoption)


def _facts(view: View) -> Iterator[Fact]:
    yield Fact(term="As of", says=Phrase(text=day(view.as_of)))
    if view.own is not None:
        wave = view.wave(view.own.wave) if view.own.wave else "in no wave"
        yield Fact(term="Wave", says=Phrase(text=wave))
    else:
        yield Fact(term="Stage of the plan", says=Phrase(text=view.plan.stage.value.capitalize()))
        yield from _completeness(view)
    yield Fact(term="Next decision or review", says=Phrase(text=day(view.next_decision, silent="no date set")))
    if view.revision:
        yield Fact(term="Revision", says=Phrase(text=view.revision))


def _completeness(view: View) -> Iterator[Fact]:
    """Say of how many sites anything is on record at all."""
    sites = view.adoption.tracker.sites
    if sites:
        told = sum(each.age is not None for each in sites)
        yield Fact(term="On record", says=Phrase(text=f"{told} of {count_of(len(sites), 'target site')}"))


def _load(name: str) -> SectionFile:
    module = importlib.import_module(f"{sections_package.__name__}.{name}")
    places = {reader: getattr(module, place) for reader, place in PLACES.items() if hasattr(module, place)}
    return SectionFile(name, places, module.build)
