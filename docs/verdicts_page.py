"""The page on the five answers: every row with its word and sign, from the rules, and when it is so, in plain words."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from spreadkit.model.verdict import Sign, VerdictQuestion
from spreadkit.verdicts.judge import TABLES
from spreadkit.verdicts.messages import MESSAGES
from spreadkit.verdicts.verdict import VerdictRow

BEGINNING: Final = """# The five answers

Made by `docs/generate.py`. Reports, `score` and the JSON answer five questions from the data of a plan. Each has a
table of rows. The first row that is so counts, and the last one always is: one answer to each question, never two.
The id of a row is permanent. Its words may be put better; a translation changes no rule.

Signs: ▲ better ▼ worse, or stopped ◆ look at it ● there ◉ still there when looked at again ◐ as last seen, or by
somebody's word ◔ begun ○ not begun ‖ resting \u2013 closed · nothing on record.

A site is *there* when it has every core change that applies. It is *silent* when there has been no news of it for
longer than the plan allows. A *signal* is what the rules of the measure's chart find ([measures](measures.md)).
"""

BEFORE: Final = {
    VerdictQuestion.WORKING: "From the measure that the aim names. What could not be read or compared comes before all "
    "else, then harm, then benefit.",
    VerdictQuestion.ON_TRACK: "From the sites that are there, and the days of the waves and of the aim.",
    VerdictQuestion.STUCK: "Each site has one state, the first of these that is so: it gave a core change up; it is "
    "silent; it is paused; it declined; it has no lead; something holds it up that nobody removes in time; it is late.",
    VerdictQuestion.LASTING: "From the looks at core changes six and twelve months after they were put in place.",
    VerdictQuestion.TRUST: "From what could be read, who is on record, and whether anybody checked.",
}

WHEN: Final = {
    "W1": "the aim names no measure, or one that the plan does not have",
    "W2": "too much of the measure could not be read, or its sites cannot be put together",
    "W3": "there is no value, and nothing is published",
    "W4": "there is no value of its own, but published figures",
    "W5": "there are values, but no site has begun, or when it began is not on record",
    "W6": "the last value is older than two of its periods",
    "W7": "the sites that report have changed, so that figures before and after cannot be compared",
    "W8": "a signal to the worse",
    "W9": "better, but a measure of harm elsewhere, or another outcome, got worse",
    "W10": "a measure of harm elsewhere got worse, and the aim's measure is not better",
    "W11": "fewer values than the rules need, or values that hardly vary",
    "W12": "there was a signal to the better, and it does not hold",
    "W13": "better, by the sites' own report, which nobody has checked",
    "W14": "better, and the target was met before it began",
    "W15": "better, and the last periods meet the target",
    "W16": "better; the target is not met, or there is none",
    "W17": "no signal, and fewer than six values since it began",
    "W18": "no signal, and the target was met before it began",
    "W19": "none of these: enough values, and no signal to the better or worse",
    "T1": "rows of sites, waves or adoption could not be read",
    "T2": "how many sites are meant is not on record",
    "T3": "no site is listed, and how far it has spread is published",
    "T4": "no site is listed and nothing is published, or no core change applies to any site",
    "T5": "the work has ended, and not all sites are there",
    "T6": "some had it, and none has it now",
    "T7": "all are there, some of them as last seen",
    "T8": "all are there",
    "T9": "all are there but those that declined",
    "T10": "the plan rests, and the day on which the rest was to end is past",
    "T11": "the plan rests",
    "T12": "the day of the aim is past",
    "T13": "neither a wave nor the aim has a day",
    "T14": "none is there, and the first wave is still to come",
    "T15": "fewer are there than were due by now; a paused site stays due",
    "T16": "the next date cannot be met: sites due by it are paused, declined, without a lead, or may not start",
    "T17": "the next wave starts within 90 days, or should have, and what it waits for is not done",
    "T18": "the forecast expects fewer than are meant by the day of the aim",
    "T19": "as many are there as were due, some of them as last seen",
    "T20": "nothing was due by now",
    "T21": "none of these: as many are there as were due",
    "S1": "rows of sites or adoption could not be read",
    "S2": "no site is listed, but obstacles are open",
    "S3": "no site is listed, or no core change applies to any",
    "S4": "the plan rests, and nothing else holds sites up",
    "S10": "no site has begun, and none is stuck",
    "S5": "none is stuck, and all are there",
    "S6": "none is known to be stuck; of some nothing is on record, as their time has not come",
    "S7": "none is stuck",
    "S8": "some are stuck, and the work has ended",
    "S9": "some are stuck; ▼ where all of them gave it up",
    "L1": "rows of adoption could not be read",
    "L2": "no site is on record, or no core change applies to any",
    "L3": "nothing has been put in place yet",
    "L4": "it was in place, and is so nowhere now",
    "L5": "no look was made or is due, and since when it is in place is not on record",
    "L6": "no look was made or is due, and some gave it up before",
    "L7": "no look was made or is due",
    "L8": "looks were due, and none was made",
    "L9": "at least one in four of the looks found it gone, counting what was given up before its look",
    "L10": "more looks are overdue than were made",
    "L11": "every look was the site's own word",
    "L12": "some of it was lost, or some looks are overdue",
    "L13": "none of these: all looks were made, and all found it there",
    "C1": "the plan has errors, or something that an answer rests on could not be read",
    "C2": "neither a figure nor a site is on record",
    "C3": "the plan has a note that is to be read first, or something that no answer rests on could not be read",
    "C4": "every figure is as published by others",
    "C5": "at least one in four sites that began is silent, or one in four periods is missing",
    "C6": "the aim's measure is the sites' own report",
    "C7": "nobody has checked the measure against a second source",
    "C8": "a site is silent or not on record, a period is missing, or the set of sites changed",
    "C9": "none of these",
}
"""By row: when it is so. A test holds that every row is here."""

_FIELD: Final = re.compile(r"\{(\w+)(?::\w+)?\}")
_SHOWN: Final = {"obstacles": "2", "month": "July", "there": "7", "of": "16", "n": "3"}
"""Fields of words, each with an example."""


def verdicts_page(folder: Path) -> dict[Path, Callable[[], str]]:
    """Return the page on the five answers, with what makes its text."""
    return {folder / "verdicts.md": _text}


def _text() -> str:
    return BEGINNING + "".join(_tables())


def _tables() -> Iterator[str]:
    for question, rows in TABLES.items():
        yield f"\n## {question.asked}\n\n{BEFORE[question]}\n\n"
        yield "| row | when | word | sign |\n| --- | --- | --- | --- |\n"
        yield from (f"| `{row.id}` | {WHEN[row.id]} | {words_of(row.id)} | {sign_of(row)} |\n" for row in rows)


def words_of(row: str) -> str:
    """Return the words that a row may have, with examples for what they are filled in with."""
    names = [name for name in MESSAGES if name == f"{row}.word" or name.startswith(f"{row}.word.")]
    texts = [MESSAGES[name].many or MESSAGES[name].one for name in names]
    return " / ".join(dict.fromkeys(_FIELD.sub(_example, text) for text in texts))


def _example(found: re.Match[str]) -> str:
    return "sites" if found[0].endswith(":site}") else _SHOWN[found[1]]


def sign_of(row: VerdictRow) -> str:
    """Return the sign of a row; of one whose sign depends on the state, that of most."""
    return row.sign.value if isinstance(row.sign, Sign) else f"{Sign.ATTENTION.value} or another"
