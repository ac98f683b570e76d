"""Waves and sites: who starts when, and who leads there."""

from collections.abc import Iterator

from spreadkit.model.base import known
from spreadkit.model.report import Block, Paragraph, Phrase, Section
from spreadkit.model.rollout import Site, Wave
from spreadkit.reporting import View, day
from spreadkit.sections._wording import Row, bullets, folded, label, n_of, say, section, table, who

ORDER = 70

STEPS = {
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
        yield table("Waves", headers, [_wave(view, name, wave) for name, wave in plan.waves.items()])
        notes = {view.wave(name): [wave.because, wave.note] for name, wave in plan.waves.items()}
        told = [f"{title}: {' '.join(filter(None, parts))}" for title, parts in notes.items() if any(parts)]
        if told:
            yield bullets(told)
    else:
        yield Paragraph(text="No waves are listed.")
    if plan.sites:
        headers = ["Site", "Wave", "Part of?", "Lead", "Status", "Adopter?", "Note?"]
        rows = table("Sites", headers, [_site(view, site) for site in plan.sites])
        yield folded(f"All sites ({len(plan.sites)})", rows)
    else:
        yield Paragraph(text="No sites are listed yet.")


def _wave(view: View, name: str, wave: Wave) -> Row:
    sites = [site for site in view.plan.target_sites if site.wave == name]
    led = sum(site.lead is not None for site in sites)
    start, end = known(wave.start), known(wave.end)
    state = ""
    if start and end:
        state = "ended" if end < view.as_of else "under way" if start <= view.as_of else "to come"
    return [
        Phrase(text=view.wave(name), note=", ".join(filter(None, [label(name), state]))),
        STEPS[wave.step] if wave.step else None,
        day(wave.start),
        day(wave.end),
        _size(wave, len(sites)),
        n_of(led, len(sites)) if sites else None,
        f"version {wave.version}" if wave.version else None,
        view.gate(wave.gate) if wave.gate else None,
    ]


def _size(wave: Wave, listed: int) -> Phrase:
    """Return how many sites a wave brings in: as it states, with how many of them are listed."""
    if wave.sites is None:
        return Phrase(text=str(listed))
    return Phrase(
        text=say(wave.sites), note="" if known(wave.sites) == listed else f"{listed or 'none'} of them listed"
    )


def _site(view: View, site: Site) -> Row:
    return [
        site.name,
        label(site.wave) if site.wave else None,
        site.group,
        who(view, site.lead),
        label(site.status),
        label(site.adopter) if site.adopter else None,
        site.note,
    ]
