"""What can be found: frameworks, concepts and crosswalks, plans in folders, and plans as git has them.

In: folders and ids. Out: what lies there, loaded where it is a framework. May use `loading` and `reading`.
"""
