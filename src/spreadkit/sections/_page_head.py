"""What stands round the sections of a page, and is no section."""

from datetime import date
from typing import NamedTuple


class PageHead(NamedTuple):
    """What stands round the sections: `next_on` is the next day on which something is decided.

    `lead` stands below the headline, `contact` at the end, and `foot` at the foot of every printed page.
    """

    for_whom: str = ""
    next_on: date | None = None
    lead: str = ""
    contact: str = ""
    foot: str = ""
