"""People at the sites: sponsors, managers, leads and opinion leaders at the sites, and ways to reach them."""

from typing import Final

TITLE: Final = "People at the sites"
CODES: Final = (range(750, 770),)
