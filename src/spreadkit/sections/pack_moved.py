"""For the steering group: what changed since it last met, by name."""

from typing import Final

from spreadkit.model.page_blocks import MoveList
from spreadkit.model.report import Section
from spreadkit.sections._pack import Part, near, page_part
from spreadkit.sections._view import View

PACK: Final = 30


def build(view: View) -> Section | None:
    """Build the section; nothing where nothing is on record that could move."""
    moved = view.answers.moved
    if moved is None or not (view.plan.adoption or view.charts or view.plan.reviews):
        return None
    told = [line for line in moved.lines if line.kind]
    since = f"since you met on {near(moved.since, view)}" if view.plan.reviews else f"since {near(moved.since, view)}"
    if not told:
        return page_part(view, Part("moved", "What changed", moved.lines[0].says, []))
    title = f"{len(told)} things moved {since}." if len(told) > 1 else f"One thing moved {since}."
    return page_part(view, Part("moved", "What changed", title, [MoveList(items=moved.lines)]))
