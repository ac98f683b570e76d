"""Run charts and control charts, as pure functions: what varies by chance alone, and what does not.

`data` is a series with its phases; `rule_sets` are the published ways to tell a signal from chance; `lines` works out
centre lines and limits, `runs` and `rules` look for signals, `chart` puts them together as `results`. `judging` says
whether a signal is to the better, `rebasing` draws medians anew where a change held, `words` writes the one sentence.

Cumulative series (an adoption curve) are refused everywhere: see `CumulativeSeriesError`.
"""
