"""For the sponsor: every site with its real state, one line a wave; or what is published where none is listed."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.page_blocks import SiteMap
from spreadkit.model.report import Block, Bullets, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day_in_words
from spreadkit.sections._page_people import site_word
from spreadkit.sections._page_words import user_sentence, user_words
from spreadkit.sections._sponsor_map import map_rows
from spreadkit.sections._sponsor_room import room_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.words import by_number

SPONSOR = 60

MOST_PUBLISHED: Final = 4
"""How many published figures have room. The figure is ours."""

_MOST_OF_MEASURE: Final = 60
_MOST_OF_FIGURE: Final = 80


def build(view: View) -> Section | None:
    """Build the section; nothing where neither a site nor a published figure is on record."""
    if view.reading.sites:
        room = room_of(view)
        rows = map_rows(view, named=room.named, most_rows=room.rows)
        word = site_word(view, 1)
        title = f"Every {word} on one line" if room.named is None else f"Where the {site_word(view, 2)} are"
        return section("sites", title, [SiteMap(title=f"{title}, by wave", rows=rows)])
    published = list(_published(view))
    if not published:
        return None
    return section("sites", f"What is known without a list of {site_word(view, 2)}", _without_sites(view, published))


def _without_sites(view: View, published: list[str]) -> Iterator[Block]:
    if of := view.adoption.of:
        verb = by_number(of, "was", "were") if view.state.ended else by_number(of, "is", "are")
        yield Paragraph(text=f"{of:,} {site_word(view, of)} {verb} meant; none is listed. Published:")
    most = MOST_PUBLISHED if len(published) > MOST_PUBLISHED + 1 else MOST_PUBLISHED + 1
    shown = [Phrase(text=said) for said in published[:most]]
    if len(published) > most:
        shown.append(Phrase(text=f"And {len(published) - most} more figures in the pack."))
    yield Bullets(items=tuple(shown))


def _published(view: View) -> Iterator[str]:
    """Go through the published figures, each with its measure and the time that it is of."""
    for measure in view.plan.measures.values():
        for figure in measure.published:
            on = known(figure.on)
            when = figure.when or (day_in_words(on) if on else "")
            tail = f" ({user_words(when, _MOST_OF_MEASURE)})" if when else ""
            title = user_sentence(measure.short or measure.title, _MOST_OF_MEASURE)
            yield f"{title}: {user_words(figure.says, _MOST_OF_FIGURE)}{tail}"
