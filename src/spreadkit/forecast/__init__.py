"""Will it get there? How many sites will have reached a stage by a day, as a range, or why that cannot be told.

In: adoption events and a day. Out: an outlook with its sentences. `record` is what was seen so far, `chance` how to go
on from it; `outlook` puts them together, `kept` holds earlier ones against what came true. See `docs/forecast.md`.
"""
