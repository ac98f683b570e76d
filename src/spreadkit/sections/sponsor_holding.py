"""For the sponsor: whether what was put in place is still there."""

from collections.abc import Iterator

from spreadkit.adoption.words import RECHECK_WORDS
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, section, table

SPONSOR = 60


def build(view: View) -> Section:
    """Build the section."""
    return section("holding", "Is it holding where it went?", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    rows = list(_looks(view))
    if not rows:
        yield Paragraph(text="Nothing is on record as in place yet.")
        return
    heads = ["After", *(f"#{words.capitalize()}" for words in RECHECK_WORDS.values())]
    yield table("Re-checks of each core change at each site", heads, rows)


def _looks(view: View) -> Iterator[WordedRow]:
    for months, states in view.adoption.looks_by_month().items():
        yield [f"{months} months", *(str(states[state]) for state in RECHECK_WORDS)]
