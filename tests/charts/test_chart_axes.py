"""Where things stand on a chart: round numbers that hold all values, days with room, and texts that do not touch."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from spreadkit.charts._axes import MOST_DAYS, Frame, lanes, named_days, padded, spread, ticks_to, whole_ticks
from spreadkit.charts._style import (
    CLOSE,
    OPEN,
    WIDE,
    cut_to_width,
    own,
    shorten_to_width,
    width_of,
    wrap_to_width,
)

values = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


@given(values, values)
@example(5e-324, 0.0)
@example(1e-100, -2e-100)
@example(1e15, -1e15)
def test_an_axis_names_three_to_five_round_numbers_from_zero_to_the_highest(one: float, other: float) -> None:
    least, most = sorted((one, other))

    named = ticks_to(most, least)

    assert 3 <= len(named) <= 5
    assert 0 in named
    assert len({round((later - number) / (named[1] - named[0]), 6) for number, later in pairwise(named)}) == 1
    assert named[0] >= min(0, least) - abs(named[1] - named[0]) * 1e-6
    assert named[-1] <= max(0, most) + 1


@given(st.integers(1, 5000))
def test_an_axis_of_sites_ends_at_the_number_of_all(most: int) -> None:
    named = whole_ticks(most)

    assert named[0] == 0
    assert named[-1] == most
    assert named == sorted({round(number) for number in named})
    assert len(named) <= 5
    assert len(named) >= min(3, most + 1)


def test_sixteen_sites_are_not_counted_up_to_twenty() -> None:
    assert whole_ticks(16) == [0, 4, 8, 12, 16]
    assert whole_ticks(13) == [0, 5, 10, 13]
    assert whole_ticks(1) == [0, 1]


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1)),
    st.integers(min_value=1, max_value=12000),
    st.floats(min_value=80, max_value=600),
)
def test_three_days_at_most_are_named_each_inside_and_with_room(start: date, length: int, room: float) -> None:
    end = start + timedelta(days=length)

    named = named_days(start, end, room)

    days = [day for day, _ in named]
    assert 1 <= len(named) <= MOST_DAYS
    assert all(start <= day <= end for day in days)
    assert days == sorted(set(days))
    assert len(named) == 1 or sum(width_of(text) for _, text in named) < room


def test_no_point_lies_on_the_edge() -> None:
    start, end = padded(date(2026, 1, 1), date(2026, 1, 1))

    assert start < date(2026, 1, 1) < end


def test_a_frame_places_its_corners() -> None:
    frame = Frame(start=date(2026, 1, 1), end=date(2026, 12, 31), least=0, most=10, height=200)

    assert (frame.x(frame.start), frame.y(10)) == (0, 0)
    assert (frame.x(frame.end), frame.y(0)) == (frame.width, 200)
    assert frame.left + frame.width + frame.right == WIDE.across


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


@given(st.text(min_size=1, max_size=200), st.floats(min_value=40, max_value=400))
def test_a_shortened_name_is_never_wider_than_its_room(name: str, room: float) -> None:
    assert width_of(shorten_to_width(name, room)) <= room


def test_a_name_is_shortened_in_its_middle_so_that_its_end_tells_it_apart() -> None:
    person = shorten_to_width("Prof. Dr. Maria-Magdalena von und zu Lichtenberg", 180)
    ward = shorten_to_width("The ward for older people at the far end of the large hospital, Ward 10", 120)

    assert person.startswith("Prof")
    assert person.endswith("…Lichtenberg")
    assert ward.startswith("The")
    assert ward.endswith("Ward 10")


def test_words_from_the_right_are_isolated_and_nothing_in_them_turns_ours() -> None:
    assert own("Ash Ward") == "Ash Ward"
    assert own("نسبة الالتزام") == f"{OPEN}نسبة الالتزام{CLOSE}"
    assert own("Ward \u202eevil\u202c  7\u2069") == "Ward evil 7"


@given(st.sampled_from(["قسم أمراض القلب للكبار في المستشفى", "מחלקה פנימית גדולה מאוד 3"]), st.floats(50, 300))
def test_each_line_closes_the_isolates_that_it_opens(name: str, room: float) -> None:
    for line in wrap_to_width(f"▲ {own(name)} is late by 3 days", room):
        assert line.count(OPEN) == line.count(CLOSE)
