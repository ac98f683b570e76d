"""Counts in the words of levels: which numbers a text speaks for, and whether levels leave one out or share one."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import inf
from typing import Final, NamedTuple

_WORDS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER: Final = rf"(?:\d{{1,6}}|{'|'.join(_WORDS)})(?![\w.,]*\d)"
_BARE: Final = r"(?:about |only |just |exactly )?"
_COUNTED: Final = re.compile(
    rf"\b("
    rf"(?:between )?(?P<from>{_NUMBER})\s?%? (?:to|and|or) (?P<to>{_NUMBER})"
    rf"|(?:at least )(?P<least>{_NUMBER})|(?P<least2>{_NUMBER}) or (?:more|over)"
    rf"|(?:more than|over|above) (?P<over>{_NUMBER})"
    rf"|(?:fewer than|less than|under|below) (?P<under>{_NUMBER})"
    rf"|(?:at most|no more than|up to) (?P<most>{_NUMBER})|(?P<most2>{_NUMBER}) or (?:fewer|less|under)"
    rf"|{_BARE}(?P<exact>{_NUMBER})"
    rf")(?P<noun>\s?%|\s+[a-z][a-z-]+)?",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\s*(?:and|but)\s*(?:at the same time\s*)?")
_OF_ALL: Final = re.compile(
    rf"\s*(?:the|these|those|its|their|all)?\s*{_NUMBER}\s+(?P<noun>[a-z][a-z-]+)", re.IGNORECASE
)
_OR: Final = re.compile(r"[^.;]*\bor\s*")
_REST: Final = re.compile(r"\b(?:more|larger|higher|other|otherwise|all)\b(?! than)", re.IGNORECASE)
"""Says without a number that a level holds whatever lies above the others."""

_NO_NOUN: Final = re.compile(
    r"(?:of|or|and|for|from|in|at|to|is|are|was|were|has|have|had|that|which|who|with|the|by|on|as|if|but|not|yet|only"
    r"|other|another|each|every|it|they|them|than)?"
)


class CountRange(NamedTuple):
    """The whole numbers from `low` to `high`, both of them included; `inf` where there is no end."""

    low: float
    high: float

    def crosses(self, other: "CountRange") -> bool:
        """Tell whether the two share an end, and each holds numbers that the other does not."""
        first, second = sorted((self, other))
        return first.low < second.low <= first.high < second.high


class CountFault(NamedTuple):
    """A number that no level holds, or that two hold (`levels`), and what is counted."""

    number: int
    noun: str
    levels: tuple[str, ...] = ()


def count_faults(levels: Mapping[str, str]) -> Iterator[CountFault]:
    """Find numbers that fall between the counts of levels, or into two of them. `levels`: by id, their words.

    Only what is counted in two levels or more is compared. Counts that are the same in two levels, or of which one
    holds the other, are no fault: something else tells such levels apart.
    """
    for noun, counted in _by_noun(levels).items():
        if len(counted) < 2:  # noqa: PLR2004 - two are compared
            continue
        shared = _first_shared(counted)
        if shared is not None:
            yield CountFault(*shared[:1], noun, shared[1])
        is_open = noun in {"%", "percent"} or any(_REST.search(_COUNTED.sub("", text)) for text in levels.values())
        left_out = _first_left_out([one for ranges in counted.values() for one in ranges], is_open=is_open)
        if left_out is not None:
            yield CountFault(left_out, noun)


def _first_shared(counted: Mapping[str, list[CountRange]]) -> tuple[int, tuple[str, str]] | None:
    found = (
        (int(max(one.low, two.low)), (first, second))
        for first, second in combinations(counted, 2)
        for one in counted[first]
        for two in counted[second]
        if one.crosses(two)
    )
    return next(found, None)


def _first_left_out(ranges: list[CountRange], *, is_open: bool) -> int | None:
    """Return the first number above the lowest range that no range holds.

    Above the highest that is looked for only after a range such as "3 to 10", and where nothing `is_open`.
    """
    reached = -inf
    ordered = sorted(ranges)
    for one in ordered:
        if reached > -inf and one.low > reached + 1:
            return int(reached) + 1
        reached = max(reached, one.high)
    ends_high = any(one.high == reached and -inf < one.low < one.high for one in ordered)
    return int(reached) + 1 if ends_high and reached < inf and not is_open else None


def _by_noun(levels: Mapping[str, str]) -> dict[str, dict[str, list[CountRange]]]:
    """Return what is counted, and the ranges of each level. A count without a noun is of the one that has a noun."""
    found = [(level, *one) for level, text in levels.items() for one in _ranges_in(text)]
    longest = {_singular(noun): noun for _, noun, _ in sorted(found, key=lambda one: len(one[1] or "")) if noun}
    alone = next(iter(longest.values())) if len(longest) == 1 else None
    made: dict[str, dict[str, list[CountRange]]] = {}
    for level, noun, one in found:
        if known := longest[_singular(noun)] if noun else alone:
            made.setdefault(known, {}).setdefault(level, []).append(one)
    return made


def _ranges_in(text: str) -> list[tuple[str | None, CountRange]]:
    """Return the ranges that a text counts, each with its noun where it has one."""
    found: list[tuple[str | None, CountRange]] = []
    last, until = None, 0
    for match in _COUNTED.finditer(text):
        one, noun = _range_of(match), (match["noun"] or "").strip().lower()
        if match.start() < until:
            continue  # the whole in "two of the four dates"
        if noun == "of" and (whole := _OF_ALL.match(text, match.end())):
            until, noun = whole.end(), whole["noun"].lower()
        if noun == "of" or (match["exact"] and _NO_NOUN.fullmatch(noun)):
            continue
        own = None if _NO_NOUN.fullmatch(noun) else noun
        joined = (
            text[last.end("noun") if last["noun"] and found[-1][0] else last.end(1) : match.start()] if last else ""
        )
        if found and _AND.fullmatch(joined) and found[-1][1].high == inf and one.low == -inf:
            found[-1] = (own or found[-1][0], CountRange(found[-1][1].low, one.high))  # "more than 1 and fewer than 3"
        elif found and _OR.fullmatch(joined) and match["most"]:
            found.append((own, CountRange(found[-1][1].low, one.high)))  # "3 to 10 wards, or up to 15 for a reason"
        else:
            found.append((own, one))
        last = match
    return found


def _range_of(match: re.Match[str]) -> CountRange:
    said = {name: _number(text) for name, text in match.groupdict().items() if text and name != "noun"}
    match said:
        case {"from": low, "to": high}:
            return CountRange(min(low, high), max(low, high))
        case {"least": low} | {"least2": low}:
            return CountRange(low, inf)
        case {"over": low}:
            return CountRange(low + 1, inf)
        case {"under": high}:
            return CountRange(-inf, high - 1)
        case {"most": high} | {"most2": high}:
            return CountRange(-inf, high)
        case _:
            return CountRange(said["exact"], said["exact"])


def _number(text: str) -> int:
    return _WORDS.index(text.lower()) if text.lower() in _WORDS else int(text)


def _singular(noun: str) -> str:
    if noun == "percent":
        return "%"
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
