"""An audience is made aware through one channel only.

Why it matters: people notice different things in different places, and hardly anybody takes notice the first time.
Several kinds of channel, used together, reach those whom one of them misses.

What to do: add an awareness item for this audience on a different kind of channel, such as a meeting beside a poster.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Purpose
from spreadkit.rules import EVERYONE, Hit, Plan, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: awareness, channel: Ward meeting}
  - {audience: ward-nurses, purpose: awareness, channel: Poster}
"""

FAILS = """
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: awareness, channel: Poster}  # <--
  - {audience: ward-nurses, purpose: awareness, channel: poster}
"""

_BETWEEN_CHANNELS: Final = re.compile(r"[,;/+]|\s&\s|\band\b|\bthen\b")


@plan_rule("SK647", Severity.NOTE, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find audiences whose awareness items all use the same channel; those that share an item share the finding."""
    plan = subject.plan
    alone: dict[int, list[str]] = {}
    for audience in plan.audiences:
        items = _awareness_items(plan, audience)
        if items and len(_channels(plan, items)) == 1:
            alone.setdefault(items[0], []).append(f'"{audience}"')
    for index, audiences in alone.items():
        yield (
            ("communication", index, "channel"),
            f'awareness for {in_words(audiences)} uses "{plan.communication[index].channel}" only; add a second way',
        )


def _awareness_items(plan: Plan, audience: str) -> list[int]:
    """Return the positions of the awareness items that reach an audience; none where one lacks its channel."""
    items = [
        index
        for index, item in enumerate(plan.communication)
        if item.purpose is Purpose.AWARENESS and item.audience in {audience, EVERYONE}
    ]
    return items if all(plan.communication[index].channel for index in items) else []


def _channels(plan: Plan, items: list[int]) -> set[str]:
    texts = [(plan.communication[index].channel or "").casefold() for index in items]
    return {channel.strip() for text in texts for channel in _BETWEEN_CHANNELS.split(text) if channel.strip()}
