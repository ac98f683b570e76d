"""Runs the rules and stamps what they find.

In: what was loaded. Out: findings with code, severity and place. May use everything below, and never `writing`: a
check changes no file.
"""
