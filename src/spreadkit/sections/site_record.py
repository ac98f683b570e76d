"""Overleaf on the sheet of a site: every change with how far it is, since when, and when it counts."""

from typing import Final

from spreadkit.model.report import Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, paragraphs, section, table
from spreadkit.sections.site_beside import own_words
from spreadkit.verdicts.grammar import marked
from spreadkit.verdicts.sheet_state import SheetChange
from spreadkit.words import count_of, cut, middle_cut

SITE = 70

MANY_CHANGES: Final = 6
_MOST: Final = 10
"""From how many changes on their texts are shorter, and how many are listed. The figures are ours: one page."""

_TITLE: Final = 84
_RULE: Final = 120
_SHORT: Final = 56
"""Characters of a change's title and of the rule by which it counts; of both where there are many changes."""

_INTRO: Final = (
    "Everything on record of this site. A single value says little where numbers are small; the line over time says "
    "more. What is missing is not zero."
)


def build(view: View) -> Section | None:
    """Build the section, where there is a change."""
    if view.own is None or not view.sheet.changes:
        return None
    headers = ["Change", "Now", "Since", "Counts as in place when?"]
    rows = [_row(view, change) for change in view.sheet.changes[:_MOST]]
    grid = table("Every change, and how far it is here", headers, rows)
    more = paragraphs(_more(len(view.sheet.changes) - _MOST))
    title = f"{marked(middle_cut(view.own.name, _SHORT))}: the figures behind this sheet"
    made = section("record", title, [grid, *more], intro=_INTRO)
    return made.model_copy(update={"starts_page": True})


def _more(number: int) -> str | None:
    return f"And {count_of(number, 'more change')}, which the pack shows." if number > 0 else None


def _row(view: View, change: SheetChange) -> WordedRow:
    is_short = len(view.sheet.changes) >= MANY_CHANGES
    title = cut(change.change.title, _SHORT if is_short else _TITLE)
    core = title if change.is_core else f"{title} (may be adapted)"
    rule = cut(change.change.adopted, _SHORT if is_short else _RULE) if change.change.adopted else None
    since = {look.change: look.since for look in view.adoption.rechecks if look.site == view.sheet.site.id}
    when = since.get(change.id, change.since) if change.is_in_place else change.since
    return [core, own_words(view, change), Phrase(text=day(when, silent="")), rule]
