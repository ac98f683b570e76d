"""Raw data become models, or findings.

In: files as `reading` returns them. Out: a plan, a framework, a crosswalk or concepts as models, with the findings of
what did not fit and the way from a route to a line. Alone with the model in using pydantic.
"""
