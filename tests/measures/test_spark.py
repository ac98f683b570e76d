"""Lines of bars that say no more than the data: a gap is a gap, a break is a break, what is left out is no bar."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spreadkit.formats import Screen, _text_measure
from spreadkit.formats._plot import EXCLUDED, PHASE, sparkline
from spreadkit.formats._signs import BARS
from spreadkit.formats._text_measure import render_measure, spark_marks
from spreadkit.measures.measure_charts import MeasureCharts, chart_measure, chart_sites
from spreadkit.model.measure import Measure
from spreadkit.months import add_months

FIRST, AS_OF = date(2024, 1, 1), date(2026, 6, 30)
MONTHS = [add_months(FIRST, number) for number in range(24)]

months = st.sets(st.sampled_from(MONTHS), min_size=3)
figures = st.integers(1, 99)


def measure_of(values: dict[tuple[date, str | None], int], **more: object) -> Measure:
    sites = any(site for _, site in values)
    points = [
        {"date": day.isoformat(), "value": str(value), **({"site": site} if sites else {})}
        for (day, site), value in values.items()
    ]
    data = {"file": "m.csv", "date": "date", "value": "value", **({"site": "site"} if sites else {}), "points": points}
    return Measure.model_validate(
        {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month", "data": data, **more}
    )


@given(months, st.data())
def test_a_month_without_a_value_is_a_gap_of_one_cell(there: set[date], data: st.DataObject) -> None:
    values = {(day, None): data.draw(figures) for day in sorted(there)}

    marks = list(spark_marks(chart_measure(measure_of(values), AS_OF)))

    span = MONTHS[MONTHS.index(min(there)) : MONTHS.index(max(there)) + 1]
    assert marks == [float(values[day, None]) if day in there else None for day in span]
    scale = (min(values.values()), max(values.values()))
    assert [sign == " " for sign in sparkline(marks, scale)] == [day not in there for day in span]


@given(months, st.sampled_from(MONTHS))
def test_a_line_breaks_where_it_is_counted_otherwise_and_nowhere_else(there: set[date], change: date) -> None:
    redefined = [{"on": change.isoformat(), "what": "All falls"}]
    charted = chart_measure(measure_of({(day, None): 5 for day in sorted(there)}, redefined=redefined), AS_OF)

    marks = list(spark_marks(charted))

    is_inside = min(there) < change <= max(there)
    assert marks.count(PHASE) == is_inside
    if is_inside:
        before = [mark for mark in marks[: marks.index(PHASE)] if mark is not None]
        assert len(before) == sum(day < change for day in there)


@given(st.lists(figures, min_size=4, max_size=20), st.data())
def test_what_is_left_out_is_a_mark_and_stretches_no_scale(numbers: list[int], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(numbers) - 1))
    numbers[place] = 5000
    values = {(MONTHS[index], None): number for index, number in enumerate(numbers)}
    excluded = [{"on": MONTHS[place].isoformat(), "because": "A slip"}]
    charted = chart_measure(measure_of(values, excluded=excluded), AS_OF)

    marks = list(spark_marks(charted))
    text = render_measure(MeasureCharts("p", AS_OF, (("falls", charted),), {}, is_one=False))

    assert marks[place] == EXCLUDED
    assert [mark for mark in marks if isinstance(mark, float)] == [n for n in numbers if n != 5000]
    (line,) = (line for line in text.splitlines() if EXCLUDED in line and set(line) <= {*BARS, EXCLUDED})
    assert line[place] == EXCLUDED
    assert "5000" not in next(line for line in text.splitlines() if f"{EXCLUDED} left out" in line)


sites = st.dictionaries(
    st.sampled_from(["ash", "elm", "oak"]), st.tuples(st.integers(0, 9), st.integers(3, 12)), min_size=2
)


@given(sites, st.sampled_from([None, *MONTHS]))
def test_lines_of_sites_stand_on_one_axis_of_time(there: dict[str, tuple[int, int]], change: date | None) -> None:
    values = {
        (MONTHS[first + number], site): number + 1
        for site, (first, length) in there.items()
        for number in range(length)
    }
    more = {"redefined": [{"on": change.isoformat(), "what": "All falls"}]} if change else {}
    charted = chart_sites(measure_of(values, **more), AS_OF)
    days = [day for day, _ in values]
    span = (min(days), max(days))

    lines = {site: list(spark_marks(one, span)) for site, one in charted.items()}

    assert len({len(marks) for marks in lines.values()}) == 1
    at = {}
    for site, marks in lines.items():
        first, _ = there[site]
        for place, day in enumerate(day for day in MONTHS if span[0] <= day <= span[1]):
            at.setdefault(place + (change is not None and span[0] < change <= day), set()).add(day)
        assert next(index for index, mark in enumerate(marks) if isinstance(mark, float)) == (
            MONTHS.index(MONTHS[first])
            - MONTHS.index(span[0])
            + (change is not None and span[0] < change <= MONTHS[first])
        )
    assert all(len(found) == 1 for found in at.values())


def test_by_site_is_a_line_a_site_with_the_scale_said_once() -> None:
    values = {(day, site): 3 + 5 * (site == "elm") for day in MONTHS for site in ("ash", "elm")}
    charted = chart_sites(measure_of(values), AS_OF)
    charts = MeasureCharts("p", AS_OF, tuple(("falls", one) for one in charted.values()), {"ash": "Ash"}, is_one=True)

    text = _text_measure.render_measure(charts, Screen(width=60))

    rows = [line for line in text.splitlines() if line.startswith(("Ash ", "elm "))]
    assert len(rows) == 2
    assert text.count("▁ 3 to █ 8; all on one scale") == 1
    assert rows[0].count("▁") == rows[1].count("█") == 24
