"""Rules about how a framework hangs together: scales, figures, bands, tables, gates and conditions."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.checking.run import check_framework
from spreadkit.loading.loader import load_framework
from spreadkit.model.base import kebab
from spreadkit.model.finding import Finding
from spreadkit.model.framework import Band
from spreadkit.rules._bands import ValueGrid, wrong_with_bands

from rule_examples import TINY as TINY_FILE

TINY = TINY_FILE.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(text: str, *slugs: str) -> list[Finding]:
    """Check a framework for these rules alone; for all where none is named."""
    Path("tiny.yaml").write_text(text, encoding="utf-8")
    loaded = load_framework(Path("tiny.yaml"))
    assert loaded.problems == []
    return check_framework(loaded, only=slugs or None)


WHOLE = """\
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly in place}
    good: {value: 2, label: In place}
  kind:
    simple: {label: Simple}
    complex: {label: Complex}
  help: {answer: number, from: 1, to: 5}
  swing: {answer: number, from: -2, to: 2}
  done: {answer: date}
  story: {answer: words, at-least: 5}
"""

PARTS = """\
  other:
    title: Other
    scoring: {method: none}
    criteria:
      other.kind: {ask: What kind of change is it?, scale: kind}
      other.help: {ask: How much does it help?, scale: help}
      other.swing: {ask: Does it help or hinder?, scale: swing}
      other.done: {ask: When was it done?, scale: done}
      other.story: {ask: What happened?, scale: story}
      other.level: {ask: Is it there?}
  days:
    title: Days
    scoring: {method: date-proportion}
    criteria:
      days.first: {ask: When was it begun?, scale: done}
      days.last: {ask: When was it over?, scale: done}
"""


def whole(*changes: tuple[str, str], figures: str = "", more: str = "") -> str:
    """Return the tiny framework with scales and criteria of every kind; `figures` and other parts are added."""
    head, _, rest = TINY.partition("scales:\n")
    text = head + WHOLE + rest[rest.index("phases:") :]
    text = text.replace("scoring: {", f"{PARTS}scoring: {{", 1)
    text += f"figures:\n{figures}" if figures else ""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text + more


def changed(*changes: tuple[str, str]) -> str:
    """Return the tiny framework with texts replaced, each where it stands first."""
    text = TINY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def figure(**keys: str) -> str:
    return "".join(f"  {name}: {{title: A figure, {value}}}\n" for name, value in keys.items())


def said(text: str, *slugs: str) -> list[str]:
    return [each.message for each in found(text, *slugs)]


def test_the_framework_of_every_kind_is_sound() -> None:
    assert {each.slug for each in found(whole())} <= {"level-never-described", "counted-nowhere"}


@pytest.mark.parametrize(
    ("figures", "more", "says"),
    [
        ("method: sum, of: [leadership, nowhere]", "", '"nowhere" is not a criterion, component or figure'),
        (
            "method: sum, of: leadershp",
            "",
            '"leadershp" is not a criterion, component or figure of this framework (did',
        ),
        (
            "method: sum, of: [leadership], weights: {days: 2}",
            "",
            '"days" is not something that the figure "one" is made',
        ),
        ("method: sum, of: [leadership], sources: [nowhere]", "", '"nowhere" is not a source of this framework'),
        (
            "method: sum, of: [leadership], bands: [{id: all, title: All, sources: [nowhere]}]",
            "",
            '"nowhere" is not a source of this framework',
        ),
        (
            "method: ladder, rungs: [{id: a, title: A, value: 1, needs: {leadership.sponser: good}}]",
            "",
            '"leadership.sponser" is not a criterion of this framework (did you mean "leadership.sponsor"?)',
        ),
        (
            "method: ladder, rungs: [{id: a, title: A, value: 1, needs: {leadership.sponsor: goood}}]",
            "",
            '"goood" is not a level of its scale (did you mean "good"?)',
        ),
        (
            "method: table, of: [other.kind], rows: [{when: [simpel], is: a}, {when: [complex], is: a}]",
            "",
            '"simpel" is not a level or a band of "other.kind" (did you mean "simple"?)',
        ),
        (
            (
                "method: table, of: [other.kind], words: {a: {label: A}}, rows: [{when: [simple], is: b}, "
                "{when: [complex], is: a}]"
            ),
            "",
            '"b" is not one of the "words" of the figure "one"',
        ),
        ("", "suits:\n  will-it-last: {fits: well, because: Yes, sources: [nowhere]}\n", '"nowhere" is not a source'),
        ("", "ratings: {of: [leadership, nowhere]}\n", '"nowhere" is not a component of this framework'),
        ("", "importance: nowhere\n", '"nowhere" is not a scale of this framework'),
    ],
)
def test_what_new_parts_name_is_looked_up(figures: str, more: str, says: str) -> None:
    text = whole(figures=figure(one=figures) if figures else "", more=more)

    (message,) = said(text, "dangling-id")

    assert message.startswith(says)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("stage: launch}", "stage: launch, needs: {leadershp: 50}}", '"leadershp" is not a component or a figure'),
        ("stage: launch}", "stage: launch, requires: launch}", '"launch" is not a gate, written as framework/gate'),
        ("stage: launch}", "stage: launch, requires: tiny/lunch}", '"tiny/lunch" is not a gate of "tiny" (did'),
        (
            "stage: launch}",
            "stage: launch, requires: ihi-spread/lunch}",
            '"ihi-spread/lunch" is not a gate of "ihi-spread" (did you mean "ihi-spread/launch"?)',
        ),
        (
            "stage: launch}",
            "stage: launch, requires: no-such/launch}",
            '"no-such/launch" is not a gate of a framework that can be found',
        ),
        ("help?, scale: help", "help?, scale: help, at-least: 9", '"9" is not a number from 1 to 5, which answers it'),
        ("there?}", "there?, evidence-from: god}", '"god" is not a level of its scale (did you mean "good"?)'),
        (
            "there?}",
            "there?, only-if: {criterion: other.kid}}",
            '"other.kid" is not a criterion of this framework (did',
        ),
        (
            "  story:",
            "  bad: {answer: number, from: 0, to: 1, bands: [{id: a, title: A, sources: [x]}]}\n  story:",
            '"x"',
        ),
    ],
)
def test_what_gates_scales_and_criteria_newly_name_is_looked_up(old: str, new: str, says: str) -> None:
    (message,) = said(whole((old, new)), "dangling-id")

    assert message.startswith(says)


@pytest.mark.parametrize(
    "old_new",
    [
        ("stage: launch}", "stage: launch, needs: {leadership: 50}, requires: [ihi-spread/launch, tiny/expand]}"),
        ("help?, scale: help", "help?, scale: help, at-least: 4"),
        (
            "  help: {answer: number, from: 1, to: 5}",
            (
                "  help: {answer: number, from: 1, to: 5, bands: "
                "[{id: few, title: Few, below: 3}, {id: many, title: Many, from: 3}]}"
            ),
        ),
    ],
)
def test_what_is_there_is_not_found(old_new: tuple[str, str]) -> None:
    assert said(whole(old_new), "dangling-id", "scale-has-gap", "gate-cannot-pass") == []


@pytest.mark.parametrize(
    ("answers", "expect", "names"),
    [
        ("other.help: 3, other.done: 2026-01-01, other.kind: simple", "figures: {one: 50}", []),
        ("other.help: 9", "coverage: 1", ["9"]),
        ("all: 3", "coverage: 1", []),
        ("all: simple", "coverage: 1", []),
        ("all: refused, other.help: refused", "figures: {two: steady}", []),
        ("all: good", "figures: {two: stedy}", ["stedy"]),
        ("all: good", "figures: {three: 1}", ["three"]),
        ("all: good", "figures: {one: high}", ["high"]),
        ("all: good", "band: high", ["high"]),
    ],
)
def test_examples_of_every_kind_of_answer_name_what_there_is(answers: str, expect: str, names: list[str]) -> None:
    figures = figure(
        one="method: mean, of: [leadership]",
        two="method: table, of: [other.kind], rows: [{when: [simple], is: steady}, {when: [complex], is: adapt}]",
    )
    example_ = f"examples:\n  - {{name: one, answers: {{{answers}}}, expect: {{{expect}}}}}\n"
    codes = "not-answered:\n  refused: {label: Refused, counts: out}\n"

    findings = found(whole(figures=figures, more=codes + example_), "dangling-id")

    assert [each.message.split('"')[1] for each in findings] == names


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("      other.level:", "      other:", '"other" is also a component'),
        ("  days:\n", "  other.level:\n", '"other.level" is also a component'),
        ("  days:\n", "  components:\n", '"components" is also a word for all of them'),
        ("      other.level:", "      all:", '"all" is also the word of examples for every criterion'),
        ("there?}", "there?, aliases: other.kind}", '"other.kind" is also a criterion of "other"'),
        (
            "{id: plan, title: Plan, stage: prepare}",
            "{id: execute, title: P, stage: prepare}",
            '"execute" is also an ea',
        ),
        ("    simple:", "    unknown:", '"unknown" is also the answer where nobody can say'),
    ],
)
def test_ids_are_used_once_across_parts(old: str, new: str, says: str) -> None:
    messages = said(whole((old, new)), "duplicate-id")

    assert [message[: len(says)] for message in messages] == [says]
    assert all(message.endswith("an id of its own") for message in messages)


def test_parts_of_a_split_question_share_their_former_id() -> None:
    split = (
        ("there?}", "there?, aliases: other.both}"),
        ("was it begun?, scale: done}", "was it begun?, scale: done, aliases: other.both}"),
    )

    assert said(whole(*split), "duplicate-id") == []
    twice = said(whole(("there?}", "there?, aliases: [other.both, other.both]}")), "duplicate-id")
    assert [message.partition(";")[0] for message in twice] == ['"other.both" is also a former id of "other.level"']


def test_figures_bands_rungs_and_codes_have_ids_of_their_own() -> None:
    figures = figure(
        days="method: sum, of: [leadership]",
        banded="method: mean, of: [leadership], bands: [{id: a, title: A, below: 50}, {id: a, title: B, from: 50}]",
        ladder="method: ladder, rungs: [{id: a, title: A, value: 1}, "
        "{id: a, title: B, value: 2, needs: {leadership.sponsor: good}}]",
    )
    codes = "not-answered:\n  unknown: {label: Unknown, counts: open}\n  good: {label: Good, counts: out}\n"

    found_ = [message.partition(";")[0] for message in said(whole(figures=figures, more=codes), "duplicate-id")]

    assert sorted(found_) == [
        '"a" is also an earlier band',
        '"a" is also an earlier rung',
        '"days" is also a component',
        '"good" is also a way of "not-answered"',
        '"unknown" is also the answer where nobody can say',
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("stage: expand}\ncomp", "stage: expand, needs: {leadership: 101}}\ncomp", '"leadership" never reaches 101'),
        (
            "stage: expand}\ncomp",
            "stage: expand, needs: {leadership: 0}}\ncomp",
            '"leadership" is never below 0: it beg',
        ),
        ("stage: expand}\ncomp", "stage: expand, needs: {other: 1}}\ncomp", '"other" comes to no number'),
        ("stage: expand}\ncomp", "stage: expand, requires: tiny/expand}\ncomp", '"expand" requires itself'),
        (
            "stage: expand}\ncomp",
            "stage: expand}\n  late: {title: L, before: execute, stage: embed, needs: {leadership: 1}}\ncomp",
            None,
        ),
        ("gate: expand", "gate: expand\n        stages: [embed]", '"leadership.local-leads" is asked from "embed" on'),
        ("gate: expand", "gate: expand\n        scale: help\n        at-least: 1", "every level meets"),
        ("gate: expand", "gate: expand\n        scale: help\n        reverse: yes\n        at-least: 5", "every level"),
        ("gate: expand", "gate: expand\n        scale: help\n        reverse: yes\n        at-least: 2", None),
        ("gate: expand", "gate: expand\n        scale: kind\n        at-least: simple", "every level meets"),
        ("gate: expand", "gate: expand\n        scale: kind", None),
        ("gate: expand", "gate: expand\n        scale: done", None),
        ("gate: expand", "gate: expand\n        scale: story", None),
    ],
)
def test_gates_of_every_kind_hold_something_and_can_open(old: str, new: str, says: str | None) -> None:
    messages = said(whole((old, new)), "gate-cannot-pass")

    assert [message[: len(says or "")] for message in messages] == ([says] if says else [])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("only-if: {criterion: other.level, at-least: partial}", None),
        ("only-if: {criterion: other.kind, is: [simple, complex]}", None),
        ("only-if: {criterion: other.help, at-least: 3}", None),
        (
            "only-if: {criterion: other.kind, is: [simple, compex]}",
            '"other.kind" can never be answered "compex" (did you',
        ),
        (
            "only-if: {criterion: other.help, at-least: 6}",
            '"other.help" can never be answered "6"; use a number from 1',
        ),
        ("only-if: {criterion: other.story}", '"other.story" is answered in words, so nothing can depend on it'),
        ("only-if: {criterion: leadership.sponsor}", '"leadership.sponsor" depends on itself; let one'),
        ("stages: []", '"leadership.sponsor" is asked at no stage; name some'),
        ("stages: [launch, embed]", None),
    ],
)
def test_a_criterion_can_be_asked(change: str, says: str | None) -> None:
    messages = said(whole(("gate: launch\n", f"gate: launch\n        {change}\n")), "unreachable-criterion")

    assert [message[: len(says or "")] for message in messages] == ([says] if says else [])


def test_a_circle_of_conditions_is_named_once() -> None:
    text = whole(
        ("there?}", "there?, only-if: {criterion: other.help}}"),
        ("help?, scale: help", "help?, scale: help, only-if: {criterion: other.swing}"),
        ("hinder?, scale: swing", "hinder?, scale: swing, only-if: {criterion: other.level}"),
        ("begun?, scale: done", "begun?, scale: done, only-if: {criterion: other.level}"),
    )

    assert said(text, "unreachable-criterion") == [
        (
            '"other.help" depends on itself through "other.swing" and "other.level"; '
            "let one of them be asked without a condition"
        )
    ]


def test_a_criterion_is_asked_at_a_stage_at_which_its_component_counts() -> None:
    text = whole(
        ("    title: Days\n", "    title: Days\n    stages: [prepare, launch]\n"),
        ("over?, scale: done", "over?, scale: done, stages: [embed]"),
        ("    title: Other\n", "    title: Other\n    stages: []\n"),
    )

    assert said(text, "unreachable-criterion") == [
        '"other" counts at no stage; name some, or leave it out',
        '"days.last" is asked at no stage at which its component "days" counts (prepare, launch)',
    ]


@pytest.mark.parametrize(
    ("scale", "says"),
    [
        ("{answer: number, from: 0, to: 1, step: 0.1}", []),
        ("{answer: number, from: -5, to: 5, step: 2.5}", []),
        ("{answer: number, from: 0, to: 1, step: 0.3}", ['"new" never reaches 1 from 0 in steps of 0.3; change']),
        ("{answer: number, from: 0, to: 1.5}", ['"new" never reaches 1.5 from 0 in steps of 1; change one of the']),
        ("{answer: number, from: 5, to: 1}", ['"new" goes from 5 to 1; let "to" be more than "from"']),
        ("{answer: number, from: 5, to: 5}", ['"new" goes from 5 to 5; let "to" be more than "from"']),
        ("{answer: number, from: 1, to: 5, bands: [{id: a, title: A, to: 2}, {id: b, title: B, from: 3}]}", []),
        (
            "{answer: number, from: 1, to: 5, bands: [{id: a, title: A, below: 2}, {id: b, title: B, from: 3}]}",
            ['no band of "new" holds 2; widen one'],
        ),
        ("{only: {label: Only}}", ['"new" leaves nothing to choose; give it two levels or more']),
        ("{}", ['"new" leaves nothing to choose; give it two levels or more']),
        ("{a: {value: 1, label: A}, b: {label: B}}", ['some levels of "new" have a value, but not "b"; give all']),
        ("{a: {label: A}, b: {label: B}}", []),
    ],
)
def test_scales_have_no_gaps(scale: str, says: list[str]) -> None:
    messages = said(whole(("  story:", f"  new: {scale}\n  story:")), "scale-has-gap")

    assert [message[: len(each)] for message, each in zip(messages, says, strict=True)] == says


@pytest.mark.parametrize(
    ("bands", "says"),
    [
        ("{id: a, title: A}", []),
        ("{id: a, title: A, from: 50}, {id: b, title: B, below: 50}", []),
        ("{id: a, title: A, above: 50}, {id: b, title: B, to: 50}", []),
        ("{id: a, title: A, from: 50}, {id: b, title: B, to: 49.9}", []),
        ("{id: a, title: A, from: 0, to: 49.9}, {id: b, title: B, from: 50, to: 100}", []),
        ("{id: a, title: A, above: 50}, {id: b, title: B, below: 50}", ['no band of the figure "one" holds 50; widen']),
        (
            "{id: a, title: A, from: 50}, {id: b, title: B, to: 50}",
            ['the bands "a" and "b" of the figure "one" hold 50 alike; let one end before'],
        ),
        ("{id: a, title: A, above: 0}", ['no band of the figure "one" holds 0; widen one']),
        ("{id: a, title: A, below: 100}", ['no band of the figure "one" holds 100; widen one']),
        (
            "{id: a, title: A, to: 100}, {id: b, title: B, above: 100}",
            ['the band "b" of the figure "one" holds no value that is possible'],
        ),
        ("{id: a, title: A, from: 40, to: 60}", ['no band of the figure "one" holds 0; widen one']),
    ],
)
def test_bands_hold_every_value_once(bands: str, says: list[str]) -> None:
    text = whole(figures=figure(one=f"method: mean, of: [leadership, communication], bands: [{bands}]"))

    messages = said(text, "bands-gap-or-overlap")

    assert [message[: len(each)] for message, each in zip(messages, says, strict=True)] == says


def test_bands_go_as_far_as_the_figure_does() -> None:
    bands = "bands: [{id: low, title: Low, from: -2, below: 0}, {id: high, title: High, from: 0, to: 2}]"

    swing = whole(figures=figure(one=f"method: sum, of: [other.swing], {bands}"))
    doubled = whole(figures=figure(one=f"method: sum, of: [other.swing], rescale: {{times: 2}}, {bands}"))
    whole_numbers = whole(
        figures=figure(
            one="method: mean, of: [leadership], round: {to: 1}, bands: "
            "[{id: low, title: Low, to: 49}, {id: high, title: High, from: 50}]"
        )
    )

    assert said(swing, "bands-gap-or-overlap") == []
    assert said(doubled, "bands-gap-or-overlap") == [
        'no band of the figure "one" holds -4; widen one, or leave the bands out'
    ]
    assert said(whole_numbers, "bands-gap-or-overlap") == []


ENDS = st.integers(-3, 13)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["from_", "above"]), st.none() | ENDS, st.sampled_from(["below", "to"]), st.none() | ENDS
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3, 2)]),
)
def test_looking_next_to_the_ends_finds_what_looking_everywhere_finds(
    ends: list[tuple[str, int | None, str, int | None]], step: Fraction
) -> None:
    bands = [
        Band.model_validate(
            {"id": f"b{index}", "title": "B"}
            | ({} if low is None else {kebab(lower): str(low)})
            | ({} if high is None else {upper: str(high)})
        )
        for index, (lower, low, upper, high) in enumerate(ends)
    ]
    grid = ValueGrid(Fraction(0), Fraction(9), step)
    values = [step * number for number in range(int(9 / step) + 1)]

    messages = [message for _, message in wrong_with_bands("it", bands, (), grid)]

    counts = [sum(band.holds(value) for band in bands) for value in values]
    assert any("no band" in message for message in messages) == (0 in counts)
    assert any("alike" in message for message in messages) == any(count > 1 for count in counts)
    empty = [not any(band.holds(value) for value in values) for band in bands]
    assert sum("no value that is possible" in message for message in messages) == sum(empty)


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        (figure(one="method: sum, of: [one]"), ['"one" is made of itself; take one of the names out']),
        (
            figure(one="method: sum, of: [two]", two="method: sum, of: [one]"),
            ['"one" and "two" are made of each other'],
        ),
        (figure(one="method: sum, of: [two]", two="method: sum, of: [leadership]"), []),
        (
            figure(
                one="method: sum, of: [two]", two="method: sum, of: [three]", three="method: sum, of: [leadership, two]"
            ),
            ['"two" and "three" are made of each other'],
        ),
    ],
)
def test_circles_of_figures_are_named_once(figures: str, says: list[str]) -> None:
    messages = said(whole(figures=figures), "figure-circle")

    assert [message[: len(each)] for message, each in zip(messages, says, strict=True)] == says


def test_a_component_that_is_made_of_a_figure_of_itself_is_a_circle() -> None:
    text = whole(
        ("scoring: {method: date-proportion}", "scoring: {method: sum, of: [one]}"),
        figures=figure(one="method: sum, of: [days, leadership]"),
    )

    assert said(text, "figure-circle") == ['"days" and "one" are made of each other; take one of the names out']


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("method: median, of: [leadership], weights: {leadership: 2}", '"weights", but "method: median" takes none'),
        ("method: min, of: [leadership], possible: answered", '"possible", but "method: min" takes none; remove it'),
        ("method: mean, of: [leadership], possible: fixed", None),
        ("method: mean, of: [leadership.sponsor], possible: fixed", '"possible: fixed", but each of its criteria'),
        ("method: sum, of: [leadership], absolute: yes", '"absolute", but "method: sum" takes none; remove it'),
        ("method: count, of: [leadership], bands: [{id: a, title: A}]", '"bands", but "method: count" takes none'),
        ("method: sum, of: [leadership], rows: [{when: [a], is: b}]", '"rows", but "method: sum" takes none; remove'),
        ("method: sum, of: [leadership], rungs: [{id: a, title: A, value: 1}]", '"rungs", but "method: sum" takes'),
        ("method: none, of: [leadership]", '"of", but "method: none" takes none; remove it'),
        ("method: ladder", '"method: ladder", but no "rungs"; add them'),
        ("method: table, of: [other.kind]", '"method: table", but no "rows"; add them'),
        ("method: difference, of: [leadership]", '"method: difference", but "of" names 1; name two that differ'),
        ("method: difference, of: [leadership, leadership]", '"method: difference", but "of" names 1; name two'),
        ("method: difference, of: [leadership, communication]", None),
        ("method: mean, of: [leadership], missing: scale-up", '"missing: scale-up", which only sums can do, but'),
        ("method: count, of: [leadership], missing: lowest", '"missing", but "method: count" takes none; remove it'),
        ("method: sum, of: [leadership], missing: scale-up", None),
        ("method: sum, of: [leadership], rescale: {times: 0}", '"rescale" with "times: 0", so that no answer counts'),
        ("method: sum, of: [leadership], rescale: {times: -1}", None),
        ("method: mean, of: [leadership], weights: {leadership: 0}", "come to 0, so nothing counts; raise one"),
        ("method: sum, of: [leadership.sponsor], possible: answered", '"possible: answered", but each of its criteria'),
        ("method: sum, of: [leadership], possible: answered", None),
        ("method: mean, of: [leadership.sponsor], not-applicable-at-most: 0.3", '"not-applicable-at-most: 0.3", but'),
        ("method: mean, of: [leadership.sponsor], not-applicable-at-most: 0", None),
        (
            (
                "method: ladder, rungs: [{id: a, title: A, value: 2}, {id: b, title: B, value: 1, needs: "
                "{leadership.sponsor: good}}]"
            ),
            '"b" stands above "a", but its value 1 is not more than 2; put the rungs in rising order',
        ),
        (
            "method: ladder, rungs: [{id: a, title: A, value: 1}, {id: b, title: B, value: 2}]",
            'the rung "b" needs nothing, so that "a" below it is never where one stands',
        ),
    ],
)
def test_settings_of_a_figure_do_not_contradict_each_other(keys: str, says: str | None) -> None:
    messages = said(whole(figures=figure(one=keys)), "figure-contradiction")

    assert len(messages) == (says is not None), messages
    assert all(says in message for message in messages if says)


def test_weights_of_criteria_that_come_to_nothing_are_named() -> None:
    text = changed(
        ("need: may", "need: may\n        weight: 0"),
        ("need: should", "need: should\n        weight: 0"),
        ("    title: Communication\n", "    title: Communication\n    scoring: {method: mean}\n"),
    )

    assert said(text, "figure-contradiction") == [
        'the weights of all that the component "communication" is made of come to 0, so nothing counts; raise one'
    ]
    assert said(text.replace("weight: 0", "weight: 0\n        weight-at: {embed: 1}", 1), "figure-contradiction") == []


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("method: mean, of: [other.kind]", 'the levels of "other.kind" are words without a value'),
        ("method: sum, of: [other.done]", '"other.done" is answered with a day, which has no points'),
        ("method: max, of: [other.story]", '"other.story" is an open question, which is never scored'),
        ("method: mean, of: [leadership, other]", '"other" comes to no number'),
        ("method: mean, of: [other.help, other.level]", None),
        (
            "method: mean, scale: points, of: [other.help, other.level]",
            '"other.help" goes from 1 to 5 and "other.level" f',
        ),
        ("method: sum, of: [other.help, other.level]", None),
        ("method: product, scale: points, of: [other.help, other.swing]", '"other.swing" goes from -2 to 2, where two'),
        ("method: product, of: [other.help, other.swing]", None),
        ("method: count, of: [other.kind, leadership]", None),
        ("method: count, of: [other.help]", '"other.help" is not answered with levels, which are what is counted'),
        ("method: distribution, of: [other]", '"other" is not answered with levels'),
        ("method: date-proportion, of: [other.done, days]", None),
        ("method: date-duration, of: [other.help]", '"other.help" is not answered with days'),
        ("method: furthest, of: [days]", None),
        ("method: furthest, of: [other.done]", '"other.done" is not a component that is answered with days'),
        ("method: table, of: [other.kind], rows: [{when: [simple], is: a}, {when: [complex], is: a}]", None),
        ("method: table, of: [other.help], rows: [{when: [a], is: a}]", '"other.help" has neither levels nor bands'),
        ("method: table, of: [leadership], rows: [{when: [a], is: a}]", '"leadership" has neither levels nor bands'),
    ],
)
def test_operands_fit_their_operator(keys: str, says: str | None) -> None:
    messages = said(whole(figures=figure(one=keys)), "operand-does-not-fit")

    assert len(messages) == (says is not None), messages
    assert all(says in message for message in messages if says)


def test_words_in_a_component_that_is_averaged_are_named_and_open_questions_are_not() -> None:
    text = whole(("    title: Other\n    scoring: {method: none}\n", "    title: Other\n"))

    messages = said(text, "operand-does-not-fit")

    assert [message.partition(" but ")[2].partition(";")[0] for message in messages] == [
        'the levels of "other.kind" are words without a value',
        '"other.done" is answered with a day, which has no points',
    ]
    assert said(text.replace("{method: mean, of: components", "{method: none"), "operand-does-not-fit") == []


@pytest.mark.parametrize(
    ("of", "rows", "says"),
    [
        ("[other.kind]", "[{when: [simple], is: a}, {when: [complex], is: b}]", []),
        ("[other.kind]", "[{when: [simple], is: a}]", ["no row for [complex]; add"]),
        (
            "[other.kind]",
            "[{when: [simple], is: a}, {when: [simple], is: b}, {when: [complex], is: b}]",
            ["already; remove one of the two"],
        ),
        (
            "[other.kind]",
            "[{when: [simple, complex], is: a}, {when: [simple], is: a}, {when: [complex], is: b}]",
            ["this row has 2 words, but it takes 1 word, for other.kind"],
        ),
        (
            "[other.kind, other.level]",
            "[{when: [simple, good], is: a}]",
            ["no row for [simple, absent], [simple, partial] and 3 more; add"],
        ),
        ("[banded]", "[{when: [low], is: a}, {when: [high], is: b}]", []),
        ("[banded]", "[{when: [low], is: a}]", ["no row for [high]; add"]),
        ("[inner]", "[{when: [steady], is: a}, {when: [adapt], is: b}]", []),
        ("[inner]", "[{when: [steady], is: a}]", ["no row for [adapt]; add"]),
    ],
)
def test_tables_have_one_row_for_every_combination(of: str, rows: str, says: list[str]) -> None:
    figures = figure(
        one=f"method: table, of: {of}, rows: {rows}",
        banded="method: mean, of: [leadership], bands: [{id: low, title: L, below: 5}, {id: high, title: H, from: 5}]",
        inner="method: table, of: [other.kind], rows: [{when: [simple], is: steady}, {when: [complex], is: adapt}]",
    )

    messages = said(whole(figures=figures), "table-incomplete")

    assert all(each in message for message, each in zip(messages, says, strict=True)), messages


def test_a_table_that_nobody_could_write_is_named() -> None:
    criteria = "".join(f"      other.more{number}: {{ask: Is it there?}}\n" for number in range(10))
    text = whole(("      other.level:", f"{criteria}      other.level:"))
    of = ", ".join(f"other.more{number}" for number in range(10))
    text += f"figures:\n  one: {{title: One, method: table, of: [{of}], rows: [{{when: [good], is: a}}]}}\n"

    assert 'the figure "one" would need more than 10000 rows; join some operands first' in said(
        text, "table-incomplete"
    )


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ("{good: {value: 3}, partial: {value: 1}, absent: {value: 0}}", []),
        (
            "{good: {value: 3}}",
            ['"points" of "other.level" leave out "absent" and "partial"; give every level of the scale some'],
        ),
        ("{god: {value: 3}}", []),
    ],
)
def test_points_are_given_to_levels(points: str, says: list[str]) -> None:
    assert said(whole(("there?}", f"there?, points: {points}}}")), "points-incomplete") == says


def test_points_of_a_misspelt_level_are_one_finding() -> None:
    text = whole(("there?}", "there?, points: {god: {value: 3}, partial: {value: 1}, absent: {value: 0}}}"))

    messages = said(text, "points-incomplete", "dangling-id")

    assert messages == ['"god" is not a level of its scale (did you mean "good"?); correct it, or define it']


def test_points_cover_what_has_no_value_of_its_own() -> None:
    text = whole(("scale: kind}", "scale: kind, points: {simple: {value: 1}}}"))

    (message,) = said(text, "points-incomplete")

    assert message == '"points" of "other.kind" leave out "complex"; give every level of the scale some'


def test_criteria_that_count_nowhere_are_noted() -> None:
    names = ["other.kind", "other.help", "other.swing", "other.done", "other.level"]
    unused = whole(("{method: mean, of: components", "{method: mean, of: [leadership, communication, days]"))
    used = unused + "figures:\n  one: {title: O, method: sum, of: [other.help]}\n"
    asked = used.replace("scale: swing}", "scale: swing, only-if: {criterion: other.kind, is: simple}}")

    assert [each.route[-1] for each in found(unused, "counted-nowhere")] == names
    assert [each.route[-1] for each in found(used, "counted-nowhere")] == [*names[:1], *names[2:]]
    assert [each.route[-1] for each in found(asked, "counted-nowhere")] == names[2:]
    assert (
        found(
            unused.replace("{method: mean, of: [leadership, communication, days]", "{method: none"), "counted-nowhere"
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "scale: help}",
            "scale: help, levels: {good: Yes}}",
            'is answered with a number, so that "levels" has no effect',
        ),
        ("scale: help}", "scale: help, points: {good: {value: 1}}}", 'a number, so that "points" has no effect'),
        ("scale: help}", "scale: help, reverse: yes, at-least: 2}", None),
        (
            "hen was it done?, scale: done}",
            "hen was it done?, scale: done, reverse: yes}",
            'a day, so that "reverse" has',
        ),
        ("scale: story}", "scale: story, at-least: good}", 'answered with words, so that "at-least" has no effect'),
        ("there?}", "there?, from-plan: target-sites}", "is counted from the plan, so it needs a scale of numbers"),
        ("scale: help}", "scale: help, from-plan: target-sites}", None),
        ("scale: help}", "scale: help, from-plan: target-sites, per-site: {roll-up: mean}}", "so no site is asked"),
        ("there?}", "there?, per-site: {roll-up: mean, share: 0.5}}", 'has a "share" of sites, but "roll-up: mean"'),
        (
            "there?}",
            "there?, per-site: {roll-up: share, share: 0}}",
            "has 0 as share of sites; write a number up to 1",
        ),
        ("there?}", "there?, need: must}", "is a must-have of no gate, so that it holds nothing shut"),
        ("there?}", "there?, need: must, gate: launch, at-least: good}", None),
    ],
)
def test_criteria_do_not_contradict_themselves(old: str, new: str, says: str | None) -> None:
    messages = said(whole((old, new)), "criterion-contradiction")

    assert len(messages) == (says is not None), messages
    assert all(says in message for message in messages if says)


def test_everything_that_is_sourced_names_its_sources() -> None:
    text = whole(
        (
            "  help: {answer: number, from: 1, to: 5}",
            "  help: {answer: number, from: 1, to: 5, bands: [{id: any, title: Any, basis: sourced}]}",
        ),
        ("there?}", "there?, points: {good: {value: 2, basis: sourced}}}"),
        figures=figure(
            one="method: mean, of: [leadership], basis: sourced, bands: [{id: every, title: Every, basis: sourced}]"
        ),
        more="suits:\n  will-it-last: {fits: well, because: Yes, basis: sourced}\n",
    )

    assert [message.split('"')[1] for message in said(text, "text-rights-unclear")] == [
        *("any", "good", "one", "every", "will-it-last"),
    ]


LINES = whole(
    figures=figure(
        one="method: mean, of: [days], bands: [{id: low, title: L, below: 5}, {id: high, title: H, from: 5}]",
        two="method: table, of: [other.kind, one], rows: [{when: [simple, low], is: a}]",
        three="method: ladder, rungs: [{id: a, title: A, value: 1, needs: {leadership.sponsor: good}}]",
        four="method: difference, of: [one, three]",
        five="method: product, of: [other.swing, other.help], scale: points",
    ),
    more="ratings: {of: [leadership]}\nsuits:\n  will-it-last: {fits: well, because: Yes}\n",
)
WORDS = sorted(set(re.findall(r"[\w.-]+", LINES)))


@given(st.data())
def test_whatever_is_changed_in_a_framework_rules_give_findings_and_never_crash(data: st.DataObject) -> None:
    text = LINES
    for _ in range(data.draw(st.integers(1, 4))):
        places = [match.span() for match in re.finditer(r"[\w.-]+", text)]
        start, end = data.draw(st.sampled_from(places))
        text = text[:start] + data.draw(st.sampled_from([*WORDS, "-3", "0", "7.25"])) + text[end:]
    Path("tiny.yaml").write_text(text, encoding="utf-8")

    findings = check_framework(load_framework(Path("tiny.yaml")))

    assert all(each.message and each.location.line for each in findings)


def test_key_that_is_called_like_the_kind_of_its_scale_is_a_finding() -> None:
    Path("tiny.yaml").write_text(whole().replace("answer: words, at-least: 5", "answer: words, words: 5"))

    problems = load_framework(Path("tiny.yaml")).problems

    assert any('"words"' in each.message for each in problems)
