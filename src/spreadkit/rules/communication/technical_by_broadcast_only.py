"""An audience gets the know-how only by ways that allow no question.

Why it matters: a poster or an e-mail can make people aware, but nobody learns a new way of working from it. Know-how
passes in talk with people who have done it: at visits, in unit meetings, on small calls.

What to do: add a technical item with a chance to ask, such as a visit, a unit meeting, a call or a hotline. Where the
channel is a conversation although its name does not show it, write `interactive: yes`.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Communication, Purpose
from spreadkit.rules import EVERYONE, Hit, Plan, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: technical, channel: E-mail}
  - {audience: ward-nurses, purpose: technical, channel: Visit to ward 4}
"""

FAILS = """
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - audience: ward-nurses
    purpose: technical
    channel: E-mail  # <--
"""

# Ours, from the channels that the framework for spread names for awareness and for know-how.
_BROADCAST: Final = (
    r"(?i)\b(e-?mails?|mailings?|newsletters?|posters?|intranet|internet|web ?(?:site|page)s?|videos?|podcasts?"
    r"|leaflets?|flyers?|brochures?|booklets?|hand-?outs?|letters?|memos?|bulletins?|circulars?|notices?"
    r"|notice ?boards?|screen ?savers?|social media|press|magazines?|documents?|slides?|manuals?|guides?)\b"
)
_INTERACTIVE: Final = (
    r"(?i)\b(meetings?|visits?|calls?|workshops?|coach\w*|huddles?|drop-?ins?|clinics?|hotlines?|helplines?|phone"
    r"|one[- ]to[- ]one|face[- ]to[- ]face|person[- ]to[- ]person|in person|talks?|discussions?|forums?|chats?"
    r"|communit(?:y|ies)|questions?|q ?& ?a|sessions?|demonstrations?|shadowing|rounds?|training|simulations?"
    r"|conferences?|seminars?|webinars?|mentor\w*|peers?|buddy|buddies|stands?)\b"
)


@plan_rule("SK644", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find audiences whose technical items are all broadcast; those that share an item share the finding."""
    plan = subject.plan
    one_way: dict[int, list[str]] = {}
    for name, audience in plan.audiences.items():
        items = _technical_items(plan, name) if audience.adopts else []
        if items and all(_is_broadcast(plan.communication[index]) for index in items):
            one_way.setdefault(items[0], []).append(f'"{name}"')
    for index, audiences in one_way.items():
        field = "interactive" if plan.communication[index].channel is None else "channel"
        yield (
            ("communication", index, field),
            f"know-how for {in_words(audiences)} allows no question; add a visit, a meeting or a call",
        )


def _technical_items(plan: Plan, audience: str) -> list[int]:
    """Return the positions of the technical items that reach an audience."""
    return [
        index
        for index, item in enumerate(plan.communication)
        if item.purpose is Purpose.TECHNICAL and item.audience in {audience, EVERYONE}
    ]


def _is_broadcast(item: Communication) -> bool:
    """Whether an item goes one way. What the channel is not known to be is given the benefit of the doubt."""
    if item.interactive is not None:
        return not item.interactive
    channel = item.channel or ""
    return bool(re.search(_BROADCAST, channel)) and not re.search(_INTERACTIVE, channel)
