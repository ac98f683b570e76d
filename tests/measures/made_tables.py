"""Plans with measures at sites, made at random, and the table of each."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from spreadkit.measures.measure_charts import MeasureCharts, chart_in_plan
from spreadkit.measures.table import MeasureTable, table_of
from spreadkit.model.measure import Point
from spreadkit.model.plan import Plan
from spreadkit.months import add_months

AS_OF = date(2026, 6, 30)
TITLES = ["Falls", "=1+1", "@SUM(A1)", "<b>Falls</b> & | `x`", "نسبة الالتزام", "-3 per day", "Falls\u202e", "+"]
SITES = ["ash", "elm", "oak", "yew"]
COLUMNS: list[dict[str, str]] = [
    {"value": "v"},
    {"value": "v", "per": "d"},
    {"count": "n"},
    {"count": "n", "per": "d", "times": "1000"},
]
TARGET = st.sampled_from(["4", {"under": "4"}, {"over": "4"}, "unknown"])
TARGETS = st.dictionaries(
    st.sampled_from(["national", "peers"]),
    st.fixed_dictionaries(
        {"value": TARGET},
        optional={"kind": st.sampled_from(["local", "national", "benchmark"]), "by": st.just("2026-12-31")},
    ),
    max_size=2,
)


@st.composite
def points(draw: st.DrawFn, columns: dict[str, str]) -> tuple[Point, ...]:
    sites = draw(st.lists(st.sampled_from(SITES), max_size=3, unique=True)) or [None]
    made: list[Point] = []
    for site in sites:
        first, number = draw(st.integers(0, 40)), draw(st.integers(0, 24))
        for place in range(first, first + number):
            count = draw(st.none() | st.integers(0, 9))
            if count is None:
                continue
            day = add_months(date(2023, 1, 1), place)
            cells: dict[str, Any] = {"value": count} if "value" in columns else {"count": count}
            if "per" in columns:
                cells["per"] = draw(st.sampled_from([100, 250]))
            made.append(Point(date=day, site=site, **cells))
    return tuple(made)


@st.composite
def measures(draw: st.DrawFn) -> dict[str, Any]:
    columns = draw(st.sampled_from(COLUMNS))
    rows = draw(points(columns))
    has_sites = any(point.site for point in rows)
    data = {"file": "f.csv", **columns, **({"site": "s"} if has_sites else {}), "points": rows}
    optional: dict[str, st.SearchStrategy[Any]] = {
        "unit": st.sampled_from(["per 1000 bed days", "=2"]),
        "target": TARGET,
        "targets": TARGETS,
        "baseline": st.just({"until": "2024-06-30"}),
        "redefined": st.just([{"on": "2025-03-01", "what": "Anew"}]),
        "excluded": st.just([{"on": "2024-02-01"}]),
        "phases": st.just([{"from": "2025-03-01", "freeze": "12"}]),
        "limits": st.just({"centre": "4", "lower": "0", "upper": "8", "source": "=A"}),
        "run_length": st.just({"values": "7"}),
    }
    chosen = draw(st.fixed_dictionaries({}, optional=optional))
    chosen |= {"run-length": chosen.pop("run_length")} if "run_length" in chosen else {}
    return {
        "title": draw(st.sampled_from(TITLES)),
        "kind": draw(st.sampled_from(["outcome", "process", "balancing", "spread"])),
        "better": draw(st.sampled_from(["lower", "higher", "neither"])),
        "every": "month",
        **draw(st.sampled_from([{}, {"chart": "xmr", "rules": "mdc"}, {"chart": "xmr"}, {"chart": "u"}])),
        **chosen,
        **({"data": data} if draw(st.integers(0, 5)) else {}),
    }


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Make a plan with up to three measures at up to four sites in two waves, either of which may be the first."""
    starts = draw(st.permutations(["2025-01-06", "2026-02-02"]))
    sites = [
        {"id": site, "name": draw(st.sampled_from(TITLES)), **draw(st.sampled_from([{}, {"wave": "a"}, {"wave": "b"}]))}
        for site in SITES
    ]
    if draw(st.booleans()):
        sites[0] |= {"left": "2026-05-01"}
    return Plan.model_validate(
        {
            "schema": "spreadkit/plan@1",
            "title": "Plan",
            "waves": {name: {"start": start} for name, start in zip("ab", starts, strict=True)},
            "sites": sites,
            "measures": {f"m{place}": draw(measures()) for place in range(draw(st.integers(0, 3)))},
        }
    )


def charts_of(plan: Plan, site: str | None = None) -> MeasureCharts:
    """Return the charts of all measures of a plan, as the command line makes them."""
    charts = tuple((name, chart_in_plan(plan, name, AS_OF)) for name in plan.measures)
    names = {one.id: one.name for one in plan.sites}
    return MeasureCharts(
        "spread-plan.yaml", AS_OF, charts, names, is_one=False, source=plan, names=tuple(plan.measures), site=site
    )


def table_in(plan: Plan, site: str | None = None) -> MeasureTable:
    return table_of(charts_of(plan, site))
