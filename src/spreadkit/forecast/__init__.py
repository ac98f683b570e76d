"""Will it get there? How many sites will have reached a stage by a day, as a range, or why that cannot be told.

In: adoption events and a day. Out: an outlook with its sentence. `record` is what was seen so far, `pace` counts,
`curves` fits; `outlook` puts them together. `docs/forecast.md` shows how often the truth was inside.
"""
