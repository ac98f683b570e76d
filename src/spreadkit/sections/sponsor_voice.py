"""For the sponsor: one voice of those who do it, where the plan has one."""

import re
from typing import Final

from spreadkit.model.page_blocks import VoiceQuote
from spreadkit.model.report import Section
from spreadkit.sections._page_words import user_words
from spreadkit.sections._sponsor_room import room_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.verdicts.grammar import plain

SPONSOR = 90

MOST_OF_VOICE: Final = 150
"""Letters of what somebody said: five lines in print."""

_MOST_OF_WHO: Final = 60
_QUOTED: Final = re.compile(
    r"""^["\u201c\u201e\u00ab']\s*(?P<says>.+?)\s*["\u201d\u00bb'](?:\s*[,;:.\u2013-]*\s*(?P<who>[^"\u201d\u00bb]*))?$"""
)
"""Words between quotes, and who said them after these."""


def build(view: View) -> Section | None:
    """Build the section of the first testimony of the plan."""
    said = next((case.testimony for case in view.plan.case.values() if case.testimony), None)
    if said is None or not room_of(view).voice:
        return None
    says, who = voice_in(said)
    quote = VoiceQuote(
        says=plain(user_words(says, MOST_OF_VOICE)), who=plain(user_words(who, _MOST_OF_WHO)) if who else ""
    )
    return section("voice", "In their words", [quote]).model_copy(update={"width": "third"})


def voice_in(text: str) -> tuple[str, str]:
    """Tell what was said from who said it: the words in quotes, and what follows them."""
    found = _QUOTED.match(" ".join(text.split()))
    return (found["says"], found["who"] or "") if found else (" ".join(text.split()), "")
