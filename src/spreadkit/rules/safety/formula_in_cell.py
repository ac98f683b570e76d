"""A cell of a table begins as a formula does.

Why it matters: whoever opens the table in a spreadsheet sees an error instead of the words, and a hostile formula can
fetch or send data.

What to do: begin the cell with a letter: leave out the sign, or put a word before it.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from spreadkit.model.adoption import AdoptionEvent
from spreadkit.model.rollout import Site
from spreadkit.rules import Hit, Severity, Subject, count_of, plan_rule
from spreadkit.words import begins_as_formula

PASSES = """
sites: sites.csv
--- sites.csv
id,name,note
a,Ward A,Starts on Monday
b,Ward B,-5
"""

FAILS = """
sites: sites.csv
--- sites.csv
id,name,note
a,Ward A,=HYPERLINK("x")  # <--
b,Ward B,-5
"""


@plan_rule("SK805", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find cells of words that begin with a formula's sign, one finding for each column."""
    plan = subject.plan
    yield from _columns("sites", plan.sites, ("name", "group", "decider", "route", "version", "because", "note"))
    yield from _columns("adoption", plan.adoption, ("barrier", "note", "by"))


def _columns(part: str, rows: Sequence[Site | AdoptionEvent], columns: tuple[str, ...]) -> Iterator[Hit]:
    for column in columns:
        cells = list(map(attrgetter(column), rows))
        formulas = {cell for cell in set(cells) if cell and begins_as_formula(cell)}
        if not formulas:
            continue
        first, *others = (index for index, cell in enumerate(cells) if cell in formulas)
        more = f"; so {'do' if others[1:] else 'does'} {count_of(len(others), 'more cell')} below" if others else ""
        message = f"this cell begins as a formula does in a spreadsheet; begin it with a letter{more}"
        yield (part, first, column), message
