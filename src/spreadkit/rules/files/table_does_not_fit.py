"""A table has not the columns or rows that it should have.

Why it matters: a row with a cell too many shifts every figure after it; a misspelt column is a column of blanks.

What to do: give the first line the names of the columns, every row as many cells as that line, and put quotes round a
cell that holds the separator. A column of your own begins with x-.
"""

from spreadkit.rules import reading_rule

PASSES = """
sites: sites.csv
--- sites.csv
id,name,x-beds
ash,Ash Ward,24
"""

FAILS = """
sites: sites.csv
--- sites.csv
id,name
ash,Ash Ward,24  # <--
"""

check = reading_rule(__name__, "SK012", passes=PASSES, fails=FAILS)
