"""All that changes a user's file, and nothing else does.

In: what is to change. Out: files replaced whole or not at all; only the lines concerned change, and the result is
read again and compared before it takes the place of the old.
"""
