"""Reviews: when sponsor or steering group looked at the data together, what they looked at, and when next."""

from typing import Final

from spreadkit.model.report import Section
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, say, section, table, who

ORDER = 115
SHOWS: Final = ("reviews",)


def build(view: View) -> Section | None:
    """Build the section."""
    rows: list[WordedRow] = [
        [day(review.on), who(view, *review.by), say(review.what), day(review.next, silent="no date set")]
        for review in view.plan.reviews
    ]
    if not rows:
        return None
    return section("reviews", "Reviews", [table("Reviews", ["On", "By", "What was looked at", "Next"], rows)])
