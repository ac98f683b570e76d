"""A site has gone back a stage with a change, and nothing says why.

Why it matters: what makes one site slip back will reach others. A step back that nobody has to explain is the last that
is heard of it.

What to do: ask the site, and write in the row what holds it up (`barrier`), one word of the closed list (`reason`), or
a `note`.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.adoption import LADDER, AdoptionEvent, AdoptionStage
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage,barrier
2026-01-12,ash,huddle,implemented,
2026-03-09,ash,huddle,testing,The ward has moved
"""

FAILS = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage,barrier
2026-01-12,ash,huddle,implemented,
2026-03-09,ash,huddle,testing,  # <--
"""

_RANKS: Final = {stage: rank for rank, stage in enumerate(LADDER)}


@plan_rule("SK798", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find rows that go down the ladder without a word, in them or since the row that stood higher."""
    falls = sorted(_falls(subject))
    if falls:
        rows = count_of(len(falls), "row goes", "rows go")
        names = first_of(list(dict.fromkeys(site for _, site in falls)))
        yield (
            ("adoption", falls[0][0], "stage"),
            f"{rows} back a stage without a reason ({names}); ask, and write it down",
        )


def _falls(subject: Subject) -> Iterator[tuple[int, str]]:
    """Go through unexplained falls with their sites. A row off the ladder may bring the explanation.

    Where the last word is that a site stopped, another rule asks for the reason; here it counts once there is more.
    """
    adoption = subject.plan.adoption
    for (site, _), rows in subject.plan.cells.items():
        last, is_explained = 0, False
        for place, row in enumerate(rows):
            event = adoption[row]
            if event.date > subject.as_of:
                break
            rank = _RANKS.get(event.stage)
            is_explained = is_explained or _says_why(event)
            gave_up = event.stage is AdoptionStage.DISCONTINUED and place + 1 < len(rows)
            if not is_explained and (gave_up or (rank is not None and rank < last)):
                yield row, site
            if event.stage is AdoptionStage.DISCONTINUED:
                last = 0
            if rank is not None:
                last, is_explained = rank, False


def _says_why(event: AdoptionEvent) -> bool:
    return bool(event.barrier or event.reason or event.note)
