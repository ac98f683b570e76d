"""For a site: what people of elsewhere owe it, by when, and whom to tell where it does not come."""

from spreadkit.model.page_blocks import Card, Cards
from spreadkit.model.report import Section
from spreadkit.sections._sheet import is_crowded, whom_to_tell
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.verdicts.grammar import marked
from spreadkit.verdicts.sheet_steps import MOST_OWED, owed_of

SITE = 30


def build(view: View) -> Section | None:
    """Build the section, where anything is owed."""
    owed = owed_of(view.sheet, view.language) if view.own else ()
    if not owed:
        return None
    most = 1 if is_crowded(view) else MOST_OWED
    cards = tuple(Card(above=thing.by, title=thing.what, text=thing.text, needs_you=True) for thing in owed[:most])
    more = len(owed) - most
    which = "one" if most == 1 else "two"
    intro = f"The first {which}, and {more} more: ask {marked(whom_to_tell(view))}." if more > 0 else ""
    made = section("owed", "What we owe you", [Cards(items=cards)], intro=intro)
    return made.model_copy(update={"width": "half"})
