"""Measures as one page without script: a row for all sites of each together and for each site, with a small chart."""

from collections.abc import Iterator
from itertools import groupby

from spreadkit.charts._style import DARK, LIGHT
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._measure_columns import (
    about_in_words,
    aims_in_words,
    before_in_words,
    latest_in_words,
    special_in_words,
)
from spreadkit.formats._small_chart import ChartScale, scale_of, small_chart
from spreadkit.formats.html import policy_of, style_of, template_of
from spreadkit.measures.measure_charts import MeasureCharts
from spreadkit.measures.table import DataState, MeasureTable, MeasureTableRow, measures_headline, table_of
from spreadkit.model.unread import unread_in_words
from spreadkit.record import record
from spreadkit.version import __version__
from spreadkit.words import count_of, in_figures


@record(kw_only=True)
class _ShownRow:
    """A row in words. `chart` is a picture of ours; all else is text."""

    row: MeasureTableRow
    chart: object
    latest: str
    before: str
    aims: tuple[str, ...]
    special: str
    values: str
    is_fresh: bool


@record(kw_only=True)
class _ShownMeasure:
    """The rows of one measure below its name."""

    title: str
    about: str
    scale: str
    rows: tuple[_ShownRow, ...]


def render_measure(charts: MeasureCharts, _screen: Screen = PLAIN) -> str:
    """Write the table as one HTML file. The same measures give the same bytes."""
    table = table_of(charts)
    style = f"{_colours()}\n{style_of('measures.css')}"
    return (
        template_of("measures.html").render(
            table=table,
            headline=measures_headline(table),
            unread=unread_in_words(table.unread),
            measures=[*_measures(table)],
            rules=[*_rules(table)],
            policy=policy_of(style),
            style=style,
            generator=f"spreadkit {__version__}",
        )
        + "\n"
    )


def _colours() -> str:
    light, dark = (" ".join(f"--{name}: {colour};" for name, colour in tokens.items()) for tokens in (LIGHT, DARK))
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


def _measures(table: MeasureTable) -> Iterator[_ShownMeasure]:
    for _, members in groupby(table.rows, key=lambda row: row.measure):
        rows = list(members)
        of_all, of_sites = (
            scale_of([row.charted for row in rows if (row.site is None) is is_all]) for is_all in (True, False)
        )
        yield _ShownMeasure(
            title=rows[0].title,
            about=about_in_words(rows[0]),
            scale=_scales_in_words(of_all, of_sites),
            rows=tuple(_shown(row, of_all if row.site is None else of_sites) for row in rows),
        )


def _scales_in_words(of_all: ChartScale | None, of_sites: ChartScale | None) -> str:
    """Say from where to where the charts reach: those of the sites have one scale."""
    told = [("Chart of all sites", of_all), ("charts of each site" if of_all else "Charts of each site", of_sites)]
    said = [f"{what} from {in_figures(ends[0])} to {in_figures(ends[1])}" for what, ends in told if ends is not None]
    return f"{', '.join(said)}." if said else ""


def _shown(row: MeasureTableRow, scale: ChartScale | None) -> _ShownRow:
    from markupsafe import Markup

    return _ShownRow(
        row=row,
        chart=Markup(small_chart(row.charted, scale) if scale is not None else ""),  # noqa: S704 - numbers of ours
        latest=latest_in_words(row),
        before=before_in_words(row),
        aims=tuple(aims_in_words(row)),
        special=special_in_words(row) if row.special is not None else "",
        values=count_of(row.points, "value"),
        is_fresh=row.state is DataState.CURRENT,
    )


def _rules(table: MeasureTable) -> Iterator[str]:
    """Go through the rules that judge, each once."""
    sets = {row.charted.rule_set.id: row.charted.rule_set for row in table.rows if row.charted.chart is not None}
    for rules in sets.values():
        yield f"{rules.title}: {rules.looks_for} {rules.source}."
