"""Items 6 to 10: design, context, sites and population, strategy and intervention, sub-groups."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from spreadkit.model.base import UNKNOWN, known
from spreadkit.model.people import Communication, Person
from spreadkit.model.references import EVERYONE
from spreadkit.model.rollout import Site, Wave
from spreadkit.months import day
from spreadkit.reporting.stari.entries import (
    Entries,
    PublishedPlan,
    StrandWriter,
    amount,
    by_hand,
    entry,
    joined,
    on_day,
    several,
)
from spreadkit.rollout.progress import sites_in
from spreadkit.sections._view import View
from spreadkit.sections._wording import label, n_of, slug
from spreadkit.words import count_of, in_words

_LEFT_OUT: Final = ("exempt", "out-of-scope", "deferred", "left")
"""The words for sites that are no target sites, and no places where it works already."""


def _design(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    yield from entry(
        "Design", spread.study.design, "study.design", "the design, and the reporting standard that goes with it"
    )
    shown = {name: charted.measure for name, charted in view.charts.items() if charted.line.known}
    followed = [f"{measure.title}: {_followed(view, name)}" for name, measure in shown.items()]
    yield from several("What is followed over time", followed, "measures", "measures with data")
    yield from plan.revisions()


def _followed(view: View, name: str) -> str:
    measure, line = view.charts[name].measure, view.charts[name].line
    points = count_of(len(line.known), "value")
    until = f"before the change until {day(measure.baseline.until)}" if measure.baseline else ""
    return joined(points, f"every {measure.every.value}" if measure.every else "", until, by=", ")


def _context(plan: PublishedPlan) -> Entries:
    spread = plan.view.plan
    add = "the setting (policy, money, organisation, what else went on)"
    yield from entry("Context", spread.study.context, "study.context", add)
    kinds = [joined(stratum.title, stratum.about, by=": ") for stratum in spread.strata.values()]
    yield from several("Kinds of setting", kinds, "strata")
    partners = [joined(partner.title, partner.needed, by=": ") for partner in spread.partners.values()]
    yield from several("Whose help is needed", partners, "partners")
    for name, obstacle in spread.obstacles.items():
        found = f"found: {obstacle.found}" if obstacle.found else ""
        yield from entry("Obstacle", joined(obstacle.what, found, obstacle.state), f"obstacles.{name}")
    if not spread.obstacles:
        yield from entry("Obstacles", None, "obstacles", "what makes it hard for sites, and what helped")


def _sites(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    meant = view.adoption.of
    size = count_of(meant, "site") if meant is not None else spread.aim.population
    where = "sites" if plan.has("sites") else "aim.population"
    yield from entry("Sites that are meant", size, where, "how many sites are meant")
    yield from several("Part of", sites_by_kind(site.group for site in view.target_sites), "sites")
    yield from several("Kind of setting", sites_by_kind(setting_of(view, site) for site in view.target_sites), "sites")
    chosen = [_chosen(view, name, wave) for name, wave in spread.waves.items()]
    chosen += [joined(unit.title, unit.because, by=": ") for unit in spread.units.values() if unit.because]
    yield from several(
        "How sites were chosen", chosen, "waves", "why these sites, in this order, as the wave's because"
    )
    for site in spread.sites:
        if site.status in _LEFT_OUT:
            why = site.because or site.note
            yield from entry(f"Not a target site: {site.name}", joined(slug(site.status), why), "sites")
    resources = [
        joined(resource.title, resource.need, by=": ") for resource in spread.resources.values() if not resource.changes
    ]
    yield from several("What sites need for it", resources, "resources")


def setting_of(view: View, site: Site) -> str | None:
    """Return the kind of setting of a site in words, where it has one."""
    strata = view.plan.strata
    return strata[site.stratum].title if site.stratum in strata else site.stratum


def sites_by_kind(kinds: Iterable[str | None]) -> Iterator[str]:
    """Say how many sites are of each kind, the most frequent first; nothing where no kind is known."""
    found = Counter(kinds)
    if set(found) - {None}:
        for kind, number in sorted(found.items(), key=lambda item: (item[0] is None, -item[1])):
            yield f"{kind or 'not stated'}: {n_of(number, found.total(), 'sites')}"


def _chosen(view: View, name: str, wave: Wave) -> str:
    why = joined(wave.because, wave.note)
    return f"{view.wave(name)}: {why}" if why else ""


def _population(plan: PublishedPlan) -> Entries:
    aim = plan.view.plan.aim
    yield from entry("For whom", aim.for_, "aim.for", "the people whom it is for")
    yield from entry("How many people", aim.people, "aim.people", "how many people the sites serve")
    yield from by_hand("Who is left out", "Say which people were not eligible.")


def _strategy(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    yield from several("Way of spreading", map(slug, spread.approach.method), "approach.method", "the way of spreading")
    for name, wave in spread.waves.items():
        yield from entry(f"Wave: {view.wave(name)}", _wave(view, name, wave), f"waves.{name}")
    if not spread.waves:
        yield from entry("Waves", None, "waves", "the waves, with their days")
    roles = [(name, person) for name, person in spread.people.items() if person.role]
    yield from several(
        "Who does what, by role", dict.fromkeys(_role(person) for _, person in roles), "people", "who does what"
    )
    yield from _communication(view)
    for name, community in spread.communities.items():
        yield from entry("Where peers meet", joined(community.title, community.meets, by=": "), f"communities.{name}")
    for name, support in spread.support.items():
        load = amount(support.sites_each, "sites each")
        within = f"answers within: {support.answers_within}" if support.answers_within else ""
        people = count_of(len(support.people), "person", "people") if support.people else ""
        says = joined(support.title, slug(support.kind), people, load, within)
        yield from entry("Support and training", says, f"support.{name}")
    if not spread.support:
        yield from entry("Support and training", None, "support", "who helps and trains sites, and how")
    for feedback in spread.feedback:
        to = in_words([slug(audience) for audience in feedback.to])
        shown = in_words(list(map(view.measure, feedback.measures)))
        every = f"every {feedback.every.value}" if feedback.every else ""
        yield from entry("Results fed back", joined(f"to {to}", shown, every), "feedback")


def _wave(view: View, name: str, wave: Wave) -> str:
    size = UNKNOWN if wave.sites is UNKNOWN else sites_in(view.plan, name)
    start, end = known(wave.start), known(wave.end)
    days = f"{day(start)} to {day(end)}" if start and end else f"start: {day(wave.start)}, end: {day(wave.end)}"
    return joined(days, amount(size, "sites"), wave.version and f"version {wave.version}")


def _role(person: Person) -> str:
    """Say what a person does, where and with how much time: papers name roles, not people."""
    roles = in_words([slug(role.value) for role in person.role])
    where = joined(person.organisation, _time(person), in_words(list(person.duties)), person.authority)
    return joined(f"{roles[:1].upper()}{roles[1:]}", where, by=": ")


def _time(person: Person) -> str:
    return "share of a full week: unknown" if person.time is UNKNOWN else amount(person.time, "of a full week")


def _communication(view: View) -> Entries:
    by_audience: dict[str, list[Communication]] = {}
    for item in view.plan.communication:
        by_audience.setdefault(item.audience, []).append(item)
    for audience, items in by_audience.items():
        whom = "everyone" if audience == EVERYONE else view.audience(audience)
        yield from several(f"Communication to: {whom}", map(_message, items), "communication")
    if not by_audience:
        yield from entry("Communication", None, "communication", "who is told what, by whom, how and when")


def _message(item: Communication) -> str:
    planned = f"planned for {day(item.on)}" if known(item.on) is not None else on_day(item.on)
    done = f"done on {day(item.done)}" if item.done is not None else planned
    return f"{label(item.purpose)}: {joined(item.channel, done, item.message)}"


def _intervention(plan: PublishedPlan) -> Entries:
    view, package = plan.view, plan.view.plan.package
    if package is None:
        yield from entry("Package", None, "package", "what is spread, with its version and its changes")
        return
    yield from entry("Package", joined(package.title, f"version {package.version}"), "package.version")
    yield from entry("Where the full description is", package.home, "package.home")
    yield from entry("How it may be adapted", package.adapting, "package.adapting")
    for name, change in view.changes.items():
        kind = {True: "Core change", False: "Adaptable change"}.get(change.core, "Change")  # type: ignore[arg-type]
        written = f"described in {change.how_to}" if change.how_to else ""
        adaptable = f"may be adapted: {change.adaptable}" if change.adaptable else ""
        yield from entry(kind, joined(change.title, written, adaptable), f"package.changes.{name}")
        if known(change.core) is None:
            where = f"package.changes.{name}.core"
            yield from entry(f"Core or adaptable: {change.title}", change.core, where, "yes or no")
    if not view.changes:
        yield from entry("Changes", None, "package.changes", "the changes, each core or adaptable")


def _subgroups(plan: PublishedPlan) -> Entries:
    study = plan.view.plan.study
    yield from entry(
        "Sub-groups or nested studies", study.subgroups, "study.subgroups", "sub-groups that you studied or compared"
    )


DESCRIPTION: Final[Mapping[int, tuple[StrandWriter, ...]]] = {
    6: (_design,),
    7: (_context,),
    8: (_sites, _population),
    9: (_strategy, _intervention),
    10: (_subgroups,),
}
"""By item: what goes through its strands."""
