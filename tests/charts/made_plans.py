"""Charts made at random: sites, waves, series and spreads of every size, with names of many scripts and lengths."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from spreadkit.adoption.curves import Reach
from spreadkit.charts.adoption_curve import AdoptionCurve, Loss
from spreadkit.charts.rater_spread import RaterSpread
from spreadkit.charts.readiness_ranges import ComponentBar
from spreadkit.charts.small_multiples import SitePanel
from spreadkit.charts.wave_timeline import WaveSpan
from spreadkit.forecast.outlook import ForecastPoint
from spreadkit.measures.measure_charts import ChartedMeasure, chart_measure
from spreadkit.model.measure import Measure, Point
from spreadkit.model.report import Bar
from spreadkit.months import add_months

FIRST = date(2023, 1, 1)
AS_OF = date(2040, 1, 1)

NAMES = (
    "Ash Ward",
    "Ward 10",
    "W",
    "Prof. Dr. Maria-Magdalena von und zu Hohenstein-Oberursel-Lichtenberg",
    "A very long name of a ward for older people with several illnesses at the far end of the largest hospital, 12",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "قسم أمراض القلب للكبار",
    "نسبة الالتزام",
    "מחלקה פנימית 3",
    "心脏内科第三病区",
    "老年医学科与多学科联合诊疗康复护理示范病区第十二护理单元",
    "ชั้นผู้ป่วยใน 4",
    "Ward \u202eevil\u202c 7",
    "👩🏽‍⚕️👨‍👩‍👧‍👦 Ward",
    "WWWWWWWWWWWW MMMMMMMMMM 10",
)

named = st.sampled_from(NAMES)
words = named | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
days = st.dates(min_value=FIRST, max_value=date(2027, 12, 31))


few = st.sampled_from([0, 0, 0, 1, 2, 3, 5])


@st.composite
def measures(draw: st.DrawFn, most: int = 120) -> ChartedMeasure:
    """A measure with up to so many points, some missing, some left out, counted otherwise from some day on."""
    number = draw(st.integers(1, most))
    scale = draw(st.sampled_from([1, 1, 10, 0.01, 100_000]))
    value = st.integers(0, 20).map(lambda each: each * scale)
    base = draw(st.lists(value, min_size=number, max_size=number))
    better = draw(st.booleans())
    parts = [4 if better and place > number / 2 else 1 for place in range(number)]
    values = [Decimal(str(round(each / part, 4))) for each, part in zip(base, parts, strict=True)]
    gone = draw(st.sets(st.integers(0, number - 1), max_size=6)) - {draw(st.integers(0, number - 1))}
    at = [add_months(FIRST, place) for place in range(number)]
    rows = [(day, value) for place, (day, value) in enumerate(zip(at, values, strict=True)) if place not in gone]
    points = tuple(Point(date=day, value=value) for day, value in rows)
    inside = st.sampled_from(at)
    rules = draw(st.sampled_from([{}, {"chart": "xmr", "rules": "mdc"}, {"rules": "ihi"}]))
    fields: dict[str, Any] = {
        "title": draw(named),
        "unit": draw(st.none() | named),
        "kind": "outcome",
        "better": draw(st.sampled_from(["lower", "higher", "neither"])),
        "every": "month",
        "target": str(draw(value)) if draw(st.booleans()) else None,
        "data": {"file": "f.csv", "value": "v", "points": points},
        "annotations": [{"on": draw(inside), "says": draw(named)} for _ in range(draw(st.integers(0, 5)))],
        "redefined": [{"on": draw(inside), "what": draw(named)}] if draw(st.booleans()) else [],
        "excluded": [{"on": draw(inside)} for _ in range(draw(st.integers(0, 2)))],
        "baseline": {"until": draw(inside)} if draw(st.booleans()) else None,
        "targets": {f"t{each}": {"title": draw(named), "value": str(draw(value))} for each in range(draw(few))},
        "limits": {"centre": "5", "lower": "1", "upper": str(9 * scale + 9)} if draw(st.booleans()) else None,
        **rules,
    }
    charted = chart_measure(Measure.model_validate(fields), AS_OF)
    if not draw(st.booleans()):
        return charted
    other = draw(st.lists(st.none() | value, min_size=number, max_size=number))
    network = tuple(None if each is None else Decimal(str(round(each, 4))) for each in other)
    line = replace(charted.line, values=tuple(network[: len(charted.line)]))
    return replace(charted, site="ash", network=line)


@st.composite
def panels(draw: st.DrawFn) -> list[SitePanel]:
    """Up to 60 sites, of which some share their series."""
    few = draw(st.lists(measures(most=30), min_size=1, max_size=3))
    names = draw(st.lists(words, min_size=1, max_size=60))
    starts = st.none() | days
    return [SitePanel(name=name, charted=few[place % len(few)], start=draw(starts)) for place, name in enumerate(names)]


@st.composite
def curves(draw: st.DrawFn) -> AdoptionCurve:
    """A spread to up to 60 sites, with a plan, a forecast, losses and what is not known."""
    targets = draw(st.integers(1, 60))
    as_of, number = draw(days), draw(st.integers(1, 12))
    on = sorted({as_of - timedelta(days=draw(st.integers(0, 900))) for _ in range(number)})
    reach, ever = list[Reach](), 0
    for day in on:
        ever = draw(st.integers(ever, targets))
        reach.append(Reach(day, ever, draw(st.integers(0, ever)), targets))
    planned_days = sorted(draw(st.sets(days, max_size=6)))
    numbers = sorted(draw(st.integers(0, targets)) for _ in planned_days)
    lows = sorted(draw(st.integers(reach[-1].ever, targets)) for _ in range(draw(st.sampled_from([0, 0, 2, 6]))))
    ends = [(low, draw(st.integers(low, targets))) for low in lows]
    path = tuple(ForecastPoint(add_months(as_of, 2 * place), *span) for place, span in enumerate(ends))
    unknown = tuple((day, draw(st.integers(0, targets))) for day in on) if draw(st.booleans()) else ()
    losses = sorted((day, draw(words)) for day in draw(st.lists(st.sampled_from(on), max_size=4)))
    return AdoptionCurve(
        title=draw(words),
        subtitle=draw(words),
        as_of=as_of,
        reach=tuple(reach),
        targets=targets,
        planned=tuple(zip(planned_days, numbers, strict=True)),
        path=path,
        unknown=unknown,
        stale=draw(st.integers(0, reach[-1].current)),
        by=draw(st.none() | days),
        losses=tuple(Loss(day, name) for day, name in losses),
        one="ward",
        many="wards",
    )


@st.composite
def waves(draw: st.DrawFn) -> tuple[list[WaveSpan], date]:
    """Up to 20 waves, each with how it stands."""
    spans = []
    for _ in range(draw(st.integers(1, 20))):
        start = draw(days)
        end = draw(st.none() | st.integers(0, 400).map(lambda more, start=start: start + timedelta(days=more)))
        spans.append(WaveSpan(draw(words), start, end, draw(words), late=draw(st.booleans())))
    return spans, draw(days)


@st.composite
def bars(draw: st.DrawFn) -> list[ComponentBar]:
    """Components with ranges, and the gates that they shut."""
    made = []
    for _ in range(draw(st.integers(1, 8))):
        low, high = sorted(draw(st.integers(0, 100)) for _ in range(2))
        value = Decimal(draw(st.integers(low, high))) if draw(st.booleans()) else None
        bar = Bar(label=draw(words), low=Decimal(low), high=Decimal(high), value=value, verified=value)
        made.append(ComponentBar(bar, tuple(draw(st.lists(words, max_size=3)))))
    return made


@st.composite
def ratings(draw: st.DrawFn) -> list[RaterSpread]:
    """Criteria as raters saw them."""
    made = []
    for _ in range(draw(st.integers(1, 6))):
        worths = sorted(draw(st.sets(st.integers(0, 4), min_size=1)))
        made.append(
            RaterSpread(
                label=draw(words),
                least=Decimal(0),
                most=Decimal(4),
                mean=Decimal(sum(worths)) / len(worths),
                low=Decimal(worths[0]),
                high=Decimal(worths[-1]),
                ratings=tuple((Decimal(worth), draw(st.integers(1, 99))) for worth in worths),
                differ=draw(st.booleans()),
                words=draw(words),
            )
        )
    return made
