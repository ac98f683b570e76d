"""From the first sites to all: the way there step by step, the scalable units, and the kinds of setting."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.plan import Plan
from spreadkit.model.report import Block, Fact, Facts, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.scale import Approach, Stratum, Unit
from spreadkit.months import day
from spreadkit.rollout.progress import SpreadStep, counts_units, spread_steps
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, fact, listed_in_words, n_of, say, section, slug, table, who

ORDER = 71
SHOWS: Final = ("aim.units", "aim.people", "aim.reached", "approach", "units", "strata", "waves.units")


def build(view: View) -> Section | None:
    """Build the section."""
    plan = view.plan
    has_steps = any(wave.step or wave.units or wave.sites for wave in plan.waves.values())
    if not (plan.units or plan.strata or has_steps or plan.approach != Approach()):
        return None
    return section("units", "From the first sites to all", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    plan = view.plan
    yield Facts(items=tuple(_facts(plan)))
    steps = list(spread_steps(plan))
    if steps:
        what = "Units" if counts_units(plan) else "Sites"
        headers = ["Wave", "Start", f"#{what} it adds", f"#{what} in all", "#Times as many"]
        yield table("Step by step", headers, [_step(view, step) for step in steps])
    if plan.units:
        headers = ["Unit", "#Sites", "Kind?", "Wave?", "Manager?", "Champions?", "Manager agreed?", "Why this one?"]
        yield table("Scalable units", headers, [_unit(view, unit) for unit in plan.units.values()])
    if plan.strata:
        headers = ["Kind of setting", "#Sites at full scale", "#Sites listed", "What it is?"]
        yield table(
            "Kinds of setting", headers, [_stratum(plan, name, stratum) for name, stratum in plan.strata.items()]
        )


def _facts(plan: Plan) -> Iterator[Fact]:
    aim, approach = plan.aim, plan.approach
    yield fact("All of it", Phrase(text=_whole(plan), note=f"by {day(aim.by)}"))
    yield from _start(plan)
    yield fact("Counts as reached", aim.reached)
    yield fact("How to get there", listed_in_words(map(slug, approach.method)))
    for term, words in (
        ("Because", approach.because),
        ("Sent out and from peer to peer", approach.mix),
        ("Practices that a site takes up at once, at most", approach.practices_at_most),
    ):
        if words is not None:
            yield fact(term, words)
    yield fact("It stops, or is designed anew, when", approach.stop_when)


def _start(plan: Plan) -> Iterator[Fact]:
    """Say which sites are not counted as a step, because it works there already."""
    names = [site.name for site in plan.sites if site.status == "successful"]
    if names:
        yield fact("Where it starts from", listed_in_words(names), "works there already; not counted as a step")


def _whole(plan: Plan) -> str:
    aim = plan.aim
    counts = {"sites": aim.population, "scalable units": aim.units, "people": aim.people}
    return listed_in_words(f"{say(count)} {what}" for what, count in counts.items() if known(count) is not None)


def _step(view: View, step: SpreadStep) -> WordedRow:
    factor = "the first" if step.factor is None else f"{step.factor:.1f}"
    return [view.wave(step.wave), day(view.plan.waves[step.wave].start), step.new, step.total, factor]


def _unit(view: View, unit: Unit) -> WordedRow:
    return [
        unit.title,
        unit.sites,
        _kind(view.plan, unit.stratum),
        view.wave(unit.wave) if unit.wave else None,
        who(view, unit.manager),
        who(view, *unit.champions),
        day(unit.agreed),
        unit.because,
    ]


def _kind(plan: Plan, stratum: str | None) -> str | None:
    return plan.strata[stratum].title if stratum in plan.strata else stratum


def _stratum(plan: Plan, name: str, stratum: Stratum) -> WordedRow:
    listed = sum(site.stratum == name for site in plan.target_sites)
    return [stratum.title, stratum.sites, n_of(listed, len(plan.target_sites)), stratum.about]
