"""Items 1 to 5: title, abstract, problem, rationale and aims."""

from collections.abc import Mapping
from typing import Final

from spreadkit.model.aim import SuccessfulSite
from spreadkit.model.base import known
from spreadkit.model.references import EVERYONE
from spreadkit.months import day
from spreadkit.reporting.stari.entries import Entries, PublishedPlan, StrandWriter, entry, joined, several
from spreadkit.sections._view import View
from spreadkit.sections._wording import say, slug


def _title(plan: PublishedPlan) -> Entries:
    yield from entry("Title of the plan", plan.view.plan.title, "title")
    yield from entry(
        "Design, to be named in the title", plan.view.plan.study.design, "study.design", "the design of the study"
    )


def _abstract(plan: PublishedPlan) -> Entries:
    spread = plan.view.plan
    yield from entry("Summary", spread.summary, "summary", "a summary of the spread")
    yield from entry("Aim", spread.aim.statement, "aim.statement", "the aim in one sentence")
    yield from plan.headline("Result in one line")


def _problem(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    yield from entry("Problem", spread.study.problem, "study.problem", "the problem in care, with its size")
    yield from entry("Where the target comes from", spread.aim.because, "aim.because")
    yield from _baseline(view)
    for name, case in spread.case.items():
        whom = "everyone" if name == EVERYONE else view.audience(name)
        yield from entry(f"The case made to: {whom}", case.says, f"case.{name}")


def _baseline(view: View) -> Entries:
    aim = view.plan.aim
    if aim.measure and known(aim.baseline) is not None:
        yield from entry("Level before the start", f"{view.measure(aim.measure)}: {say(aim.baseline)}", "aim.baseline")
    else:
        yield from entry("Level before the start", aim.baseline, "aim.baseline", "the level before the start")


def _why_strategy(plan: PublishedPlan) -> Entries:
    spread, frameworks = plan.view.plan, plan.view.frameworks
    used = [f"{framework.title} ({framework.id}, edition {framework.edition})" for framework in frameworks.values()]
    yield from several("Framework followed", used, "frameworks", "the framework that the plan follows")
    yield from several("Way of spreading", map(slug, spread.approach.method), "approach.method")
    yield from entry(
        "Why this way", spread.approach.because, "approach.because", "why this way of spreading is expected to work"
    )
    yield from entry("Sent out, and from peer to peer", spread.approach.mix, "approach.mix")
    yield from several(
        "What the aim rests on", (driver.title for driver in spread.drivers.primary.values()), "drivers.primary"
    )
    for name, test in spread.tests.items():
        if test.found and plan.has_happened(test.on):
            yield from entry("Tried on a small scale", f"{test.what}: {test.found}", f"tests.{name}")


def _why_intervention(plan: PublishedPlan) -> Entries:
    view, package = plan.view, plan.view.plan.package
    if package is not None:
        yield from entry("Principles", package.principles, "package.principles")
    for name, change in view.changes.items():
        says = joined(change.because, change.expected_effect and f"expected effect: {change.expected_effect}")
        yield from entry(f"Why: {change.title}", says, f"package.changes.{name}")
    places = view.plan.successful_sites
    if not places:
        yield from entry("Where it works already", None, "successful-sites", "a place where the intervention works")
    for name, place in places.items():
        yield from entry(f"Where it works already: {place.title}", _result(view, place), f"successful-sites.{name}")
    papers = {name: evidence for name, evidence in view.plan.evidence.items() if evidence.kind == "publication"}
    if not papers:
        yield from entry("Published evidence", None, "evidence", 'the papers it rests on, as "kind: publication"')
    for name, paper in papers.items():
        yield from entry("Published evidence", joined(view.evidence(name), paper.says, by="\n"), f"evidence.{name}")


def _result(view: View, place: SuccessfulSite) -> str:
    """Say what came of it at a place where it works: in its own words, else as its figures."""
    if place.result:
        return place.result
    what = view.measure(place.measure) if place.measure else "measure not stated"
    return f"{what}: {say(place.before)} before, {say(place.after)} after"


def _aims(plan: PublishedPlan) -> Entries:
    view, aim = plan.view, plan.view.plan.aim
    yield from entry("Aim", aim.statement, "aim.statement", "the aim in one sentence")
    yield from several("Changes to be spread", map(view.change, aim.what), "aim.what", "the changes to be spread")
    sites = known(aim.population)
    meant = f"{say(sites)} sites are to take up every core change" if sites is not None else None
    dated = joined(meant, f"by {day(aim.by)}", by=" ") if meant and known(aim.by) else meant
    yield from entry(
        "Objective of the implementation", dated or aim.population, "aim.population", "how many sites are meant"
    )
    yield from entry("Counts as reached", aim.reached, "aim.reached")
    yield from entry("Objective of the intervention", _target(view), "aim.target", "how good care is to become")
    yield from entry("By when", aim.by, "aim.by", "the date of the aim")


def _target(view: View) -> str | None:
    aim = view.plan.aim
    if known(aim.target) is None:
        return None if aim.target is None else say(aim.target)
    what = view.measure(aim.measure) if aim.measure else "measure not stated"
    start = f"from {say(aim.baseline)} " if known(aim.baseline) is not None else ""
    return f"{what}: {start}to {say(aim.target)}"


INTRODUCTION: Final[Mapping[int, tuple[StrandWriter, ...]]] = {
    1: (_title,),
    2: (_abstract,),
    3: (_problem,),
    4: (_why_strategy, _why_intervention),
    5: (_aims,),
}
"""By item: what goes through its strands."""
