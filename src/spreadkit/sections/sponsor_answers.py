"""For the sponsor: four answers side by side, and the result in human terms where it may be said."""

from collections.abc import Iterator

from spreadkit.model.page_blocks import VerdictStrip
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.sections._sponsor_answers import answers_in_room
from spreadkit.sections._view import View
from spreadkit.sections._wording import section

SPONSOR = 20

_ELSEWHERE = "trust"
"""The question whose answer stands in a section of its own."""


def build(view: View) -> Section:
    """Build the section."""
    return section("answers", "Four answers", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    yield VerdictStrip(items=tuple(answer for answer in answers_in_room(view) if answer.question != _ELSEWHERE))
    if view.answers.size:
        yield Paragraph(text=view.answers.size)
