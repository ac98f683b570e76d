"""Where things stand on a chart: round numbers that hold all values, days with room, and texts that do not touch."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from spreadkit.charts._axes import Frame, lanes, months, numbers, padded, spread
from spreadkit.charts._style import CHART_WIDTH, cut_to_width, width_of, wrap_to_width

values = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


@given(st.lists(values, min_size=1, max_size=30))
@example([5e-324])
@example([1e-100, 2e-100])
def test_named_numbers_rise_by_one_step_and_hold_all_values(given_values: list[float]) -> None:
    named = numbers(given_values)

    assert len(named) >= 2
    assert all(later > number for number, later in pairwise(named))
    room = (named[-1] - named[0]) * 1e-5
    assert named[0] - room <= min(given_values)
    assert max(given_values) <= named[-1] + room


@given(st.lists(st.integers(min_value=0, max_value=5000), min_size=1, max_size=9))
def test_whole_things_are_counted_in_whole_numbers(counts: list[int]) -> None:
    named = numbers([0, *counts], whole=True)

    assert all(number == int(number) for number in named)
    assert named[0] == 0


def test_an_axis_begins_at_zero_unless_that_would_flatten_the_values() -> None:
    assert numbers([4, 9])[0] == 0
    assert numbers([95, 99])[0] >= 90


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1)),
    st.integers(min_value=1, max_value=12000),
    st.floats(min_value=200, max_value=600),
)
def test_named_days_lie_inside_and_have_room(start: date, length: int, room: float) -> None:
    end = start + timedelta(days=length)

    named = months(start, end, room)

    assert named
    assert all(start <= day <= end for day in named)
    assert named == sorted(set(named))
    assert len(named) <= room / 58 + 2


def test_no_point_lies_on_the_edge() -> None:
    start, end = padded(date(2026, 1, 1), date(2026, 1, 1))

    assert start < date(2026, 1, 1) < end


def test_a_frame_places_its_corners() -> None:
    frame = Frame(start=date(2026, 1, 1), end=date(2026, 12, 31), least=0, most=10, height=200)

    assert (frame.x(frame.start), frame.y(10)) == (0, 0)
    assert (frame.x(frame.end), frame.y(0)) == (frame.width, 200)
    assert frame.left + frame.width + frame.right == CHART_WIDTH


@given(st.lists(st.floats(min_value=0, max_value=200), min_size=1, max_size=6))
def test_labels_are_moved_apart_in_their_order_and_stay_in_the_plot(wanted: list[float]) -> None:
    placed = spread(wanted, 15, 0, 240)

    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    assert all(placed[later] - placed[one] >= 15 - 1e-9 for one, later in pairwise(order))
    assert all(-1e-9 <= place <= 240 for place in placed)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 80)), max_size=12))
def test_spans_of_one_lane_do_not_touch(given_spans: list[tuple[float, float]]) -> None:
    spans = [(left, left + width) for left, width in given_spans]

    given_lanes = lanes(spans, gap=5)

    for lane in set(given_lanes):
        inside = sorted(span for span, each in zip(spans, given_lanes, strict=True) if each == lane)
        assert all(one[1] + 5 <= other[0] for one, other in pairwise(inside))


@given(st.text(max_size=200), st.floats(min_value=30, max_value=400))
def test_a_text_is_never_wider_than_its_room(text: str, room: float) -> None:
    assert width_of(cut_to_width(text, room), 12) <= room
    assert all(width_of(line, 12) <= room for line in wrap_to_width(text, room))
    assert len(wrap_to_width(text, room)) <= 2
