"""The page that leads to the sheets of all sites, in HTML: by wave, each with what its sheet says first; no ranking."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from spreadkit.formats.html import policy_of, style_of_pages, template_of
from spreadkit.model.report import Recipient, Report

_WAVE: Final = "Wave"
"""The fact of a sheet that says which wave its site is in."""


class SheetLink(NamedTuple):
    """A sheet in the index: the name of its site, its file, and what stands at its top."""

    wave: str
    name: str
    file: str
    says: str


def link_to(report: Report, file: str) -> SheetLink:
    """Return how a sheet stands in the index."""
    wave = next((fact.says.text for fact in report.facts if fact.term == _WAVE), "")
    return SheetLink(wave, report.title, file, report.headline.says if report.headline else "")


def render_sheet_index(links: Iterable[SheetLink], as_of: date | None, generator: str) -> str:
    """Write the index of the sheets, in the order in which they are given, those of one wave together."""
    named = list(links)
    waves = [(wave, list(of_wave)) for wave, of_wave in groupby(named, key=lambda link: link.wave)]
    style = style_of_pages(Recipient.SITE.value)
    template = template_of("sheets.html")
    said = {"waves": waves, "count": len(named), "as_of": as_of, "generator": generator}
    return template.render(**said, style=style, policy=policy_of(style)) + "\n"
