"""For the sponsor: what is asked of them, each as a card with its day; in a line what others are asked, and decided."""

from collections.abc import Iterator

from spreadkit.model.page_blocks import Card, Cards
from spreadkit.model.report import Block, Prose, ProsePart, Section, TextRun
from spreadkit.sections._page_people import sponsors
from spreadkit.sections._page_words import number_word
from spreadkit.sections._sponsor_asks import asks_of, cards_of, line_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.words import by_number

SPONSOR = 10


def build(view: View) -> Section | None:
    """Build the section; nothing where nothing is asked of anybody, and nothing was decided."""
    cards, line = cards_of(view), line_of(view)
    return section("asks", _title(view), _blocks(cards, line)) if cards or line else None


def _title(view: View) -> str:
    number = len(asks_of(view)[0])
    if not number:
        return "Nothing is asked of you at the moment"
    things = by_number(number, "thing", "things")
    whom = "from you" if sponsors(view) else "from others"
    return f"{number_word(number).capitalize()} {things} we need {whom}"


def _blocks(cards: tuple[Card, ...], line: tuple[TextRun, ...]) -> Iterator[Block]:
    if cards:
        yield Cards(items=cards)
    if line:
        yield Prose(parts=(ProsePart(kind="paragraph", runs=line),))
