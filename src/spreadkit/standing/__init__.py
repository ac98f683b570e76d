"""What is so of a plan on a day, worked out once, for the rules that judge it and the sections that show it.

In: a plan, its frameworks and a day. Out: charts, adoption, ratings, gates and scores. May use all that works something
out; reads no file.
"""
