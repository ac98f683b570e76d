"""Items 17 to 24: who took part, outcomes, process, costs, sub-groups, fidelity, changes of context, harms."""

from collections.abc import Mapping, Sequence
from typing import Final

from spreadkit.adoption.curves import Extent
from spreadkit.adoption.state import CoreState
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.adoption.words import looks_sentences, reach_sentence, reasons_in_words, stale_note
from spreadkit.model.base import UNKNOWN, known
from spreadkit.model.measure import MeasureKind
from spreadkit.model.plan import Plan
from spreadkit.model.verdict import VerdictQuestion
from spreadkit.months import day
from spreadkit.reporting.stari.description import setting_of, sites_by_kind
from spreadkit.reporting.stari.entries import (
    Entries,
    PublishedPlan,
    StrandWriter,
    by_hand,
    entry,
    joined,
    on_day,
    several,
)
from spreadkit.sections._pictures import spans_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import n_of, say, slug
from spreadkit.verdicts.grammar import plain
from spreadkit.words import count_of, in_words


def _took_part(plan: PublishedPlan) -> Entries:
    view, seen = plan.view, plan.view.adoption
    if seen.sites and seen.on_record:
        yield from entry("Sites that have begun", n_of(len(seen.begun), len(seen.sites), "target sites"), plan.record)
    else:
        yield from entry("Sites that have begun", None, "adoption", "the stages that sites reached, with their days")
    for span in spans_of(view):
        yield from entry(f"Wave: {span.title}", span.says, plan.places("waves", "sites", "adoption"))
    sites = view.target_sites
    yield from several("Part of", sites_by_kind(site.group for site in sites), "sites")
    yield from several("Kind of setting", sites_by_kind(setting_of(view, site) for site in sites), "sites")
    yield from several("Kind of adopter", sites_by_kind(site.adopter and slug(site.adopter) for site in sites), "sites")
    asked = {True: "volunteered", False: "did not volunteer", None: None}
    yield from several("Came of their own accord", sites_by_kind(asked[site.volunteer] for site in sites), "sites")


def _reached(plan: PublishedPlan) -> Entries:
    yield from entry("How many people the sites serve", plan.view.plan.aim.people, "aim.people", "how many people")
    yield from by_hand("Who was reached", "Take numbers and characteristics of patients from your own data.")


def _of_implementation(plan: PublishedPlan) -> Entries:
    view = plan.view
    if view.adoption.on_record:
        yield from entry("How far it has spread", reach_sentence(view.adoption), plan.record)
        for extent in view.adoption.extents:
            yield from entry(f"In place: {view.change(extent.change)}", _extent(view, extent), plan.record)
    else:
        yield from entry("How far it has spread", None, "adoption", "the stages that sites reached, with their days")
    yield from plan.verdict(VerdictQuestion.ON_TRACK, "Against the plan")
    yield from _charted(plan, MeasureKind.SPREAD, "Measure of spread")


def _extent(view: View, extent: Extent) -> str:
    """Say how far one change has come, which of the sites are as last seen, and of how many it is not known."""
    if not extent.of:
        return "It applies nowhere."
    stale = stale_note(view.adoption.tracker.stale_with(extent.change), extent.in_place, view.adoption)
    return joined(n_of(extent.in_place, extent.of, "target sites"), stale, _not_known(extent.unknown))


def _not_known(sites: int) -> str:
    return f"not known of {count_of(sites, 'site')}" if sites else ""


def _of_care(plan: PublishedPlan) -> Entries:
    yield from plan.verdict(VerdictQuestion.WORKING, "Main outcome")
    if plan.answers.size:
        yield from entry("Size of the effect", plain(plan.answers.size), f"measures.{plan.view.plan.aim.measure}")
    yield from _charted(plan, MeasureKind.OUTCOME, "Outcome", "a measure of the result for patients, with data")


def _charted(plan: PublishedPlan, kind: MeasureKind, term: str, add: str = "") -> Entries:
    """Go through what the charts of some measures say, in the words of every report, and what is published of them."""
    found = list(plan.measures(kind))
    if not found and add:
        yield from entry(term, None, "measures", add)
    for name, measure in found:
        charted = plan.view.charts.get(name)
        titled = f"{term}: {measure.title}"
        if charted is not None and charted.line.known:
            yield from entry(titled, joined(charted.says, charted.judged_by, by=" "), f"measures.{name}")
        elif not measure.published and kind is not MeasureKind.SPREAD:
            yield from entry(titled, None, f"measures.{name}.data", "its data")
        for published in measure.published:
            when = published.when or (day(published.on) if published.on is not None else "")
            yield from entry(
                f"As published: {measure.title}", joined(published.says, when), f"measures.{name}.published"
            )


def _how_it_worked(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    yield from _charted(plan, MeasureKind.PROCESS, "Process measure", "a measure of the work done, with data")
    if view.adoption.on_record:
        reasons = reasons_in_words(view.adoption)
        yield from entry("What holds sites up, by how many say so", reasons, "adoption")
    yield from plan.verdict(VerdictQuestion.STUCK, "Where it is stuck")
    learnt = [
        joined(lesson.what, lesson.altered and f"altered: {lesson.altered}")
        for lesson in spread.learning
        if plan.has_happened(lesson.on)
    ]
    yield from several("What was learnt", learnt, "learning", "what was learnt of spreading, and what it altered")
    for name, test in spread.tests.items():
        if test.found and plan.has_happened(test.on):
            yield from entry("What a test found", joined(test.what, test.found, by=": "), f"tests.{name}")


def _costs_of_strategy(plan: PublishedPlan) -> Entries:
    yield from _costs(plan.view.plan, of_changes=False)


def _costs_of_intervention(plan: PublishedPlan) -> Entries:
    yield from _costs(plan.view.plan, of_changes=True)


def _costs(plan: Plan, *, of_changes: bool) -> Entries:
    """Go through what it took: what changes themselves need belongs to the intervention, all else to the strategy."""
    resources = {name: resource for name, resource in plan.resources.items() if bool(resource.changes) is of_changes}
    if not resources:
        yield from entry("What it took and cost", None, "resources", "what it took, with costs")
    money = f" {plan.approach.currency}" if plan.approach.currency else ""
    for name, resource in resources.items():
        yield from entry(f"What it took: {resource.title}", resource.need, f"resources.{name}")
        given = {"once": resource.once, "each year": resource.yearly}
        told = [f"{when}: {say(cost)}{money}" for when, cost in given.items() if known(cost) is not None]
        told += [f"{when}: unknown" for when, cost in given.items() if cost is UNKNOWN and told]
        per = f"for one {resource.per}" if resource.per in {"site", "unit"} else ""
        silent = UNKNOWN if UNKNOWN in given.values() else None
        says = joined(", ".join(told), per, by=" ") if told else silent
        where = f"resources.{name}" if told else f"resources.{name}.once"
        yield from entry(f"Cost: {resource.title}", says, where, "its cost, once or yearly")


def _groups(plan: PublishedPlan) -> Entries:
    view = plan.view
    by_kind: dict[str, list[TrackedSite]] = {}
    for tracked in view.adoption.sites:
        by_kind.setdefault(setting_of(view, tracked.site) or tracked.site.group or "", []).append(tracked)
    by_kind.pop("", None)
    told = [f"{name}: {_in_place(view, found)}" for name, found in by_kind.items()] if view.adoption.on_record else []
    where, add = plan.record if told else "sites", "the kind of each site, as its stratum or group"
    yield from several("Every core change in place, by kind of site", told, where, add)
    yield from by_hand("Do they stand for all", "Compare those who were studied with those who were not.")


def _in_place(view: View, sites: Sequence[TrackedSite]) -> str:
    """Say how many of some sites have every core change, which as last seen, and of how many it is not known."""
    there = [tracked for tracked in sites if tracked.is_there]
    stale = stale_note([tracked for tracked in there if tracked.stale], len(there), view.adoption)
    unknown = sum(tracked.core is CoreState.UNKNOWN for tracked in sites)
    return joined(n_of(len(there), len(sites), "sites"), stale, _not_known(unknown))


def _as_planned(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    late = [f"{span.title}: {span.says}" for span in spans_of(view) if span.late]
    yield from several("Waves behind their plan", late, plan.places("waves", "sites", "adoption"))
    if spread.communication:
        done = sum(item.done is not None and item.done <= view.as_of for item in spread.communication)
        yield from entry("Messages that were sent", n_of(done, len(spread.communication)), "communication")
    yield from plan.revisions()


def _delivered(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    yield from several("Was the change still there", looks_sentences(view.adoption), "adoption")
    yield from plan.verdict(VerdictQuestion.LASTING, "Does it last")
    if not spread.adaptations:
        yield from entry("Adaptations", None, "adaptations", "what sites do otherwise than the package says")
    for adaptation in spread.adaptations:
        if plan.has_happened(adaptation.on):
            judged = f"judged {adaptation.judged}" if adaptation.judged else "not judged yet"
            where = in_words(list(map(view.site, adaptation.sites)))
            says = joined(on_day(adaptation.on), where, adaptation.what, adaptation.because, judged)
            yield from entry(f"Adaptation: {view.change(adaptation.change)}", says, "adaptations")
    for version in spread.package.versions if spread.package else ():
        if plan.has_happened(version.on):
            says = joined(on_day(version.on), version.what, version.because)
            yield from entry(f"Version {version.version} of the package", says, "package.versions")


def _changes_of_context(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    noted = [
        (name, annotation)
        for name, measure in spread.measures.items()
        for annotation in measure.annotations
        if annotation.on <= view.as_of
    ]
    for name, annotation in sorted(noted, key=lambda pair: pair[1].on):
        where = view.site(annotation.site) if annotation.site else ""
        yield from entry(
            f"Noted on: {view.measure(name)}",
            joined(day(annotation.on), where, annotation.says),
            f"measures.{name}.annotations",
        )
    if not noted:
        yield from entry("What happened meanwhile", None, "measures", "what happened on which day, as annotations")
    for site in spread.sites:
        joined_on = f"joined on {day(site.joined)}" if site.joined and site.joined <= view.as_of else ""
        left_on = f"left on {day(site.left)}" if site.left and site.left <= view.as_of else ""
        if joined_on or left_on:
            yield from entry(f"Site that came or went: {site.name}", joined(joined_on, left_on, site.note), "sites")
    if spread.paused is not None:
        since = f"since {day(spread.paused.since)}" if spread.paused.since else ""
        yield from entry("The spread rests", joined(since, spread.paused.because) or "paused", "paused")


def _harms(plan: PublishedPlan) -> Entries:
    spread = plan.view.plan
    yield from _charted(plan, MeasureKind.BALANCING, "Balancing measure", "a measure of harm elsewhere, with data")
    harmful = [
        adaptation.what
        for adaptation in spread.adaptations
        if adaptation.judged == "harmful" and plan.has_happened(adaptation.on)
    ]
    yield from several("Adaptations judged harmful", harmful, "adaptations")
    yield from by_hand("Other harms", "Say which harms you looked for, and that none was seen where that is so.")


RESULTS: Final[Mapping[int, tuple[StrandWriter, ...]]] = {
    17: (_took_part, _reached),
    18: (_of_implementation, _of_care),
    19: (_how_it_worked,),
    20: (_costs_of_strategy, _costs_of_intervention),
    21: (_groups,),
    22: (_as_planned, _delivered),
    23: (_changes_of_context,),
    24: (_harms,),
}
"""By item: what goes through its strands."""
