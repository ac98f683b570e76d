"""What a framework says: its criteria with the plan's answers, what extends it, and what was loosened.

In: models of frameworks and answers. Out: the same, merged or told apart. Reads no file.
"""
