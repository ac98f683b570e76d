"""Waves and sites: who starts when, and who leads there."""

from collections.abc import Iterator

from spreadkit.model.base import known
from spreadkit.model.report import Block, Paragraph, Phrase, Section
from spreadkit.model.rollout import Site, Wave
from spreadkit.reporting import View, day
from spreadkit.sections._wording import Row, folded, label, n_of, section, table, who

ORDER = 70


def build(view: View) -> Section:
    """Build the section."""
    return section("waves", "Waves and sites", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    plan = view.plan
    if plan.waves:
        headers = ["Wave", "Start", "End", "#Sites", "#With a named lead", "Gate?", "Note?"]
        yield table("Waves", headers, [_wave(view, name, wave) for name, wave in plan.waves.items()])
    else:
        yield Paragraph(text="No waves are planned yet.")
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
        day(wave.start),
        day(wave.end),
        str(len(sites)),
        n_of(led, len(sites)),
        view.gate(wave.gate) if wave.gate else None,
        wave.note,
    ]


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
