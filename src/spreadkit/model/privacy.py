"""What a plan says of the search for the data of patients in it."""

import re
from datetime import date
from typing import Final

from spreadkit.model.base import Date, FileModel, Id, Many, Number, Text
from spreadkit.months import has_run_out

LEAST_WRITTEN: Final = 3
"""How many characters of a pattern must be written out. The figure is ours."""


class PrivacyAllowance(FileModel):
    """Texts that look like the data of a patient and are none, for a time, for a reason.

    In a `pattern`, `*` stands for anything and `?` for one character; it must fit the whole of what was found.
    """

    pattern: Text
    because: Text | None = None
    by: Id | None = None
    until: Date | None = None

    def is_in_force(self, as_of: date) -> bool:
        """Whether it counts on a day: it has a reason, a name and an end, has not run out, and fits not everything."""
        complete = bool(self.because and self.by) and not self.is_too_wide
        return complete and self.until is not None and not has_run_out(self.until, as_of)

    @property
    def is_too_wide(self) -> bool:
        """Whether hardly anything of the pattern is written out."""
        return len(re.sub(r"[*?\[\]\s]", "", self.pattern)) < LEAST_WRITTEN


class Privacy(FileModel):
    """What is allowed although it looks like the data of a patient, and headings of tables that are not allowed.

    `small_counts` is the least count of a site that may stand in a table without a note.
    """

    allow: tuple[PrivacyAllowance, ...] = ()
    headings: Many[Text] = ()
    small_counts: Number | None = None
