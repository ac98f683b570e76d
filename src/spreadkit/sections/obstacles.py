"""Obstacles: what makes it hard to switch, and who is removing it."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Obstacle
from spreadkit.model.report import Block, Section
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, due, folded, label, listed_in_words, section, table, who

ORDER = 100
SHOWS: Final = ("obstacles",)


def build(view: View) -> Section | None:
    """Build the section."""
    if not view.plan.obstacles:
        return None
    return section("obstacles", "Obstacles", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    waiting = [obstacle for obstacle in view.plan.obstacles.values() if obstacle.state == "open"]
    settled = [obstacle for obstacle in view.plan.obstacles.values() if obstacle.state != "open"]
    headers = ["Obstacle", "Found?", "Sites?", "Owner", "Due", "Taken up with?", "State"]
    if waiting:
        yield table("Open obstacles", headers, [_row(view, obstacle) for obstacle in waiting])
    if settled:
        rows = [_row(view, obstacle) for obstacle in settled]
        yield folded(f"Removed or accepted ({len(settled)})", table("Removed or accepted", headers, rows))


def _row(view: View, obstacle: Obstacle) -> WordedRow:
    return [
        obstacle.what,
        obstacle.found,
        listed_in_words(map(view.site, obstacle.sites)) if obstacle.sites else None,
        who(view, obstacle.owner),
        due(obstacle.due, view.as_of, is_open=obstacle.state == "open"),
        view.person(obstacle.escalated),
        label(obstacle.state),
    ]
