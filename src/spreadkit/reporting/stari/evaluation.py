"""Items 11 to 16: outcomes, process and economic evaluation, sample, analysis and sub-groups, as they were planned."""

from collections.abc import Mapping
from typing import Final

from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.months import day
from spreadkit.reporting.stari.entries import Entries, PublishedPlan, StrandWriter, entry, joined, several
from spreadkit.sections._wording import say, slug

_ECONOMICS: Final = "how costs are counted and compared"


def _of_strategy(plan: PublishedPlan) -> Entries:
    view, aim = plan.view, plan.view.plan.aim
    yield from entry("How many sites are meant", aim.population, "aim.population", "how many sites are meant")
    for name, change in view.changes.items():
        where = f"package.changes.{name}.adopted"
        judged = f"judged by: {change.judged_by}" if change.judged_by else ""
        says = joined(change.adopted, judged) if change.adopted else None
        yield from entry(f"Counts as adopted: {change.title}", says, where, "when a site counts as having adopted it")
    yield from _definitions(plan, MeasureKind.SPREAD, "Measure of spread", "a measure of how far it has spread")


def _of_intervention(plan: PublishedPlan) -> Entries:
    yield from _definitions(plan, MeasureKind.OUTCOME, "Outcome", "a measure of the result for patients")
    yield from _definitions(plan, MeasureKind.BALANCING, "Balancing measure", "a measure of harm elsewhere")


def _definitions(plan: PublishedPlan, kind: MeasureKind, term: str, add: str) -> Entries:
    found = list(plan.measures(kind))
    if not found:
        yield from entry(term, None, "measures", add)
    for name, measure in found:
        says = _defined(measure)
        where = f"measures.{name}" if says else f"measures.{name}.definition"
        yield from entry(f"{term}: {measure.title}", says, where, "its definition")


def _defined(measure: Measure) -> str:
    """Say how a measure is defined, aimed and collected, as far as the plan does."""
    told = {
        "Counted": measure.numerator,
        "Out of": measure.denominator,
        "Target": None if measure.target is None else say(measure.target),
        "Better": None if measure.better == "neither" else measure.better,
        "Every": measure.every.value if measure.every else None,
        "Collected": slug(measure.collected) if measure.collected else None,
        "Source": measure.source,
    }
    return joined(measure.definition, *(f"{word}: {text}" for word, text in told.items() if text), by="\n")


def _process(plan: PublishedPlan) -> Entries:
    spread = plan.view.plan
    yield from _definitions(plan, MeasureKind.PROCESS, "Process measure", "a measure of the work done")
    for name, test in spread.tests.items():
        yield from entry("Test of a way to spread", joined(test.what, test.predict), f"tests.{name}")
    reviews = [review.what for review in spread.reviews if review.what and plan.has_happened(review.on)]
    yield from several("Reviews of the data", reviews, "reviews")


def _costs_of_strategy(plan: PublishedPlan) -> Entries:
    spread = plan.view.plan
    yield from entry("Economic evaluation", spread.study.economics, "study.economics", _ECONOMICS)
    yield from entry("Currency", spread.approach.currency, "approach.currency")


def _costs_of_intervention(plan: PublishedPlan) -> Entries:
    yield from entry("Economic evaluation", plan.view.plan.study.economics, "study.economics", _ECONOMICS)


def _sample(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    yield from entry("How many sites are meant", spread.aim.population, "aim.population", "how many sites are meant")
    sizes = [f"{view.wave(name)}: {wave.because}" for name, wave in spread.waves.items() if wave.because]
    yield from several("Why waves have their size", sizes, "waves", "why each wave has its size, as its because")
    for name, measure in spread.measures.items():
        yield from entry(
            f"Sample: {measure.title}", measure.sample, f"measures.{name}.sample", f"the sample of: {measure.title}"
        )


def _analysis(plan: PublishedPlan) -> Entries:
    view = plan.view
    shown = {name: charted for name, charted in view.charts.items() if charted.line.known}
    if not shown:
        yield from entry("Analysis over time", None, "measures", "measures with data")
    for name, charted in shown.items():
        measure = charted.measure
        told = [
            f"Counted otherwise since {day(redefinition.on)}: {redefinition.what}"
            for redefinition in measure.redefined
            if plan.has_happened(redefinition.on)
        ]
        told += [
            joined(f"Left out: {day(exclusion.on)}", exclusion.because)
            for exclusion in measure.excluded
            if plan.has_happened(exclusion.on)
        ]
        says = joined(charted.judged_by, *told, by="\n")
        where = f"measures.{name}" if says else f"measures.{name}.data"
        yield from entry(f"Analysis over time: {measure.title}", says, where, "enough values for a chart")


def _comparisons(plan: PublishedPlan) -> Entries:
    spread = plan.view.plan
    yield from entry("Sub-groups", spread.study.subgroups, "study.subgroups", "sub-groups that you studied or compared")
    yield from several("Kinds of setting", (stratum.title for stratum in spread.strata.values()), "strata")


EVALUATION: Final[Mapping[int, tuple[StrandWriter, ...]]] = {
    11: (_of_strategy, _of_intervention),
    12: (_process,),
    13: (_costs_of_strategy, _costs_of_intervention),
    14: (_sample,),
    15: (_analysis,),
    16: (_comparisons,),
}
"""By item: what goes through its strands."""
