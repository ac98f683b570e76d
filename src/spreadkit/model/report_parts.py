"""What every block of a report is made of: words with their marks and links, and pictures."""

from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from spreadkit.model.web_address import is_web_address

NOT_STATED: Final = "not stated"
"""Stands where the plan says nothing. It is not `unknown`, which is something that the plan says."""


class ReportModel(BaseModel):
    """A part of a report: frozen, and plain enough to be dumped and compared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Tone(StrEnum):
    """How a mark or a callout is meant. Each has a shape of its own, so that colour never speaks alone."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    STOP = "stop"

    @property
    def symbol(self) -> str:
        """The shape that stands before its words."""
        return {"good": "●", "note": "○", "warning": "▲", "stop": "■"}[self.value]


class Mark(ReportModel):
    """A state in words, such as `overdue by 12 days`."""

    text: str
    tone: Tone = Tone.NOTE


class Phrase(ReportModel):
    """A few words; with a smaller note below them, a Mark, or a link behind them."""

    text: str
    note: str = ""
    mark: Mark | None = None
    link: str | None = None

    @property
    def href(self) -> str | None:
        """The link where it is one to follow: http or https, to a named host. Anything else is shown as text."""
        return self.link if self.link and is_web_address(self.link) else None

    @property
    def unlinked(self) -> str | None:
        """A link that must be shown as text, because it is no web address or the words do not hold it."""
        return self.link if self.link and not self.href and self.link != self.text else None

    @property
    def is_silent(self) -> bool:
        """Whether it only says that the plan says nothing."""
        return self.text == NOT_STATED and not self.note and self.mark is None


class Drawing(ReportModel):
    """How a picture is drawn: a Vega-Lite specification as plain data. `name` is the stem of its file, once a report.

    `says` is the text alternative: what the picture shows, for those who do not see it.
    """

    name: str
    spec: dict[str, Any]
    says: str
