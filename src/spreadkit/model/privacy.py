"""What a plan says of the search for the data of patients in it."""

from datetime import date

from spreadkit.model.base import Date, FileModel, Id, Many, Text


class PrivacyAllowance(FileModel):
    """Texts that look like the data of a patient and are none, for a time, for a reason.

    In a `pattern`, `*` stands for anything and `?` for one character; it must fit the whole of what was found.
    """

    pattern: Text
    because: Text | None = None
    by: Id | None = None
    until: Date | None = None

    def is_in_force(self, as_of: date) -> bool:
        """Whether it counts on a day: it has a reason, a name and an end that is not past."""
        return bool(self.because and self.by and self.until and self.until >= as_of)


class Privacy(FileModel):
    """What is allowed although it looks like the data of a patient, and headings of tables that are not allowed."""

    allow: tuple[PrivacyAllowance, ...] = ()
    headings: Many[Text] = ()
