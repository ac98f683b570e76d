"""Every mechanic of published instruments that a framework file must be able to say, M1 to M38, by example."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from made import AS_OF, figure, framework_of, numbers, scored, scored_plan

from spreadkit.model.framework import PlanFact, Stage
from spreadkit.model.score import AnswerState

LIKERT = "{answer: number, from: 1, to: 5}"


def test_m1_levels_have_points_of_their_own_for_each_criterion() -> None:
    made = framework_of("""
scales:
  statement: {d: {value: 0, label: D}, c: {value: 1, label: C}, b: {value: 2, label: B}, a: {value: 3, label: A}}
components:
  process:
    criteria:
      process.one: {points: {d: {value: 0}, c: {value: 4.0}, b: {value: 4.7}, a: {value: 8.5}}}
      process.two: {points: {d: {value: 0}, c: {value: 3.1}, b: {value: 6.3}, a: {value: 9.1}}}
scoring: {method: sum}
""")

    score = scored(made, "{process.one: b, process.two: a}")

    assert numbers(score) == (13.8, 13.8, 13.8)
    assert score.range is not None
    assert (score.range.least, score.range.most, score.range.unit) == (0, Decimal("17.6"), "points")


def test_m2_levels_with_equal_points_stay_apart() -> None:
    made = framework_of("""
scales:
  statement: {d: {value: 0, label: D}, c: {value: 1, label: C}, b: {value: 2, label: B}, a: {value: 3, label: A}}
gates: {go: {title: Go, before: execute, stage: expand}}
components:
  staff:
    criteria:
      staff.behaviours:
        points: {d: {value: 0}, c: {value: 5.1}, b: {value: 5.1}, a: {value: 11}}
        gate: go
        need: must
        at-least: b
scoring: {method: sum}
""")

    with_b, with_c = scored(made, "{staff.behaviours: b}"), scored(made, "{staff.behaviours: c}")

    assert numbers(with_b) == numbers(with_c) == (5.1, 5.1, 5.1)
    assert (with_b.criteria[0].level, with_c.criteria[0].level) == ("b", "c")
    assert (with_b.gates[0].open, with_c.gates[0].open) == (True, False)


@pytest.mark.parametrize(
    ("scale", "answer", "value"),
    [
        ("{answer: number, from: 1, to: 7}", "4", 50),
        ("{answer: number, from: 0, to: 9}", "9", 100),
        ("{answer: number, from: 0.5, to: 5, step: 0.5}", "0.5", 0),
        ("{answer: number, from: 0.5, to: 5, step: 0.5}", "3.5", 66.7),
    ],
)
def test_m3_numbers_with_any_ends_and_steps(scale: str, answer: str, value: float) -> None:
    made = framework_of(f"scales: {{n: {scale}}}\ncomponents: {{a: {{criteria: {{a.one: }}}}}}")

    assert numbers(scored(made, f"{{a.one: {answer}}}"))[0] == value


@pytest.mark.parametrize("answer", ["0.7", "5.5", "0", "five", "1e0", "nan"])
def test_m3_number_beside_the_scale_is_no_answer(answer: str) -> None:
    made = framework_of(
        "scales: {n: {answer: number, from: 0.5, to: 5, step: 0.5}}\ncomponents: {a: {criteria: {a.one: }}}"
    )

    assert scored(made, f"{{a.one: '{answer}'}}").criteria[0].state is AnswerState.UNREAD


def test_m4_percent_of_a_signed_scale_is_of_its_range() -> None:
    made = framework_of("scales: {n: {answer: number, from: -5, to: 5}}\ncomponents: {a: {criteria: {a.one: }}}")

    assert numbers(scored(made, "{a.one: '-5'}"))[0] == 0
    assert numbers(scored(made, "{a.one: '0'}"))[0] == 50


def test_m5_reversed_criterion_is_shown_as_given_and_counted_turned_round() -> None:
    made = framework_of(f"""
scales: {{n: {LIKERT}}}
gates: {{go: {{title: Go, before: execute, stage: expand}}}}
components: {{a: {{criteria: {{a.complexity: {{reverse: yes, gate: go, need: must, at-least: 2}}}}}}}}
scoring: {{scale: points}}
""")

    low, high = scored(made, "{a.complexity: 2}"), scored(made, "{a.complexity: 5}")

    assert (low.criteria[0].level, low.criteria[0].points) == ("2", 4)
    assert numbers(high)[0] == 1
    assert (low.gates[0].open, high.gates[0].open) == (True, False)


NOT_ANSWERED = """
not-answered:
  not-able: {label: Not able to answer, counts: open}
  not-relevant: {label: Not relevant, counts: out}
  refused: {label: Refused, counts: lowest}
components: {a: {criteria: {a.one: , a.two: }}}
"""


@pytest.mark.parametrize(
    ("code", "expected", "applicable"),
    [
        ("not-able", (100, 50, 100), 2),
        ("not-relevant", (100, 100, 100), 1),
        ("refused", (50, 50, 50), 2),
        ("unknown", (100, 50, 100), 2),
    ],
)
def test_m6_each_way_of_not_answering_has_its_own_effect(
    code: str, expected: tuple[float, float, float], applicable: int
) -> None:
    made = framework_of(NOT_ANSWERED + "scoring: {answered-at-least: 0.5}")

    score = scored(made, f"{{a.one: good, a.two: {code}}}")

    assert (numbers(score), score.applicable) == (expected, applicable)


def test_m6_each_way_of_not_answering_is_told_apart() -> None:
    score = scored(framework_of(NOT_ANSWERED), "{a.one: not-able, a.two: refused}")

    assert [(each.level, each.says) for each in score.criteria] == [
        ("not-able", "Not able to answer"),
        ("refused", "Refused"),
    ]


def test_m7_component_has_no_value_below_its_least_share_of_answers() -> None:
    made = framework_of("""
components: {a: {criteria: {a.one: , a.two: , a.three: }, scoring: {answered-at-least: 0.6}}}
scoring: {answered-at-least: 0}
""")

    few, enough = scored(made, "{a.one: good}"), scored(made, "{a.one: good, a.two: good}")

    assert [each.components[0].range.value for each in (few, enough) if each.components[0].range] == [
        None,
        100,
    ]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("{method: sum}", (None, 6, 10)),
        ("{method: sum, missing: lowest}", (6, 6, 10)),
        ("{method: sum, missing: scale-up}", (10, 6, 10)),
    ],
)
def test_m8_sum_treats_open_answers_as_the_file_says(how: str, expected: tuple[float | None, float, float]) -> None:
    made = framework_of(
        f"scales: {{n: {LIKERT}}}\ncomponents: {{a: {{criteria: {{a.one: , a.two: }}}}}}\nscoring: {how}"
    )

    assert numbers(scored(made.model_copy(update={}), "{a.one: 5}", stage=Stage.PREPARE)) in {
        expected,
        (None, *expected[1:]),
    }
    generous = made.model_copy(
        update={"scoring": made.scoring.model_copy(update={"answered_at_least": Decimal("0.5")})}
    )
    assert numbers(scored(generous, "{a.one: 5}")) == expected


@pytest.mark.parametrize(("possible", "most"), [("fixed", 10), ("answered", 5)])
def test_m8_what_does_not_apply_leaves_the_possible_most_or_stays_in_it(possible: str, most: int) -> None:
    made = framework_of(
        "scales: {n: {answer: number, from: 0, to: 5}}\ncomponents: {a: {criteria: {a.one: , a.two: }}}\n"
        f"scoring: {{method: sum, possible: {possible}}}"
    )

    score = scored(made, "{a.one: 4, a.two: {na: No such thing}}")

    assert numbers(score) == (4, 4, 4)
    assert score.range is not None
    assert score.range.most == most


@pytest.mark.parametrize(
    ("rounding", "value"), [("{to: 0.1}", "2.3"), ("{to: 0.1, halves: even}", "2.2"), ("{to: 0.01}", "2.25")]
)
def test_m9_mean_is_rounded_once_at_the_end_as_the_file_says(rounding: str, value: str) -> None:
    made = framework_of(f"""
scales: {{n: {LIKERT}}}
components: {{a: {{criteria: {{a.1: , a.2: , a.3: , a.4: }}}}}}
scoring: {{of: criteria, scale: points, round: {rounding}}}
""")

    score = scored(made, "{a.1: 2, a.2: 2, a.3: 2, a.4: 3}")

    assert score.range is not None
    assert str(score.range.value) == value


def test_m10_mean_of_means_differs_from_mean_of_items() -> None:
    parts = "components: {a: {criteria: {a.1: , a.2: , a.3: }}, b: {criteria: {b.1: }}}"
    answers = "{a.1: good, a.2: good, a.3: good, b.1: absent}"

    assert numbers(scored(framework_of(parts), answers))[0] == 50
    assert numbers(scored(framework_of(f"{parts}\nscoring: {{of: criteria}}"), answers))[0] == 75


@pytest.mark.parametrize(("missing", "value"), [("leave-out", 100), ("lowest", 75), ("withhold", None)])
def test_m11_weights_of_what_is_open_go_over_to_the_rest_or_not(missing: str, value: float | None) -> None:
    made = framework_of(f"""
components: {{a: {{criteria: {{a.1: {{weight: 3}}, a.2: }}}}}}
scoring: {{of: criteria, missing: {missing}, answered-at-least: 0.5}}
""")

    assert numbers(scored(made, "{a.1: good}")) == (value, 75, 100)


def test_m12_product_of_shares() -> None:
    made = framework_of("""
components: {a: {criteria: {a.1: }}, b: {criteria: {b.1: , b.2: }}}
scoring: {method: product, round: {to: 0.01}}
""")

    assert numbers(scored(made, "{a.1: partial, b.1: good, b.2: partial}"))[0] == 0.38
    assert numbers(scored(made, "{a.1: absent, b.1: good, b.2: good}"))[0] == 0


def test_m13_lowest_names_what_it_is() -> None:
    made = framework_of("""
components: {culture: {criteria: {culture.1: }}, engineering: {criteria: {engineering.1: }}}
figures: {weakest: {title: The weakest, method: min, of: [culture, engineering]}}
""")

    weakest = figure(scored(made, "{culture.1: good, engineering.1: partial}"), "weakest")

    assert (numbers(weakest)[0], weakest.decided_by) == (50, ("engineering",))


def test_m14_gate_is_apart_from_the_score_and_may_need_a_figure() -> None:
    made = framework_of("""
gates: {go: {title: Go, before: execute, stage: expand, needs: {a: 60}}}
components: {a: {criteria: {a.1: {gate: go, need: must, at-least: partial}, a.2: }}}
""")

    shut, open_ = scored(made, "{a.1: good, a.2: absent}"), scored(made, "{a.1: good, a.2: partial}")

    assert [(each.criterion, each.kind, each.level, each.needs) for each in shut.gates[0].blockers] == [
        ("a", "figure", "50.0", "60")
    ]
    assert open_.gates[0].open
    assert numbers(shut)[0] == 50


WORDS_ONLY = """
scales: {kind: {simple: {label: Simple}, complicated: {label: Complicated}, complex: {label: Complex}}}
components: {a: {criteria: {a.1: , a.2: , a.3: , a.4: }}}
scoring: {method: none}
figures:
  counts: {title: Counts, method: count, of: criteria}
  spread: {title: Spread, method: distribution, of: [a]}
"""


def test_m15_counts_by_level_without_a_total() -> None:
    score = scored(framework_of(WORDS_ONLY), "{a.1: complex, a.2: simple, a.3: complex}")

    counts = figure(score, "counts")
    assert score.range is None
    assert (counts.range, dict(counts.counts), counts.says) == (
        None,
        {"simple": 1, "complex": 2},
        "1 Simple, 2 Complex and 1 open",
    )


def test_m16_categories_are_told_as_a_distribution_with_the_commonest_and_the_worst() -> None:
    spread = figure(scored(framework_of(WORDS_ONLY), "{a.1: complex, a.2: simple, a.3: complex}"), "spread")

    assert (spread.word, spread.decided_by) == ("complex", ("a.2",))
    assert spread.says == (
        "1 Simple (33.3 %) and 2 Complex (66.7 %) of 3 answered, 1 open; commonest: Complex; worst: Simple (a.2)"
    )


def test_m17_levels_have_words_of_their_own() -> None:
    made = framework_of("components: {a: {criteria: {a.1: {levels: {good: Written and signed, absent: Nothing}}}}}")

    assert made.criteria["a.1"].levels["good"] == "Written and signed"


def test_m18_points_inside_a_level() -> None:
    made = framework_of("""
scales:
  phases:
    answer: number
    from: 1
    to: 12
    bands:
      - {id: one, title: One, from: 1, to: 3}
      - {id: two, title: Two, above: 3, to: 6}
      - {id: three, title: Three, above: 6, to: 9}
      - {id: four, title: Four, above: 9, to: 12}
gates: {go: {title: Go, before: execute, stage: expand}}
components: {a: {criteria: {a.1: {gate: go, need: must, at-least: three}}}}
""")

    shut, open_ = scored(made, "{a.1: 6}"), scored(made, "{a.1: 7}")

    assert (shut.gates[0].open, open_.gates[0].open) == (False, True)
    assert open_.components[0].terms[0].answer == "7 (Three)"


LADDER = """
components: {a: {criteria: {a.team: , a.tested: , a.held: }}}
scoring: {method: none}
figures:
  stage:
    title: Stage
    method: ladder
    rungs:
      - {id: intent, title: Intent, value: 0.5}
      - {id: formed, title: Team formed, value: 1, needs: {a.team: good}}
      - {id: tested, title: Changes tested, value: 2, needs: {a.tested: partial}}
      - {id: held, title: Gains held, value: 5, needs: {a.held: good}}
"""


@pytest.mark.parametrize(
    ("answers", "word", "expected", "missing"),
    [
        ("{}", None, (None, 0.5, 5), ("a.team",)),
        ("{a.team: good, a.tested: absent, a.held: good}", "formed", (1, 1, 1), ("a.tested",)),
        ("{a.team: good, a.tested: unknown, a.held: absent}", None, (None, 1, 2), ("a.tested",)),
        ("{a.team: good, a.tested: good, a.held: good}", "held", (5, 5, 5), ()),
        ("{a.team: good, a.tested: good, a.held: {na: Not here}}", "tested", (2, 2, 2), ("a.held",)),
    ],
)
def test_m19_ladder_is_climbed_rung_by_rung_and_names_the_missing_step(
    answers: str, word: str | None, expected: tuple[float | None, float, float], missing: tuple[str, ...]
) -> None:
    stage = figure(scored(framework_of(LADDER), answers), "stage")

    assert (stage.word, numbers(stage), stage.decided_by) == (word, expected, missing)


def test_m19_step_may_be_counted_from_the_plan() -> None:
    made = framework_of("""
scales: {n: {answer: number, from: 0, to: 12}}
components: {a: {criteria: {a.points: {from-plan: outcome-points}}}}
figures: {stage: {title: Stage, method: ladder, rungs: [{id: seen, title: Seen, value: 1, needs: {a.points: 12}}]}}
""")

    few, many = (scored(made, facts={PlanFact.OUTCOME_POINTS: Fraction(number)}) for number in (11, 40))

    assert (figure(few, "stage").word, figure(many, "stage").word) == (None, "seen")
    assert (many.criteria[0].level, many.criteria[0].says) == ("12", "counted from the plan: 40")


def test_m21_confidence_is_kept_and_changes_no_figure() -> None:
    made = framework_of("components: {a: {criteria: {a.1: }}}")

    low, silent = scored(made, "{a.1: {level: good, confidence: low}}"), scored(made, "{a.1: good}")

    assert low.criteria[0].confidence == "low"
    assert low.range == silent.range


def test_m22_importance_against_rating() -> None:
    made = framework_of(
        "importance: worth\nscales: {presence: {no: {value: 0, label: N}, yes: {value: 1, label: Y}}, worth: "
        "{answer: number, from: 0, to: 10}}\ncomponents: {a: {criteria: {a.1: , a.2: }}}"
    )

    score = scored(made, "{a.1: {level: no, importance: 9}, a.2: {level: yes, importance: 4}}")

    assert [(each.importance, each.gap) for each in score.criteria] == [(90, 90), (40, -60)]
    assert numbers(score)[0] == 50


@pytest.mark.parametrize(
    ("absolute", "answers", "expected"),
    [
        ("no", "{a.leaders: 2, a.staff: 5}", (-3, -3, -3)),
        ("yes", "{a.leaders: 2, a.staff: 5}", (3, 3, 3)),
        ("no", "{a.leaders: 2}", (None, -3, 1)),
        ("yes", "{a.leaders: 2}", (None, 0, 3)),
    ],
)
def test_m23_difference_of_two(absolute: str, answers: str, expected: tuple[float | None, float, float]) -> None:
    made = framework_of(f"""
scales: {{n: {LIKERT}}}
components: {{a: {{criteria: {{a.leaders: , a.staff: }}}}}}
figures: {{discord: {{title: Discord, method: difference, of: [a.leaders, a.staff], absolute: {absolute}}}}}
""")

    assert numbers(figure(scored(made, answers), "discord")) == expected


DATED = """
scales: {done: {answer: date}}
components:
  early: {title: Early, criteria: {early.1: , early.2: }}
  late: {title: Late, criteria: {late.1: , late.2: }}
scoring: {method: none}
figures:
  share: {title: Share, method: date-proportion, of: [early], answered-at-least: 0}
  time: {title: Time, method: date-duration, of: [early, late]}
  furthest: {title: Furthest, method: furthest, of: [early, late]}
"""


def test_m24_share_duration_and_furthest_stage_by_dates() -> None:
    answers = "{early.1: 2026-01-01, early.2: not-done, late.1: 2026-03-01, late.2: 2026-12-31}"

    score = scored(framework_of(DATED), answers, as_of=AS_OF)

    assert numbers(figure(score, "share")) == (0.5, 0.5, 0.5)
    assert figure(score, "time").word == "180+"
    assert figure(score, "furthest").word == "late"


def test_m24_duration_is_closed_when_all_is_done() -> None:
    answers = "{early.1: 2026-01-01, early.2: 2026-01-11, late.1: 2026-01-21, late.2: 2026-01-31}"

    time = figure(scored(framework_of(DATED), answers, as_of=AS_OF), "time")

    assert (time.word, time.says) == ("30", "30 days from 2026-01-01 to 2026-01-31")


def test_m24_what_lies_after_the_date_is_not_done() -> None:
    answers = "{early.1: 2026-01-01, early.2: 2026-01-11, late.1: 2026-01-21, late.2: 2026-01-31}"

    score = scored(framework_of(DATED), answers, as_of=date(2026, 1, 15))

    assert figure(score, "furthest").word == "early"
    assert figure(score, "time").word == "14+"


TWO_AXES = """
components: {a: {criteria: {a.1: }}, b: {criteria: {b.1: }}}
figures:
  use: {title: Use, of: [a], bands: [{id: low, title: Low, below: 50}, {id: high, title: High, from: 50}]}
  fit: {title: Fit, of: [b], bands: [{id: low, title: Low, below: 50}, {id: high, title: High, from: 50}]}
  class:
    title: Class
    method: table
    of: [use, fit]
    rows:
      - {when: [low, low], is: leave}
      - {when: [low, high], is: try}
      - {when: [high, low], is: mend}
      - {when: [high, high], is: keep}
    words: {leave: {label: Leave it}, try: {label: Try it}, mend: {label: Mend it}, keep: {label: Keep it}}
"""


@pytest.mark.parametrize(
    ("answers", "word", "says"),
    [
        ("{a.1: good, b.1: good}", "keep", "Keep it"),
        ("{a.1: absent, b.1: partial}", "try", "Try it"),
        ("{a.1: good}", None, "Mend it or Keep it, as long as Fit is open"),
    ],
)
def test_m25_two_axes_make_a_class(answers: str, word: str | None, says: str) -> None:
    found = figure(scored(framework_of(TWO_AXES), answers), "class")

    assert (found.word, found.says) == (word, says)


BANDS = """
components: {a: {criteria: {a.1: , a.2: }}}
scoring:
  of: criteria
  answered-at-least: 0.5
  bands:
    - {id: act, title: Act, below: 45}
    - {id: unsure, title: Unsure, from: 45, below: 55}
    - {id: hope, title: Hope, from: 55}
"""


@pytest.mark.parametrize(
    ("answers", "band", "says"),
    [
        ("{a.1: absent, a.2: absent}", "act", "Act"),
        ("{a.1: partial, a.2: partial}", "unsure", "Unsure"),
        ("{a.1: good, a.2: partial}", "hope", "Hope"),
        ("{}", None, "anything from Act to Hope"),
    ],
)
def test_m26_bands_with_open_and_closed_ends(answers: str, band: str | None, says: str) -> None:
    score = scored(framework_of(BANDS), answers)

    assert (score.figure.band, score.figure.says) == (band, says)


def test_m26_range_within_one_band_is_in_it_without_a_value() -> None:
    made = framework_of(
        BANDS.replace("answered-at-least: 0.5", "answered-at-least: 1").replace("a.2: }", "a.2: {weight: 0.1}}")
    )

    score = scored(made, "{a.1: good}")

    assert (score.range and score.range.value, score.figure.band) == (None, "hope")


SITES = """
components: {{a: {{criteria: {{a.1: {{per-site: {rule}, gate: go, need: must, at-least: partial}}}}}}}}
gates: {{go: {{title: Go, before: execute, stage: expand}}}}
scoring: {{answered-at-least: 0}}
"""


@pytest.mark.parametrize(
    ("rule", "expected", "is_open"),
    [
        ("{roll-up: lowest}", (0, 0, 0), False),
        ("{roll-up: highest}", (100, 100, 100), True),
        ("{roll-up: mean}", (50, 37.5, 62.5), False),
        ("{roll-up: median}", (50, 25, 75), False),
        ("{roll-up: share, share: 0.5}", (66.7, 50, 75), True),
        ("{roll-up: share}", (66.7, 50, 75), False),
    ],
)
def test_m31_answers_by_site_are_rolled_up(rule: str, expected: tuple[float, float, float], *, is_open: bool) -> None:
    made = framework_of(SITES.format(rule=rule))

    score = scored(made, "{a.1: {sites: {n: good, s: absent, e: partial}}}", sites=("n", "s", "e", "w"))

    assert numbers(score) == expected
    assert score.gates[0].open is is_open
    assert score.criteria[0].says == "2 of 4 sites satisfy it, 1 not answered"


def test_m33_parts_count_only_at_their_stages_and_weights_follow_the_stage() -> None:
    made = framework_of("""
components:
  a: {criteria: {a.1: {weight-at: {expand: 3}}, a.2: }}
  b: {stages: [expand, embed], criteria: {b.1: }}
scoring: {of: criteria}
""")
    answers = "{a.1: good, a.2: absent, b.1: absent}"

    early, later = (scored(made, answers, stage=stage) for stage in (Stage.PREPARE, Stage.EXPAND))

    assert (numbers(early)[0], early.applicable, early.criteria[2].state) == (50, 2, AnswerState.NOT_YET)
    assert (numbers(later)[0], later.applicable) == (60, 3)


def test_m34_open_question_is_complete_or_not_and_never_scored() -> None:
    made = framework_of("""
scales: {presence: {no: {value: 0, label: N}, yes: {value: 1, label: Y}}, story: {answer: words, at-least: 5}}
components: {a: {criteria: {a.1: , a.why: {scale: story}}}}
""")

    short = scored(made, "{a.1: yes, a.why: {because: It works}}")
    told = scored(made, "{a.1: yes, a.why: {because: It works because nurses asked for it}}")

    assert (short.answered, told.answered) == (1, 2)
    assert short.components[0].terms[1].value is None
    assert numbers(told)[0] == 100


@pytest.mark.parametrize(
    ("answers", "state", "applicable"),
    [
        ("{a.kind: absent, a.more: good}", AnswerState.SKIPPED, 1),
        ("{a.kind: good}", AnswerState.NOT_ASKED, 2),
        ("{}", AnswerState.NOT_ASKED, 2),
    ],
)
def test_m35_criterion_asked_only_if_is_skipped_not_set_aside(
    answers: str, state: AnswerState, applicable: int
) -> None:
    made = framework_of("""
components: {a: {criteria: {a.kind: , a.more: {only-if: {criterion: a.kind, at-least: partial}}}}}
""")

    score = scored(made, answers)

    assert (score.criteria[1].state, score.applicable, score.not_applicable) == (state, applicable, 0)


def test_m36_gate_waits_for_a_gate_of_another_framework() -> None:
    made = framework_of("""
gates: {go: {title: Go, before: execute, stage: expand, requires: other/ready}}
components: {a: {criteria: {a.1: }}}
""")
    other = framework_of("""
id: other
gates: {ready: {title: Ready, before: execute, stage: expand}}
components: {b: {criteria: {b.1: {gate: ready, need: must}}}}
""")

    waiting = scored_plan(made, "answers: {other: {b.1: {level: partial}}}", other)
    going = scored_plan(made, "answers: {other: {b.1: {level: good}}}", other)
    alone = scored_plan(made, "answers: {}")

    assert [(each.criterion, each.kind) for each in waiting.gates[0].blockers] == [("other/ready", "gate")]
    assert (waiting.gates[0].open, going.gates[0].open, alone.gates[0].open) == (False, True, False)
    assert waiting.gates[0].blockers[0].why == "that gate is not open"
    assert alone.gates[0].blockers[0].why.startswith('the plan does not follow "other", or it has no such gate')


def test_m37_recommendation_stands_beside_the_band() -> None:
    made = framework_of(BANDS)
    plan = "answers: {made: {a.1: {level: good}, a.2: {level: good}}}\nrecommendations: "

    differs = scored_plan(made, plan + "[{framework: made, band: act, says: Wait for spring}]")
    agrees = scored_plan(made, plan + "[{framework: made, band: hope, says: Go on}]")

    assert [(each.says, each.differs) for each in differs.concluded] == [("Wait for spring", True)]
    assert [each.differs for each in agrees.concluded] == [False]
    assert differs.figure.band == "hope"


@pytest.mark.parametrize(
    ("rescale", "value", "ends"),
    [("{times: 10}", 32.5, (10, 50)), ("{times: 10, plus: 5}", 37.5, (15, 55)), ("{times: -1}", -3.2, (-5, -1))],
)
def test_m38_rescaling_is_declared(rescale: str, value: float, ends: tuple[float, float]) -> None:
    made = framework_of(f"""
scales: {{n: {LIKERT}}}
components: {{a: {{criteria: {{a.1: , a.2: , a.3: , a.4: }}}}}}
scoring: {{of: criteria, scale: points, rescale: {rescale}, round: {{to: 0.1, halves: even}}}}
""")

    score = scored(made, "{a.1: 3, a.2: 3, a.3: 3, a.4: 4}")

    assert score.range is not None
    assert float(score.range.value or 0) == pytest.approx(value, abs=0.051)
    assert (score.range.least, score.range.most) == ends
