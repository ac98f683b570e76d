"""Workbooks: real numbers and days, a head that stays in view, a filter, and paper that fits. The extra `xlsx`."""

from typing import Final

from spreadkit.formats import PLAIN, Format, Screen
from spreadkit.formats._extras import need
from spreadkit.measures.measure_charts import MeasureCharts

FORMAT: Final = Format(endings=(".xlsx",))


def render_measure(charts: MeasureCharts, _screen: Screen = PLAIN) -> bytes:
    """Write the table of measures, and all their points, as a workbook. The same measures give the same bytes.

    Raises:
        SpreadkitError: XlsxWriter is not installed.
    """
    need("xlsx", package="XlsxWriter", module="xlsxwriter")
    from spreadkit.formats._workbook import workbook_of_measures

    return workbook_of_measures(charts)
