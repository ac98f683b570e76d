"""What people send back becomes rows of the plan's tables.

In: files that sites sent, and the plan. Out: which rows are new, changed or refused, each with its place. Says what
would be written; writing is done by `writing`.
"""
