"""Every drawing of every example, and some that are crowded, made once."""

from datetime import date
from decimal import Decimal
from functools import cache

from spreadkit.adoption.curves import Reach
from spreadkit.api.plans import build_report
from spreadkit.charts.adoption_curve import AdoptionCurve, draw_adoption
from spreadkit.charts.measure_chart import draw_measure
from spreadkit.charts.rater_spread import RaterSpread, draw_raters
from spreadkit.charts.readiness_ranges import ComponentBar, draw_readiness
from spreadkit.charts.small_multiples import SitePanel, draw_multiples
from spreadkit.charts.wave_timeline import WaveSpan, draw_waves
from spreadkit.forecast.outlook import ForecastPoint
from spreadkit.measures.measure_charts import chart_measure
from spreadkit.model.measure import Measure, Point
from spreadkit.model.report import Bar, Chart, walk
from spreadkit.model.report_parts import Drawing
from spreadkit.months import add_months
from spreadkit.reading.shipped import shipped_examples

AS_OF = {
    "ghana-fives-alive": date(2015, 9, 30),
    "mayo-vte": date(2016, 12, 31),
    "north-network-huddles": date(2026, 6, 30),
    "parkinson-physio": date(2021, 10, 31),
    "vha-advanced-clinic-access": date(2003, 1, 31),
    "westmoor-early-mobilisation": date(2026, 6, 30),
}


DRAWN = {
    "ghana-fives-alive": (
        "readiness-ihi-scale-up",
        "readiness-ihi-scale-up-narrow",
        "waves",
        "waves-narrow",
    ),
    "mayo-vte": ("readiness-mayo-diffusion", "readiness-mayo-diffusion-narrow"),
    "north-network-huddles": (
        "readiness-ihi-spread",
        "readiness-ihi-spread-narrow",
        "adoption",
        "adoption-narrow",
        "waves",
        "waves-narrow",
        "measure-falls-rate",
        "measure-falls-rate-narrow",
        "sites-falls-rate",
        "sites-falls-rate-narrow",
        "measure-falls-rate-first-wards",
        "measure-falls-rate-first-wards-narrow",
        "sites-falls-rate-first-wards",
        "sites-falls-rate-first-wards-narrow",
        "measure-huddles-held",
        "measure-huddles-held-narrow",
        "sites-huddles-held",
        "sites-huddles-held-narrow",
        "measure-late-drug-rounds",
        "measure-late-drug-rounds-narrow",
        "sites-late-drug-rounds",
        "sites-late-drug-rounds-narrow",
    ),
    "parkinson-physio": (
        "readiness-his-spread-sustainability",
        "readiness-his-spread-sustainability-narrow",
        "readiness-nhs-sustainability-model",
        "readiness-nhs-sustainability-model-narrow",
        "raters-nhs-sustainability-model",
        "raters-nhs-sustainability-model-narrow",
        "adoption",
        "adoption-narrow",
    ),
    "vha-advanced-clinic-access": ("readiness-ihi-spread", "readiness-ihi-spread-narrow"),
    "westmoor-early-mobilisation": (
        "readiness-ihi-spread",
        "readiness-ihi-spread-narrow",
        "readiness-ihi-scale-up",
        "readiness-ihi-scale-up-narrow",
        "readiness-his-spread-sustainability",
        "readiness-his-spread-sustainability-narrow",
        "readiness-nhs-sustainability-model",
        "readiness-nhs-sustainability-model-narrow",
        "readiness-mayo-diffusion",
        "readiness-mayo-diffusion-narrow",
        "raters-his-spread-sustainability",
        "raters-his-spread-sustainability-narrow",
        "raters-nhs-sustainability-model",
        "raters-nhs-sustainability-model-narrow",
        "adoption",
        "adoption-narrow",
        "waves",
        "waves-narrow",
        "measure-standing",
        "measure-standing-narrow",
        "sites-standing",
        "sites-standing-narrow",
        "measure-standing-first",
        "measure-standing-first-narrow",
        "sites-standing-first",
        "sites-standing-first-narrow",
        "measure-sessions",
        "measure-sessions-narrow",
        "sites-sessions",
        "sites-sessions-narrow",
        "measure-lines-out",
        "measure-lines-out-narrow",
        "sites-lines-out",
        "sites-lines-out-narrow",
    ),
}
"""By example: the drawings of its report, named here so that collecting tests draws nothing."""

NAMES = tuple(f"{example}/{name}" for example, names in DRAWN.items() for name in names)
CROWDED = ("measure", "adoption", "readiness", "raters", "sites", "waves")


@cache
def drawings() -> dict[str, Drawing]:
    """By example and name."""
    found = {}
    for example, as_of in AS_OF.items():
        report = build_report(shipped_examples() / example, as_of=as_of, reader="appendix")
        charts = [block for section in report.sections for block in walk(section.blocks) if isinstance(block, Chart)]
        for drawing in [drawing for chart in charts for drawing in (chart.drawing, chart.narrow)]:
            if drawing is not None:
                found[f"{example}/{drawing.name}"] = drawing
    return found


LONG = "A very long name of a ward for older people with several illnesses at the far end of the largest hospital"


@cache
def crowded() -> dict[str, Drawing]:
    """Drawings with more than there is room for: long names, many of everything, all at once, by name."""
    return {"measure": _measure(), "adoption": _adoption(), **_rows()}


def _measure() -> Drawing:
    values = [6.0, 7.0, 5.0, 8.0, 6.5, 7.5] * 4 + [2.0, 2.1, 2.2, 1.9, 2.0, 2.1, 2.2, 1.8, 2.0, 20.0, 9.0, 9.1, 9.2] * 3
    points = tuple(Point(date=add_months(date(2020, 1, 1), n), value=Decimal(str(v))) for n, v in enumerate(values))
    measure = Measure.model_validate(
        {
            "title": LONG,
            "unit": LONG,
            "kind": "outcome",
            "better": "lower",
            "every": "month",
            "target": "7.2",
            "chart": "xmr",
            "rules": "mdc",
            "baseline": {"until": "2021-12-31"},
            "data": {"file": "f.csv", "value": "v", "points": points},
            "annotations": [{"on": f"2024-0{n % 3 + 1}-{n + 1:02}", "says": LONG * 3} for n in range(20)],
            "phases": [{"from": "2024-02-01", "title": LONG}],
            "redefined": [{"on": "2024-02-01", "what": LONG}],
            "excluded": [{"on": "2022-10-01"}],
        }
    )
    return draw_measure("measure", chart_measure(measure, date(2030, 1, 1)), {})


def _adoption() -> Drawing:
    as_of, by = date(2026, 12, 1), date(2026, 12, 20)
    return draw_adoption(
        "adoption",
        AdoptionCurve(
            title=LONG,
            as_of=as_of,
            reach=(Reach(date(2026, 1, 1), 9, 9, 12), Reach(date(2026, 11, 1), 12, 11, 12)),
            targets=12,
            planned=((date(2026, 1, 1), 0), (by, 12)),
            path=(ForecastPoint(as_of, 12, 12), ForecastPoint(by, 12, 12)),
            unknown=((date(2026, 2, 1), 1), (as_of, 1)),
            by=by,
        ),
    )


def _rows() -> dict[str, Drawing]:
    tenth = Decimal("62.5")
    bar = Bar(label=LONG, low=Decimal(0), high=Decimal("999.5"), value=tenth, verified=tenth, most=Decimal("999.5"))
    spread = RaterSpread(
        label=LONG,
        least=Decimal(0),
        most=Decimal(2),
        mean=Decimal(1),
        low=Decimal(0),
        high=Decimal(2),
        ratings=tuple((Decimal(n), 12) for n in range(3)),
        agreed=Decimal(1),
        differ=True,
        words=LONG,
    )
    points = tuple(Point(date=date(2026, month, 1), value=Decimal(month * 1_000_000)) for month in range(1, 13))
    data = {"file": "f.csv", "value": "v", "points": points}
    measure = Measure.model_validate({"title": LONG, "kind": "outcome", "better": "lower", "data": data})
    charted = chart_measure(measure, date(2030, 1, 1))
    panels = [SitePanel(name=f"{LONG} {n}", charted=charted, start=date(2026, 3, 1)) for n in range(9)]
    spans = [WaveSpan(LONG, date(2026, n + 1, 1), date(2026, n + 1, 2), LONG, late=bool(n % 2)) for n in range(12)]
    return {
        "readiness": draw_readiness("readiness", LONG, [ComponentBar(bar, (LONG, LONG))] * 4),
        "raters": draw_raters("raters", LONG, [spread] * 5),
        "sites": draw_multiples("sites", LONG, panels, subtitle=LONG),
        "waves": draw_waves("waves", LONG, spans, date(2026, 12, 31)),
    }
