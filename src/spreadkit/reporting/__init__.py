"""A plan becomes a Report.

In: a plan, its frameworks, its score and its findings, for a day and a reader. Out: a Report, a plain model that a
format writes. May use the sections and all that works something out; reads no file.
"""
