"""The StaRI checklist filled in from a plan: 27 items, each with what the plan holds and what it lacks.

In: what sections see, and the five answers. Out: sections of a Report. One file for each part of the checklist; `items`
has what the items ask, `entries` what is said of them.
"""
