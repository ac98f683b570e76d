"""Figures by site, means that keep the weight of what does not apply, and bands in percent of what is possible."""

import pytest
from made import figure, framework_of, numbers, scored

PARTS = """
components:
  drive: {title: Drive, criteria: {drive.1: {per-site: {roll-up: mean}}}}
  skill: {title: Skill, criteria: {skill.1: {per-site: {roll-up: mean}}}}
"""
ANSWERS = "{drive.1: {sites: {n: good, s: absent}}, skill.1: {sites: {n: absent, s: good}}}"
NAMES = {"n": "North", "s": "South", "e": "East"}
BANDS = "bands: [{id: over, title: Ready, from: 0.5}, {id: under, title: Not ready, below: 0.5}]"


def by_site(way: str, more: str = "") -> str:
    return f"{PARTS}scoring: {{method: product, per-site: {{roll-up: {way}}}, {more} round: {{to: 0.01}}}}"


def test_product_of_each_site_is_not_the_product_of_what_the_sites_come_to() -> None:
    rolled = framework_of(f"{PARTS}scoring: {{method: product, round: {{to: 0.01}}}}")

    assert numbers(scored(rolled, ANSWERS))[0] == 0.25
    assert numbers(scored(framework_of(by_site("highest")), ANSWERS)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("way", "expected", "settled"),
    [
        ("lowest", (0, 0, 0), ("s",)),
        ("highest", (1, 1, 1), ("n",)),
        ("mean", (0.5, 0.5, 0.5), ()),
        ("median", (0.5, 0.5, 0.5), ()),
    ],
)
def test_sites_are_rolled_up_as_the_file_says_and_named(
    way: str, expected: tuple[float, float, float], settled: tuple[str, ...]
) -> None:
    answers = "{drive.1: {sites: {n: good, s: absent}}, skill.1: {sites: {n: good, s: good}}}"

    whole = scored(framework_of(by_site(way)), answers, sites=("n", "s"), site_names=NAMES).figure

    assert (numbers(whole), whole.decided_by, whole.per_site) == (expected, settled, way)
    assert f"{way} of the sites: North 1.00 and South 0.00" in whole.says
    assert [(term.id, term.value) for term in whole.terms] == [("n", 1), ("s", 0)]


def test_site_without_answers_is_open_and_named() -> None:
    answers = "{drive.1: {sites: {n: good, s: partial}}, skill.1: {sites: {n: good, s: good}}}"

    whole = scored(framework_of(by_site("lowest")), answers, sites=("n", "s", "e"), site_names=NAMES).figure

    assert (numbers(whole), whole.answered, whole.applicable) == ((0.5, 0, 0.5), 4, 6)
    assert "settled so far by South" in whole.says
    assert "no value of its own yet: East" in whole.notes


def test_site_that_is_answered_in_part_withholds_the_value() -> None:
    answers = "{drive.1: {sites: {n: good, s: partial}}, skill.1: {sites: {n: good}}}"

    whole = scored(framework_of(by_site("lowest")), answers, sites=("n", "s")).figure

    assert numbers(whole) == (None, 0, 0.5)
    assert "no value is given while a site is answered in part" in whole.notes


def test_sites_are_counted_by_what_each_comes_to() -> None:
    answers = "{drive.1: {sites: {n: good, s: absent, e: good}}, skill.1: {sites: {n: good, s: good, e: good}}}"

    whole = scored(
        framework_of(by_site("distribution", f"{BANDS},")), answers, sites=("n", "s", "e", "w"), site_names=NAMES
    ).figure

    assert (whole.range, whole.word, dict(whole.counts)) == (None, "over", {"under": 1, "over": 2})
    assert whole.decided_by == ("s",)
    assert whole.says == "of the sites: 1 Not ready (South), 2 Ready (North and East) and 1 not certain yet (w)"


def test_table_at_each_site_is_counted_by_its_outcomes() -> None:
    made = framework_of(f"""
{PARTS}
scoring:
  method: table
  of: [drive.1]
  per-site: {{roll-up: distribution}}
  rows: [{{when: [absent], is: wait}}, {{when: [partial], is: wait}}, {{when: [good], is: go}}]
  words: {{wait: {{label: Wait}}, go: {{label: Go on}}}}
""")

    whole = scored(made, ANSWERS, site_names=NAMES).figure

    assert whole.says == "of the sites: 1 Wait (South) and 1 Go on (North)"


def test_what_a_site_cannot_be_asked_is_left_out_there_alone() -> None:
    made = framework_of(f"not-answered: {{none: {{label: None, counts: out}}}}{by_site('lowest')}")
    answers = "{drive.1: {sites: {n: good, s: none}}, skill.1: {sites: {n: good, s: none}}}"

    whole = scored(made, answers, sites=("n", "s"), site_names=NAMES).figure

    assert numbers(whole) == (1, 1, 1)
    assert [term.note for term in whole.terms] == ["", "left out"]


def test_component_of_a_whole_by_site_is_by_site_where_sites_answer_it() -> None:
    made = framework_of(
        "components: {a: {criteria: {a.1: {per-site: {roll-up: mean}}}}, b: {criteria: {b.1: }}}\n"
        "scoring: {method: mean, per-site: {roll-up: lowest}}"
    )

    parts = scored(made, "{a.1: {sites: {n: good, s: absent}}, b.1: good}").components

    assert [(each.per_site, numbers(each)[0]) for each in parts] == [("lowest", 0), (None, 100)]


KEPT = """
components: {{a: {{criteria: {{a.1: {{weight: 3}}, a.2: }}}}}}
scoring: {{of: criteria, answered-at-least: 0.5, {possible}}}
"""


@pytest.mark.parametrize(
    ("possible", "answers", "expected"),
    [
        ("possible: fixed", "{a.1: good, a.2: {na: No such thing}}", (75, 75, 75)),
        ("possible: answered", "{a.1: good, a.2: {na: No such thing}}", (100, 100, 100)),
        ("", "{a.1: good, a.2: {na: No such thing}}", (100, 100, 100)),
        ("possible: fixed", "{a.1: good}", (75, 75, 100)),
        ("possible: fixed, missing: leave-out", "{a.1: good}", (100, 75, 100)),
        ("possible: fixed", "{a.1: {na: No such thing}, a.2: {na: No such thing}}", None),
    ],
)
def test_mean_keeps_the_weight_of_what_is_not_there_if_the_file_says_so(
    possible: str, answers: str, expected: tuple[float, float, float] | None
) -> None:
    score = scored(framework_of(KEPT.format(possible=possible)), answers)

    assert (numbers(score) if score.range else None) == expected


def test_arithmetic_of_a_mean_that_keeps_weights_can_be_done_again_by_hand() -> None:
    score = scored(framework_of(KEPT.format(possible="possible: fixed")), "{a.1: good, a.2: {na: No such thing}}")

    assert [(term.counted, term.weight) for term in score.figure.terms] == [(100, 3), (0, 1)]
    assert score.figure.terms[1].note == "does not apply, keeps its place"
    assert "does not apply: a.2, while its weight stays" in score.figure.notes


SHARE = """
scales: {n: {answer: number, from: 0, to: 5}}
components: {a: {criteria: {a.1: , a.2: }}}
scoring:
  method: sum
  possible: answered
  bands-in: percent
  bands: [{id: some, title: Some, below: 60}, {id: most, title: Most, from: 60}]
"""


@pytest.mark.parametrize(
    ("answers", "band", "says"),
    [
        ("{a.1: 3, a.2: 3}", "most", "Most (60.0 % of what is possible)"),
        ("{a.1: 3, a.2: 2}", "some", "Some (50.0 % of what is possible)"),
        ("{a.1: 3, a.2: {na: No such thing}}", "most", "Most (60.0 % of what is possible)"),
        ("{}", None, "anything from Some to Most"),
    ],
)
def test_bands_in_percent_follow_what_is_possible(answers: str, band: str | None, says: str) -> None:
    figure_ = scored(framework_of(SHARE), answers).figure

    assert (figure_.band, figure_.says) == (band, says)


def test_distribution_of_a_component_names_the_worst_of_a_reversed_criterion() -> None:
    made = framework_of(
        "components: {a: {criteria: {a.1: {reverse: yes}, a.2: {reverse: yes}}}}\n"
        "figures: {f: {title: F, method: distribution, of: [a]}}"
    )

    found = figure(scored(made, "{a.1: good, a.2: absent}"), "f")

    assert (found.worst, found.decided_by) == ("good", ("a.1",))
