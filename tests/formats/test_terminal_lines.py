"""Texts for a terminal: no line wider than the screen, no word broken, ASCII where it is wanted."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

import spreadkit
from spreadkit.api.plans import open_plan
from spreadkit.formats import Screen
from spreadkit.formats._lines import at_left, at_right, cell_width, cut_to, fitted, wrapped
from spreadkit.formats._signs import ASCII_TWINS, BARS, can_show_signs, in_ascii
from spreadkit.model.verdict import Sign

TOP = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent.name for path in (TOP / "examples").glob("*/spread-plan.yaml"))
AS_OF = date(2026, 6, 30)
LATER = date(2026, 11, 30)
WIDTHS = (60, 80, 120)
WIDE = 4000
OF_NARROW_SCREENS = frozenset(
    ["Components:", "value,", "low", "high,", "answered", "Left", "out,", "all.", "screen", "narrow:", "values", "last"]
)
"""Words that are said only where something was left out, or stands otherwise."""

Writer = Callable[[Path, Screen], str]


def check(plan: Path, screen: Screen, day: date = AS_OF) -> str:
    return spreadkit.get_format("text", "check").render_check(_checked(plan, day), screen)


@cache
def _checked(plan: Path, day: date) -> object:
    return spreadkit.check([plan], as_of=day)


def check_later(plan: Path, screen: Screen) -> str:
    return check(plan, screen, LATER)


def adoption(plan: Path, screen: Screen) -> str:
    return spreadkit.get_format("text", "adoption").render_adoption(_adoption(plan), screen)


@cache
def _adoption(plan: Path) -> object:
    return spreadkit.adoption_of(plan, as_of=AS_OF)


@cache
def _measures(plan: Path, *, by_site: bool = False, name: str | None = None) -> object:
    return spreadkit.measures_of(plan, as_of=AS_OF, by_site=by_site, name=name)


def measure(plan: Path, screen: Screen) -> str:
    return spreadkit.get_format("text", "measure").render_measure(_measures(plan), screen)


def measure_by_site(plan: Path, screen: Screen) -> str:
    return spreadkit.get_format("text", "measure").render_measure(_measures(plan, by_site=True), screen)


def each_measure(plan: Path, screen: Screen) -> str:
    names = [name for name, _ in _measures(plan).charts]
    writer = spreadkit.get_format("text", "measure")
    return "".join(writer.render_measure(_measures(plan, name=name), screen) for name in names)


@cache
def _score(plan: Path) -> object:
    return open_plan(plan, as_of=AS_OF).score


def score(plan: Path, screen: Screen) -> str:
    return spreadkit.get_format("text", "score").render_score(_score(plan), screen)


@cache
def _rollout(plan: Path) -> object:
    return spreadkit.plan_rollout(plan, as_of=AS_OF)


def rollout(plan: Path, screen: Screen) -> str:
    try:
        planned = _rollout(plan)
    except spreadkit.SpreadkitError:
        return ""
    return spreadkit.get_format("text", "rollout").render_rollout(planned, screen)


WRITERS = [check, check_later, adoption, measure, measure_by_site, each_measure, score, rollout]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_no_line_of_an_example_is_wider_than_the_screen(writer: Writer, name: str, width: int) -> None:
    lines = writer(TOP / "examples" / name, Screen(width=width)).splitlines()

    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("writer", [check, check_later, score, measure, rollout], ids=lambda writer: writer.__name__)
def test_no_word_of_an_example_is_broken(writer: Writer, name: str, width: int) -> None:
    plan = TOP / "examples" / name
    whole = set(writer(plan, Screen(width=WIDE)).split())
    shown = writer(plan, Screen(width=width)).split()

    strange = {word for word in shown if word not in whole and "…" not in word and re.search(r"\w{2}", word)}
    assert strange <= OF_NARROW_SCREENS


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_colour_adds_nothing_that_is_not_there_without_it(writer: Writer, name: str) -> None:
    plan = TOP / "examples" / name
    coloured = writer(plan, Screen(colour=True))

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == writer(plan, Screen())
    assert set(re.findall(r"\x1b\[([0-9;]*)m", coloured)) <= {"0", "1", "38;5;243", "38;5;27", "38;5;130", "1;38;5;130"}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_with_ascii_no_sign_is_left_and_every_line_has_its_width(writer: Writer, name: str) -> None:
    plan = TOP / "examples" / name
    signs, twins = writer(plan, Screen()), writer(plan, Screen(ascii=True))

    assert not set(twins) & set(ASCII_TWINS)
    assert list(map(cell_len, twins.splitlines())) == list(map(cell_len, signs.splitlines()))


def test_every_sign_has_a_twin_of_its_width() -> None:
    assert {sign.value for sign in Sign} <= ASCII_TWINS.keys()
    assert set(BARS) <= ASCII_TWINS.keys()
    assert all(len(twin) == 1 and twin.isascii() for twin in ASCII_TWINS.values())
    assert len({ASCII_TWINS[sign.value] for sign in Sign}) == len(Sign)
    assert len({ASCII_TWINS[bar] for bar in BARS}) == len(BARS)
    assert all(cell_len(sign) == 1 for sign in ASCII_TWINS)


def _written(path: Path) -> Iterator[str]:
    """Go through the texts that a module may write; docstrings and comments are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def test_what_terminal_writers_draw_with_is_in_the_table_of_signs() -> None:
    folder = TOP / "src" / "spreadkit" / "formats"
    files = [*folder.glob("_text_*.py"), folder / "text.py", folder / "_plot.py"]
    drawn = {
        character
        for path in files
        for text in _written(path)
        if "[" not in text  # the steering characters that are taken out
        for character in text
        if not character.isascii()
    }

    assert drawn <= ASCII_TWINS.keys()


@pytest.mark.parametrize(
    ("encoding", "can"),
    [("utf-8", True), ("UTF8", True), ("ascii", False), ("latin-1", False), ("cp437", False), ("none", False)],
)
def test_an_encoding_shows_signs_or_not(encoding: str, *, can: bool) -> None:
    assert can_show_signs(encoding) is can
    assert not can_show_signs(None)


words = st.text(st.sampled_from("abz-é中文字 \u0301–31MayJune "), max_size=80)  # noqa: RUF001 - a dash as people write it


@given(words, st.integers(8, 60), st.sampled_from(["", "- ", "    ! "]))
@example("a" * 30, 8, "")
@example("中" * 30, 9, "- ")
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int, first: str) -> None:
    lines = wrapped(text, width, first, " " * len(first))

    assert all(cell_len(line) <= width for line in lines)
    kept = "".join(line[len(first) :] for line in lines)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)


@given(st.lists(st.text("abcdefg", min_size=1, max_size=8), min_size=1, max_size=30), st.integers(8, 40))
def test_words_that_fit_are_never_broken_nor_lines_ended_early(said: list[str], width: int) -> None:
    lines = wrapped(" ".join(said), width)

    assert " ".join(lines).split() == said
    for line, after in pairwise(lines):
        assert len(line) + 1 + len(after.split()[0]) > width


def test_a_day_and_a_path_end_where_they_may() -> None:
    assert wrapped("it is due on 31 July at last", 17) == ["it is due on", "31 July at last"]
    assert wrapped("evidence/annual-objectives.md", 16) == ["evidence/", "annual-objective", "s.md"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), st.integers(1, 30))
def test_what_is_cut_keeps_its_ends_and_fits(text: str, width: int) -> None:
    shown = cut_to(text, width)

    assert cell_width(shown) <= width
    assert shown == text or "…" in shown
    assert cell_width(at_left(shown, width)) == cell_width(at_right(shown, width)) == width


def test_a_name_is_cut_in_the_middle() -> None:
    assert cut_to("Prof. Dr. Maria-Magdalena Oberhuber", 20) == "Prof. Dr.…Oberhuber"
    assert cut_to("Ward 10 of the northern hospital, 5", 18).endswith("5")
    assert in_ascii(cut_to("Ward 10 of the northern hospital, 5", 18)).isascii()


@given(st.text(st.sampled_from("ab 中é●…"), max_size=30))
def test_widths_are_those_of_the_library(text: str) -> None:
    assert cell_width(text) == cell_len(text)


def test_a_label_stands_alone_and_its_text_below_itself() -> None:
    line = "Assumed     one two three four"

    assert list(fitted([line, "  - a bullet of words"], Screen(width=24))) == [
        *("Assumed     one two", "            three four", "  - a bullet of words"),
    ]
    assert list(fitted(["  - a bullet of words"], Screen(width=14))) == ["  - a bullet", "    of words"]
