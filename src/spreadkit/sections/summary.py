"""At a glance: what the plan is, how far it has come, and the aim."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.adoption.words import stale_note
from spreadkit.brand.pages import read_text
from spreadkit.measures.series import label_of, own_step, pooled
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import UNKNOWN, known
from spreadkit.model.measure import Measure, ends_of
from spreadkit.model.report import Block, Fact, Facts, KeyFigure, KeyFigures, Section
from spreadkit.model.report_parts import Mark, Tone
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import fact, n_of, paragraphs, say, section, since, with_full_stop
from spreadkit.words import by_number, count_of, in_figures, in_figures_apart, some_of

ORDER = 10
SHOWS: Final = ("summary", "aim")


def build(view: View) -> Section:
    """Build the section."""
    blocks: list[Block] = [read_text(view.plan.summary)] if view.plan.summary else []
    figures = tuple(_figures(view))
    if figures:
        blocks.append(KeyFigures(items=figures))
    aim = tuple(_aim(view))
    if aim:
        blocks.append(Facts(items=aim))
    else:
        blocks += paragraphs("The plan does not say yet what it aims at.")
    return section("summary", "At a glance", blocks)


def _figures(view: View) -> Iterator[KeyFigure]:
    sites = view.target_sites
    if sites and view.core_changes:
        seen = view.adoption
        unread = unread_in_words(seen.unread_record)
        not_known = _not_known(len(seen.not_known), len(sites))
        note = f"{_as_last_seen(view)}{not_known}{_none_applies(view)}{_held(view)} {unread}".strip()
        yield KeyFigure(
            value=n_of(len(seen.there), len(sites)) if seen.on_record or not unread else "Not read",
            label="sites have every core change in place",
            note=note,
        )
    measure = view.plan.measures.get(view.plan.aim.measure or "")
    if measure is not None:
        yield _effect(view, measure)
    yield from _gates(view)


def _not_known(count: int, of: int) -> str:
    if count == of:
        return "Nothing is known of any. "
    return f"Unknown for {count} more. " if count else ""


def _none_applies(view: View) -> str:
    count = len(view.adoption.not_applicable)
    return f"To {count} no core change applies. " if count else ""


def _as_last_seen(view: View) -> str:
    """Name the sites that are counted as last seen."""
    note = stale_note(view.adoption.stale_there, len(view.adoption.there), view.adoption)
    return f"{note[:1].upper()}{note[1:]}. " if note else ""


def _held(view: View) -> str:
    """Say of how many sites the record says that all core changes that are in place have lasted."""
    lasting = {AdoptionStage.SUSTAINED, AdoptionStage.NOT_APPLICABLE}
    held = sum(
        all(view.stage(tracked.site.id, change) in lasting for change in view.core_changes)
        for tracked in view.adoption.there
    )
    return f"{held} {by_number(held, 'is', 'are')} recorded as sustained."


def _effect(view: View, measure: Measure) -> KeyFigure:
    values = pooled(measure, view.as_of).known
    last = max(values, default=None)
    aim = view.plan.aim
    stated = measure.target if aim.target is None else aim.target
    note = f"Baseline {say(aim.baseline)}, target {say(stated)} by {day(aim.by)}."
    before, after = ends_of(measure.published_by(view.as_of))
    if last is None and (latest := after or before) is not None:
        when = latest.when or (day(latest.on) if latest.on is not None else "")
        seen = with_full_stop(f"{when[:1].upper()}{when[1:]}") if when else ""
        return KeyFigure(value=latest.says, label=f"{measure.title}, as published", note=f"{seen} {note}".strip())
    if last is None:
        unread = unread_in_words(measure.data.unread) if measure.data else ""
        value = "Not read" if unread else "No data"
        return KeyFigure(value=value, label=measure.title, note=f"{unread} {note}".strip())
    target = known(stated)
    return KeyFigure(
        value=in_figures(values[last]) if target is None else in_figures_apart(values[last], target.value),
        label=f"{measure.title}, latest value",
        note=f"{label_of(last, own_step(measure))}, one point{_without(view)}. {note}",
    )


def _without(view: View) -> str:
    """Name the sites that the latest value is without."""
    gone = view.charts[view.plan.aim.measure or ""].like.sites.not_in_last
    names = {site.id: site.name for site in view.plan.sites}
    return f", without {some_of([names.get(site, site) for site in gone])}" if gone else ""


def _gates(view: View) -> Iterator[KeyFigure]:
    for framework, score in view.scored:
        shut = next((gate for gate in score.gates if not gate.open), None)
        if not score.gates:
            continue
        if shut is None:
            mark = Mark(text="open", tone=Tone.GOOD)
            yield KeyFigure(value="All gates", label=framework.title, mark=mark)
            continue
        whose = f" of {framework.title}" if len(view.scored) > 1 else ""
        label = f"must-haves are missing at the next gate{whose}: {shut.title}"
        mark = Mark(text="shut", tone=Tone.STOP)
        yield KeyFigure(value=n_of(len(shut.blockers), shut.musts), label=label, mark=mark)


def _aim(view: View) -> Iterator[Fact]:
    aim = view.plan.aim
    if aim == type(aim)():
        return
    if aim.statement:
        yield fact("Aim", aim.statement)
    yield fact("What", "\n".join(map(view.change, aim.what)))
    yield fact("For whom", aim.for_)
    yield fact("Where", _where(view))
    yield fact("How good", _how_good(view), aim.because or "")
    yield fact("By when", aim.by, since(aim.by, view.as_of) if isinstance(aim.by, date) else "")


def _where(view: View) -> str | None:
    aim, listed = view.plan.aim, len(view.target_sites)
    meant = known(aim.population)
    if not aim.where and aim.population is None:
        return None
    if aim.population is UNKNOWN:
        return f"{count_of(listed, 'site')} listed; how many are meant is unknown"
    if meant is None or meant == listed:
        return count_of(listed, "target site")
    number = f"{say(meant)} site{' is' if meant == 1 else 's are'}"
    return f"{number} meant; {listed or 'none'} of them {'are' if listed > 1 else 'is'} listed"


def _how_good(view: View) -> str | None:
    aim = view.plan.aim
    if aim.measure is None and aim.target is None:
        return None
    name = view.measure(aim.measure) if aim.measure else "measure not stated"
    measure = view.plan.measures.get(aim.measure or "")
    unit = f" {measure.unit}" if measure and measure.unit and measure.unit.lower() not in name.lower() else ""
    return f"{name}: from {say(aim.baseline)} to {say(aim.target)}{unit}"
