"""Will it get there? How many sites will have reached a stage by a day, as a range, or why that cannot be told.

`record` holds the dated counts and what is asked of them; `formulas` the two curves of adoption; `pace` goes on as
lately, in two ways, without any library; `curves` fits the curves to the whole record (it needs the extra
`forecast`); `outlook` puts them together and says it in one sentence. `docs/forecast.md` shows how often the truth
was inside.
"""
