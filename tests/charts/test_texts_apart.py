"""Whatever a plan holds: no text of a picture lies on another, none is cut, and none is too small, in every size."""

from datetime import date

import made_plans
from boxes import cut, overlaps, small_texts, text_boxes
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit.charts._style import HALF, NARROW, ROW, WIDE, ChartSize
from spreadkit.charts.adoption_curve import AdoptionCurve, draw_adoption
from spreadkit.charts.measure_chart import draw_measure
from spreadkit.charts.rater_spread import RaterSpread, draw_raters
from spreadkit.charts.readiness_ranges import ComponentBar, draw_readiness
from spreadkit.charts.small_multiples import SitePanel, draw_multiples
from spreadkit.charts.titles import measure_subtitle, measure_title, sites_title, waves_title
from spreadkit.charts.wave_timeline import WaveSpan, draw_waves
from spreadkit.measures.measure_charts import ChartedMeasure
from spreadkit.model.report_parts import Drawing
from spreadkit.model.target import Target

PAIR = st.sampled_from([WIDE, NARROW])
ALL = st.sampled_from([WIDE, HALF, ROW, NARROW])


def check(drawing: Drawing) -> None:
    assert list(text_boxes(drawing))
    assert cut(drawing) == []
    assert overlaps(drawing) == []
    assert small_texts(drawing) == []


@settings(max_examples=250)
@given(made_plans.measures(), ALL)
def test_of_a_measure(charted: ChartedMeasure, size: ChartSize) -> None:
    title, subtitle = measure_title(charted, date(2033, 1, 1)), measure_subtitle(charted)

    check(draw_measure("measure", charted, {}, title=title, subtitle=subtitle, size=size))


@settings(max_examples=250)
@given(made_plans.curves(), ALL)
def test_of_a_spread(curve: AdoptionCurve, size: ChartSize) -> None:
    check(draw_adoption("adoption", curve, size=size))


@settings(max_examples=25)
@given(made_plans.waves(), PAIR)
def test_of_waves(given_waves: tuple[list[WaveSpan], date], size: ChartSize) -> None:
    spans, as_of = given_waves

    check(draw_waves("waves", waves_title(spans, as_of), spans, as_of, subtitle=made_plans.NAMES[3], size=size))


@settings(max_examples=15)
@given(made_plans.panels(), PAIR, st.booleans())
def test_of_sites(panels: list[SitePanel], size: ChartSize, with_target: bool) -> None:  # noqa: FBT001 - given
    target = Target(at=7) if with_target else None

    check(draw_multiples("sites", sites_title(panels), panels, subtitle="each", target=target, size=size))


@settings(max_examples=15)
@given(made_plans.bars(), PAIR)
def test_of_readiness(bars: list[ComponentBar], size: ChartSize) -> None:
    check(draw_readiness("readiness", made_plans.NAMES[4], bars, size=size))


@settings(max_examples=15)
@given(made_plans.ratings(), PAIR)
def test_of_raters(spreads: list[RaterSpread], size: ChartSize) -> None:
    check(draw_raters("raters", made_plans.NAMES[4], spreads, size=size))
