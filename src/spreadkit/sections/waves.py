"""Waves and sites: who starts when, and who leads there."""

from collections.abc import Iterator
from typing import Final, Literal

from spreadkit.model.base import UNKNOWN, known
from spreadkit.model.report import Block, Chart, Fact, Facts, Paragraph, Section, TimeSpan
from spreadkit.model.report_parts import Phrase
from spreadkit.model.rollout import Site, Wave
from spreadkit.months import day
from spreadkit.rollout.progress import sites_in
from spreadkit.sections._pictures import of_waves, spans_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, acceptance, fact, folded, label, n_of, say, section, table, who
from spreadkit.words import in_words

ORDER = 70
SHOWS: Final = ("waves", "sites")

TIMELINE: Final = "The waves over time"
"""The title of the chart of the waves."""

_STEPS: Final = {
    "scalable-unit": "Make it work in the first scalable unit",
    "test": "Test it in others",
    "full-scale": "Reach the rest",
}
"""What a wave is for, by its step."""


def build(view: View) -> Section:
    """Build the section."""
    return section("waves", "Waves and sites", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    plan = view.plan
    if plan.waves:
        headers = ["Wave", "What for?", "Start", "End", "#Sites", "#With a named lead?", "Package?", "Gate?"]
        yield from _past(view)
        yield table("Waves", headers, [_wave(view, name, wave) for name, wave in plan.waves.items()])
        yield from _timeline(view)
        told = tuple(
            _words(view, name, wave) for name, wave in plan.waves.items() if wave.because or wave.note or wave.accepted
        )
        if told:
            yield Facts(items=told)
    else:
        yield Paragraph(text="No waves are listed.")
    if plan.sites:
        headers = ["Site", "Wave", "Part of?", "Lead", "Status", "Adopter?", "Note?"]
        rows = table("Sites", headers, [_site(view, site) for site in plan.sites])
        yield folded(f"All sites ({len(plan.sites)})", rows)
    else:
        yield Paragraph(text="No sites are listed.")


def _timeline(view: View) -> Iterator[Chart]:
    """Draw the waves whose start is known, with how each stands."""
    spans = spans_of(view)
    if spans:
        late = [span.title for span in spans if span.late]
        sentence = f"Behind its plan: {in_words(late)}." if len(late) == 1 else f"Behind their plan: {in_words(late)}."
        rows = [[span.title, day(span.start), day(span.end, silent="no date set"), span.says] for span in spans]
        yield Chart(
            sentence=sentence if late else "No wave that has begun is behind its plan, as far as is on record.",
            data=table(TIMELINE, ["Wave", "Start", "End", "How it stands"], rows),
            spans=tuple(_spans(view)),
            today=view.as_of,
            **of_waves(view, spans).fields,
        )


def _spans(view: View) -> Iterator[TimeSpan]:
    """Go through the waves whose first and last day are known."""
    for name, wave in view.plan.waves.items():
        start, end = known(wave.start), known(wave.end)
        if start is not None and end is not None and start <= end:
            state: Literal["ended", "under way", "to come"] = "ended" if end < view.as_of else "under way"
            yield TimeSpan(
                label=view.wave(name), start=start, end=end, state="to come" if start > view.as_of else state
            )


def _wave(view: View, name: str, wave: Wave) -> WordedRow:
    sites = [site for site in view.plan.target_sites if site.wave == name]
    led = sum(site.lead is not None for site in sites)
    known_as = label(name) if wave.title else ""
    return [
        Phrase(text=view.wave(name), note=", ".join(filter(None, [known_as, _state(view, wave)]))),
        _STEPS[wave.step] if wave.step else None,
        day(wave.start),
        day(wave.end),
        _size(view, name, len(sites)),
        n_of(led, len(sites)) if sites else None,
        f"version {wave.version}" if wave.version else None,
        view.gate(wave.gate) if wave.gate else None,
    ]


def _state(view: View, wave: Wave) -> str:
    """Say whether a wave is to come, under way or ended; one whose end is not known has begun, and no more."""
    start, end = known(wave.start), known(wave.end)
    if end is not None and end < view.as_of:
        return "ended"
    if start is None:
        return ""
    if start > view.as_of:
        return "to come"
    return "begun" if end is None else "under way"


def _size(view: View, name: str, listed: int) -> Phrase:
    """Return how many sites a wave brings in; and how many are listed, where that is not the same."""
    size = UNKNOWN if view.plan.waves[name].sites is UNKNOWN else sites_in(view.plan, name)
    return Phrase(text=say(size), note="" if size == listed else f"{listed or 'none'} listed")


def _past(view: View) -> Iterator[Paragraph]:
    """Say that all is over, where it is."""
    ends = [end for wave in view.plan.waves.values() if (end := known(wave.end)) is not None and end < view.as_of]
    if len(ends) == len(view.plan.waves):
        few = {1: "The wave ended", 2: "Both waves have ended, the later one"}
        which = few.get(len(ends), f"All {len(ends)} waves have ended, the last of them")
        yield Paragraph(text=f"{which} on {day(max(ends))}.")


def _words(view: View, name: str, wave: Wave) -> Fact:
    """Say why a wave is as large as it is, and what else there is to say of it."""
    size = f"Why this size: {wave.because}" if wave.because else ""
    first, *rest = [text for text in (size, wave.note, acceptance(view, wave.accepted)) if text]
    return fact(view.wave(name), first, "; ".join(rest))


def _site(view: View, site: Site) -> WordedRow:
    return [
        site.name,
        label(site.wave) if site.wave else None,
        site.group,
        who(view, site.lead),
        Phrase(text=label(site.status), note=_times(site)),
        _adopter(site),
        site.note,
    ]


def _adopter(site: Site) -> Phrase | None:
    """Say what kind of adopter a site is, and whether it volunteered, as far as the plan tells."""
    if site.volunteer is None:
        return Phrase(text=label(site.adopter)) if site.adopter else None
    said = "Volunteered" if site.volunteer else "Did not volunteer"
    return Phrase(text=label(site.adopter), note=said.lower()) if site.adopter else Phrase(text=said)


def _times(site: Site) -> str:
    """Say from when and until when a site is one of those that the spread is for, where that is not all the time."""
    joined = f"joined on {day(site.joined)}" if site.joined else ""
    left = f"left on {day(site.left)}" if site.left else ""
    return ", ".join(filter(None, [joined, left]))
