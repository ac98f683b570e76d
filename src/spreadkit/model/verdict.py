"""A verdict on a plan: the answer to one of five questions, with a sign, a word, sentences and their figures."""

from enum import StrEnum

from spreadkit.record import record


class Sign(StrEnum):
    """The sign of a verdict; it never stands without its word."""

    BETTER = "▲"
    WORSE = "▼"
    ATTENTION = "◆"
    THERE = "●"
    LASTING = "◉"
    LAST_SEEN = "◐"
    BEGUN = "◔"
    NOT_BEGUN = "○"
    RESTING = "‖"
    CLOSED = "–"  # noqa: RUF001 - a dash, as it is printed
    NOTHING = "·"


class VerdictQuestion(StrEnum):
    """The five questions, in the order of the page. The values are permanent."""

    WORKING = "working"
    ON_TRACK = "on-track"
    STUCK = "stuck"
    LASTING = "lasting"
    TRUST = "trust"

    @property
    def asked(self) -> str:
        """The question as it is asked."""
        return {
            "working": "Is it working?",
            "on-track": "Are we on track?",
            "stuck": "Where is it stuck?",
            "lasting": "Does it last?",
            "trust": "Can you trust this?",
        }[self.value]


@record(slots=False)
class VerdictInput:
    """A figure of a sentence as it is written there, what it is, and the route to what it was made from."""

    name: str
    value: str
    route: tuple[str | int, ...]


@record(slots=False)
class Verdict:
    """A verdict in words. Names in `says` stand between U+2068 and U+2069, so that a format can isolate them."""

    question: VerdictQuestion
    row: str
    word: str
    sign: Sign
    says: str
    inputs: tuple[VerdictInput, ...]


class HeadlineFault(StrEnum):
    """Why a plan's own headline does not stand. The values are permanent."""

    PAST = "headline-past"
    OUTRUN = "headline-outrun"
    FIGURE = "headline-figure"
    LONG = "headline-long"
