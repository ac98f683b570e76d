"""A column of days is not written year-month-day, and only its cells show whether the day or the month comes first.

Why it matters: `03/04/2026` is 3 April to some and 4 March to others. The column was read in the only order in which
all of its days exist: one of them has a number above 12. The next file may hold no such day, and could not be read.

What to do: look at the day that is shown. If it is right, add the line `dates: day-first` (or `dates: month-first`) to
the plan, or to the `data` of one measure. If it is wrong, write the days year-month-day.
"""

from spreadkit.rules import Severity, reading_rule

PASSES = """
dates: day-first
measures: {falls: {title: Falls, kind: outcome, better: lower, data: {file: falls.csv, count: falls}}}
--- falls.csv
date,falls
03/04/2026,3
13/04/2026,4
"""

FAILS = """
measures: {falls: {title: Falls, kind: outcome, better: lower, data: {file: falls.csv, count: falls}}}
--- falls.csv
date,falls
03/04/2026,3  # <--
13/04/2026,4
"""

check = reading_rule(
    __name__, "SK016", passes=PASSES, cause="May not be read as meant", fails=FAILS, severity=Severity.WARNING
)
