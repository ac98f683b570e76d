"""Slips in a framework file: each is found, and one cause is one finding, however much hangs on it."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import spreadkit

SOUND = """\
schema: spreadkit/framework@1
id: small
edition: "1"
title: Small
wording: own
note: Made for tests.
sources:
  none: {cite: "Made for tests, 2026", seen: whole}
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly in place}
    good: {value: 2, label: In place}
  help: {answer: number, from: 1, to: 7}
phases:
  - {id: plan, title: Plan, stage: prepare}
  - {id: execute, title: Execute, stage: expand}
gates:
  launch: {title: Ready to start, before: execute, stage: launch}
importance: help
components:
  leadership:
    title: Leadership
    weight: 2
    criteria:
      leadership.sponsor:
        {ask: Who answers for it?, gate: launch, need: must, scale: presence, at-least: partial, levels: &words
          {absent: Nobody, partial: Somebody, good: One person}}
      leadership.lead:
        {ask: Who leads it?, gate: launch, need: must, scale: presence, at-least: partial, levels: {absent: Nobody,
          partial: Somebody, good: One person}}
      leadership.meets: {ask: Do they meet?, scale: presence, weight-at: {launch: 2}}
  communication:
    title: Communication
    scoring: {method: mean}
    criteria:
      communication.awareness:
        {ask: Is it known?, scale: presence, points: {absent: {value: 0}, partial: {value: 3}, good: {value: 9}}}
      communication.channels: {ask: Are there two channels?, scale: presence}
      communication.help: {ask: How much does it help?, scale: help}
scoring:
  method: mean
  of: components
  answered-at-least: 0.5
  bands: [{id: low, title: Low, below: 50}, {id: high, title: High, from: 50}]
figures:
  weaker: {title: Weaker, method: min, of: [leadership, communication]}
  profile: {title: Profile, method: count, of: [leadership]}
  stage:
    title: Stage
    method: ladder
    rungs:
      - {id: one, title: One, value: 1, needs: {leadership.sponsor: partial}}
      - {id: two, title: Two, value: 2, needs: {leadership.meets: good}}
examples:
  - name: All good
    answers: {all: good, communication.help: 7}
    expect: {value: 100, band: high, components: {leadership: 100}, figures: {weaker: 100, stage: two}, open: [launch]}
""".replace(" &words", "")


def found(folder: Path, text: str) -> list[str]:
    (folder / "frameworks").mkdir(exist_ok=True)
    file = folder / "frameworks" / "small.yaml"
    file.write_text(text, encoding="utf-8")
    return [each.message for each in spreadkit.check([file], as_of=date(2026, 6, 30)).findings]


def test_the_file_is_sound(folder: Path) -> None:
    assert found(folder, SOUND) == []


SLIPS = [
    ("  presence:\n", "  presense:\n", '"presence" is not a scale'),
    ("  help: {", "  hlep: {", '"help" is not a scale'),
    ("importance: help", "importance: hlep", '"hlep" is not a scale'),
    ("    partial: {value: 1", "    partail: {value: 1", '"partial" is not a level of its scale (did'),
    (
        "    good: {value: 2, label: In place}",
        "    good: {label: In place}",
        'some levels of "presence" have a value, but',
    ),
    ("    good: {value: 2, label: In place}", "    good: {value: 2}", '"label" is missing'),
    ("    good: {value: 2,", "    good: {vlaue: 2,", '"vlaue" is not a key that is known here (did you mean "value"?)'),
    ("    good: {value: 2,", "    good: {value: two,", '"two" is not a number'),
    ("{answer: number,", "{answer: numbr,", '"numbr" is not one of the words that fit here (did you mean "number"?)'),
    ("from: 1, to: 7}", "frm: 1, to: 7}", '"frm" is not a key that is known here (did you mean "from"?)'),
    ("  presence:\n", "  presence:\n    enough: good\n", '"enough: good" is not known to a scale'),
    ("to: 7}", "to: 7, enough: 5}", '"5" is not one of the words that fit here: none'),
    ("  launch: {title", "  lanch: {title", '"launch" is not a gate'),
    ("before: execute", "before: exekute", '"exekute" is not a phase'),
    ("{id: execute", "{id: exekute", '"execute" is not a phase'),
    ("stage: expand}", "stage: expnd}", '"expnd" is not one of the words that fit here (did you mean "expand"?)'),
    ("stage: launch}", "stage: launch, requires: [ihi-spread/lanch]}", '"ihi-spread/lanch" is not a gate of'),
    ("of: components", "of: componnts", '"componnts" is not a criterion, component or figure'),
    ("  leadership:\n", "  leadreship:\n", '"leadership" is not a criterion, component or figure'),
    ("leadership.sponsor:\n", "leadership.sponsr:\n", '"leadership.sponsor" is not a criterion'),
    ("communication.channels:", "comunication.channels:", '"comunication.channels" stands in "communication", and its'),
    ("weight: 2\n", "weight: -2\n", '"-2" is less than 0'),
    (
        "weight-at: {launch: 2}",
        "weight-at: {lauch: 2}",
        '"lauch" is not one of the words that fit here (did you mean "la',
    ),
    ("method: ladder", "method: lader", '"lader" is not one of the words that fit here (did you mean "ladder"?)'),
    ("method: min", "method: mni", '"mni" is not one of the words that fit here (did you mean "min"?)'),
    (
        "scoring: {method: mean}",
        "scoring: {method: meen}",
        '"meen" is not one of the words that fit here (did you mean',
    ),
    ("of: [leadership, communication]", "of: [leadership, leadership]", '"leadership" is named twice in this list'),
    (" partial: {value: 3},", "", '"points" of "communication.awareness" leave out "partial"'),
    ("they meet?,", "they meet?, need: must,", '"leadership.meets" is a must-have of no gate'),
    ("band: high", "band: hihg", '"hihg" is not a band of the score (did you mean "high"?)'),
    ("examples:", "ratings: {aggregate-if: {}}\nexamples:", '"aggregate-if" asks for no agreement'),
    ("examples:", "ratings: {aggregate-if: {r-wg: 70}}\nexamples:", '"70" is not from 0 to 1'),
    (
        "examples:",
        "ratings: {aggregate-if: {r-wg-j: 0.7}}\nexamples:",
        'r_wg(j) of "communication" cannot be worked out',
    ),
    (
        "    title: Leadership\n",
        "    title: Leadership\n    aliases: communication\n",
        '"communication" is also a comp',
    ),
]


@pytest.mark.parametrize(("old", "new", "says"), SLIPS, ids=[new.strip()[:40] for _, new, _ in SLIPS])
def test_one_slip_is_one_finding(old: str, new: str, says: str, folder: Path) -> None:
    assert old in SOUND

    messages = [
        message
        for message in found(folder, SOUND.replace(old, new, 1))
        if not message.startswith("nothing says what")  # words of a level, for each must-have
    ]

    assert [message[: len(says)] for message in messages] == [says]


IDS = ["presence", "help", "launch", "execute", "partial", "high", "components"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(name=st.sampled_from(IDS), which=st.integers(0, 9), letter=st.integers(0, 20))
def test_a_name_misspelt_where_it_is_used_is_one_finding(name: str, which: int, letter: int, folder: Path) -> None:
    """A letter doubled in one place gives one finding, and that names the word."""
    ends = re.compile(rf"(?<=: ){re.escape(name)}(?=[,}}\]\n])")
    places = [match.start() for match in ends.finditer(SOUND)]
    doubled = places[which % len(places)] + letter % len(name)
    text = SOUND[:doubled] + SOUND[doubled] + SOUND[doubled:]

    messages = [message for message in found(folder, text) if not message.startswith("nothing says what")]

    assert len(messages) == 1, messages
    assert name[: letter % len(name) + 1] in messages[0]
