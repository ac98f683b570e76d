"""The verbs of spreadkit, one module for each thing that they are about.

In: paths, a day and options. Out: data (models), never text. May use every room below; `cli` and users of Python call
it through the names of `spreadkit/__init__.py`.
"""
