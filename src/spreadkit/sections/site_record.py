"""Overleaf on the sheet of a site: every change with how far it is, since when, and when it counts."""

from typing import Final

from spreadkit.model.report import Section
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, section, table
from spreadkit.sections.site_beside import own_words
from spreadkit.verdicts.sheet_state import SheetChange
from spreadkit.words import cut

SITE = 70

_TITLE: Final = 90
_RULE: Final = 130
"""Characters of a change's title and of the rule by which it counts. Ours: eight changes then fill half a page."""

_INTRO: Final = (
    "Everything on record of this site. A single value says little where numbers are small; the line over time says "
    "more. What is missing is not zero."
)


def build(view: View) -> Section | None:
    """Build the section, where there is a change."""
    if view.own is None or not view.sheet.changes:
        return None
    headers = ["Change", "Now", "Since", "Counts as in place when?"]
    rows = [_row(view, change) for change in view.sheet.changes]
    grid = table("Every change, and how far it is here", headers, rows)
    made = section("record", f"{view.own.name}: the figures behind this sheet", [grid], intro=_INTRO)
    return made.model_copy(update={"starts_page": True})


def _row(view: View, change: SheetChange) -> WordedRow:
    title = cut(change.change.title, _TITLE)
    core = title if change.is_core else f"{title} (may be adapted)"
    rule = cut(change.change.adopted, _RULE) if change.change.adopted else None
    since = {look.change: look.since for look in view.adoption.rechecks if look.site == view.sheet.site.id}
    when = since.get(change.id, change.since) if change.is_in_place else change.since
    return [core, own_words(view, change), day(when, silent=""), rule]
