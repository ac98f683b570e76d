"""The columns of the table of measures, in order: for CSV and workbooks as typed cells, for pages as words."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Context, Decimal
from typing import Final

from spreadkit.measures.icons import Variation
from spreadkit.measures.measure_charts import SIGNAL_WORDS
from spreadkit.measures.table import MeasureTableRow, RowTarget
from spreadkit.months import day_in_words
from spreadkit.record import record
from spreadkit.words import in_figures

CellValue = str | int | Decimal | date | None
"""A number is a number and a day a day; None where there is none."""

_PRECISION: Final = Context(prec=12)

_MET: Final = {True: "met", False: "not met", None: "cannot say"}
_BETTER: Final = {"lower": "lower is better", "higher": "higher is better", "neither": "no direction is better"}


@record
class MeasureColumn:
    """A column: its name for programs and for people, its cell for each, and how wide it is in a workbook.

    A cell for programs holds ids where that for people holds words (`not-met`, `Not met last`).
    """

    key: str
    heading: str
    code: Callable[[MeasureTableRow], CellValue]
    width: int
    shown: Callable[[MeasureTableRow], CellValue] | None = None

    def words(self, row: MeasureTableRow) -> CellValue:
        """Return the cell as people read it."""
        return (self.shown or self.code)(row)


def digits_of(number: Decimal) -> str:
    """Return a number in digits, never with an exponent: twelve digits that count at most."""
    short = _PRECISION.plus(number).normalize(_PRECISION)
    return f"{short:f}"


def met_in_words(target: RowTarget) -> str:
    """Say whether a target is met: `met`, `not met`, `cannot say`."""
    return _MET[target.met]


def target_in_words(target: RowTarget) -> str:
    """Say a further target whole: `national target 5 by 31 March 2027: not met`."""
    by = f" by {day_in_words(target.by)}" if target.by is not None else ""
    return f"{target.title} {target.words}{by}: {met_in_words(target)}"


def latest_in_words(row: MeasureTableRow) -> str:
    """Say the latest value with its date; nothing where there is none."""
    return "" if row.latest is None else f"{in_figures(row.latest)} ({row.latest_label})"


def before_in_words(row: MeasureTableRow) -> str:
    """Say what the values before came to; nothing where there are none."""
    return "" if row.before is None else in_figures(row.before)


def aims_in_words(row: MeasureTableRow) -> Iterator[str]:
    """Go through the targets of a row with whether each is met, the one that it is judged by first."""
    if row.target is not None:
        yield f"{row.target.words}: {met_in_words(row.target)}"
    yield from map(target_in_words, row.targets)


def special_in_words(row: MeasureTableRow) -> str:
    """Say by which rule there is more than chance, and since when; else that there is none, or that nobody can say."""
    if row.special is not None:
        return row.special.words
    return "no" if row.variation is Variation.CHANCE else "not known"


def about_in_words(row: MeasureTableRow) -> str:
    """Say of which kind a measure is, in which unit, and which way is better."""
    return ", ".join(filter(None, [row.kind.value, row.unit, _BETTER[row.better]]))


def _rule(row: MeasureTableRow) -> str | None:
    return None if row.special is None else row.special.rule.value


def _rule_in_words(row: MeasureTableRow) -> str | None:
    return None if row.special is None else SIGNAL_WORDS[row.special.rule]


def _further(row: MeasureTableRow) -> str | None:
    return "; ".join(map(target_in_words, row.targets)) or None


COLUMNS: Final = (
    MeasureColumn("measure", "Id", lambda row: row.measure, 16),
    MeasureColumn("title", "Measure", lambda row: row.title, 28),
    MeasureColumn("kind", "Kind", lambda row: row.kind.value, 10),
    MeasureColumn("unit", "Unit", lambda row: row.unit, 18),
    MeasureColumn("better", "Better", lambda row: row.better, 8),
    MeasureColumn("site", "Site id", lambda row: row.site, 12),
    MeasureColumn("site_name", "Site", lambda row: row.site_name, 18),
    MeasureColumn("wave", "Wave", lambda row: row.wave, 20),
    MeasureColumn("latest", "Latest", lambda row: row.latest, 8),
    MeasureColumn("latest_on", "Latest of", lambda row: row.latest_on, 12),
    MeasureColumn("before", "Before", lambda row: row.before, 8),
    MeasureColumn("before_says", "Before is", lambda row: row.before_says or None, 24),
    MeasureColumn("target", "Target", lambda row: None if row.target is None else row.target.value, 7),
    MeasureColumn("target_is", "Met at, under or over", lambda row: None if row.target is None else row.target.side, 9),
    MeasureColumn("target_met", "Target met", lambda row: None if row.target is None else met_in_words(row.target), 9),
    MeasureColumn("further_targets", "Further targets", _further, 26),
    MeasureColumn(
        "variation", "More than chance?", lambda row: row.variation.value, 13, lambda row: row.variation.word
    ),
    MeasureColumn(
        "assurance", "Will it meet the aim?", lambda row: row.assurance.value, 13, lambda row: row.assurance.word
    ),
    MeasureColumn("special_rule", "Not chance, by the rule", _rule, 13, _rule_in_words),
    MeasureColumn("special_since", "Since", lambda row: None if row.special is None else row.special.since, 12),
    MeasureColumn("points", "Values", lambda row: row.points, 8),
    MeasureColumn("last_data", "Last value of", lambda row: row.last_data, 12),
    MeasureColumn("state", "State of the data", lambda row: row.state.value, 13),
    MeasureColumn("data", "The data", lambda row: row.data_says, 16),
    MeasureColumn("says", "What it shows", lambda row: row.says, 90),
)
"""All that a row says, each fact once."""
