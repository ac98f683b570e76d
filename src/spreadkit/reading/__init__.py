"""One file at a time, with places.

In: a path or a text. Out: data as text with the line and column of each value, and findings of what cannot be read.
Each library that reads a kind of file is at home here. Knows nothing of plans.
"""
