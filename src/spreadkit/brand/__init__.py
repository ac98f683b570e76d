"""How pages look that carry a team's name: its colours, its logo, its own pages in a safe part of Markdown.

In: texts and colours. Out: checked colours, pictures and blocks. Reads no file.
"""
