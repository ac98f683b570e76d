"""Ten frameworks of other people's making, each one file: sound, true to what was published, and shown whole.

The files hold structure and published numbers only; every question in them is ours. `SHOWN` says what must be in each
thing that a reader gets of one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from spreadkit.checking.run import check_framework
from spreadkit.cli.app import app
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import ExampleAnswer, Framework

FILES = {path.stem: path for path in sorted(Path(__file__).with_name("instruments").glob("*.yaml"))}
DAY = "2026-01-06"


@dataclass(frozen=True)
class Shown:
    """What is shown to people who answer as a worked example of the file does.

    `everywhere` is in the score and in both reports, `reported` in the reports, `arithmetic` in the score that is
    explained, and `nowhere` in none of them. `data` are places in JSON below the framework; of what has an id, that
    stands for its place in the list.
    """

    example: int
    everywhere: tuple[str, ...]
    arithmetic: tuple[str, ...]
    data: Mapping[str, Any]
    reported: tuple[str, ...] = field(default=())
    nowhere: tuple[str, ...] = field(default=())


_NO_PASS_MARK = ("below what it takes",)

SHOWN = {
    "cfir-form": Shown(
        example=1,
        everywhere=("4 “-2”, 6 “-1”, 3 “0”, 6 “+1” and 9 open", "4 “-2”, 2 “-1”"),
        reported=("Too little was said to rate it",),
        arithmetic=("inside.culture: strong-minus = -2", "change.cost: Too little was said to rate it = -2 to 2"),
        data={
            "score": None,
            "figure.counts": {"strong-minus": 4, "minus": 6, "neutral": 3, "plus": 6},
            "figure.answered": 19,
            "components.inside.counts.strong-minus": 4,
        },
        nowhere=_NO_PASS_MARK,
    ),
    "ebpas-form": Shown(
        example=1,
        everywhere=("0.57", "3.82", "3.05"),
        arithmetic=(
            "doubt.s1: 0.95 = 3.05",
            "doubt.s2: 0.61 = 3.39",
            "doubt.s4: not asked = 0 to 4",
            "(3.05 + 3.39 + 2.72) / 3 = 3.05 of 4, between 2.29 and 3.29",
        ),
        data={
            "score.value": None,
            "components.doubt.score.value": 3.05,
            "criteria.doubt.s1.level": "0.95",
            "criteria.doubt.s1.points": 3.05,
            "norms.school-consultants-required.value": 3.07,
        },
        nowhere=_NO_PASS_MARK,
    ),
    "impact-form": Shown(
        example=0,
        everywhere=(
            "1 Starting (10.0 %), 1 Developing (10.0 %) and 8 Spreading (80.0 %) of 10 answered",
            "commonest: Spreading; worst: Starting (skills.time)",
            "2 Spreading (100.0 %) of 2 answered",
            "1 of 5; settled by skills.time",
            "2.5 of 5; settled by The middle of Skills and time",
        ),
        arithmetic=("skills.time: starting = 1", "median of 1 and 4 = 2.5 of 5"),
        data={
            "score": None,
            "figure.word": "spreading",
            "figure.decided_by": ["skills.time"],
            "figure.counts": {"starting": 1, "developing": 1, "spreading": 8},
            "figures.lowest.score.value": 1,
            "figures.components-at.decided_by": ["middle-skills"],
        },
        nowhere=(*_NO_PASS_MARK, "worst: Spreading"),
    ),
    "nasss-form": Shown(
        example=0,
        everywhere=(
            "1 Complex (5.6 %), 1 Complicated (5.6 %) and 16 Simple (88.9 %) of 18 answered",
            "commonest: Simple; worst: Complex (organisation.routines)",
            "answered “Not relevant to this project”",
            "1 Complex (20.0 %), 1 Complicated (20.0 %) and 3 Simple (60.0 %) of 5 answered",
        ),
        arithmetic=("organisation.routines: complex", "2 Simple (100.0 %) of 2 answered"),
        data={
            "score": None,
            "figure.word": "simple",
            "figure.counts": {"complex": 1, "complicated": 1, "simple": 16},
            "components.organisation.decided_by": ["organisation.routines"],
            "criteria.adopters.carers.state": "left-out",
            "left_out": {"Not relevant to this project": 1},
        },
        nowhere=(*_NO_PASS_MARK, "worst: Simple", "of 100", "et aside as not applicable"),
    ),
    "oric-form": Shown(
        example=0,
        everywhere=("4.00", "framework gives no total, so none is shown", "0.833"),
        arithmetic=("commitment.s1: raters give it 4 = 4", "(4 + 4 + 4 + 4 + 4) / 5 = 4.00 of 5"),
        data={
            "score": None,
            "components.commitment.score.value": 4,
            "components.efficacy.score": {"value": None, "low": 1, "high": 5},
            "rounds.round.agreement.commitment.s1.within_group": 0.5,
            "rounds.round.together.commitment.within_group": 0.833,
            "rounds.round.together.commitment.counts": True,
        },
        nowhere=_NO_PASS_MARK,
    ),
    "oric-form, apart": Shown(
        example=1,
        everywhere=("r_wg(j) of its component is 0, and 0.7 is needed", "framework gives no total, so none is shown"),
        arithmetic=("5 open answers: left out of the value",),
        data={
            "components.commitment.score": {"value": None, "low": 1, "high": 5},
            "rounds.round.together.commitment.counts": False,
        },
        nowhere=_NO_PASS_MARK,
    ),
    "pick-form": Shown(
        example=2,
        everywhere=("Challenge: Plan for it as a project", "1 High payoff (100.0 %) of 1 answered"),
        arithmetic=("payoff.size: high = 1", "effort.size: hard = 0", "Challenge: Plan for it as a project"),
        data={"score": None, "figure.word": "challenge", "figure.method": "table"},
        nowhere=(*_NO_PASS_MARK, "commonest"),
    ),
    "psat-form": Shown(
        example=0,
        everywhere=("5.2 of 7", "4.6 of 7; settled by Evaluation and Planning", "4.73", "2892 programmes", "pass mark"),
        reported=("Lowest of those with enough answers: Evaluation and Planning, 4.6.",),
        arithmetic=(
            "(6.1 + 5.2 + 5.1 + 4.8 + 4.6 + 5.9 + 5.3 + 4.6) / 8 = 5.2 of 7",
            "min of 4.6, 4.6, 4.8, 5.1, 5.2, 5.3, 5.9 and 6.1 = 4.6 of 7; settled by Evaluation and Planning",
        ),
        data={
            "score.value": 5.2,
            "components.surroundings.score.value": 6.1,
            "figures.lowest.decided_by": ["evaluation", "planning"],
            "norms.online-2014-2019.value": 4.73,
        },
        nowhere=_NO_PASS_MARK,
    ),
    "rmc2-form": Shown(
        example=1,
        everywhere=(
            *("0.00 of 1", "settled by Beech; lowest of the sites: Ash 0.50 and Beech 0.00"),
            "0.25 of 1; mean of the sites: Ash 0.50 and Beech 0.00",
            "0.0 of 100; settled by Willing",
        ),
        arithmetic=("ash: Ash = 0.5", "beech: Beech = 0", "lowest of 0 and 0.5 = 0.00 of 1"),
        data={
            "score.value": 0,
            "figure.per_site": "lowest",
            "figure.decided_by": ["beech"],
            "figure.terms.ash.value": 0.5,
            "figures.mean-of-places.score.value": 0.25,
            "figures.bottleneck.decided_by": ["motivation"],
        },
        nowhere=_NO_PASS_MARK,
    ),
    "sic-form": Shown(
        example=0,
        everywhere=(
            "Services begin",
            "0.67 of 1",
            "365 days from 2025-01-06 to 2026-01-06, and not over: readiness.a2 not done",
        ),
        arithmetic=("engagement.a2: 2025-02-05 = 1", "readiness.a2: not done = 0", "(100 + 0) / 2 = 50.0 of 100"),
        data={
            "score": None,
            "figure.word": "start",
            "components.readiness.score.value": 50,
            "figures.share.score.value": 0.67,
            "figures.days.word": "365+",
            "figures.days-before.decided_by": ["readiness.a2"],
        },
        nowhere=("not-done",),
    ),
    "team-ladder": Shown(
        example=1,
        everywhere=("2.5 of 5", "Changes tested, nothing better yet; the next rung waits for steps.modest"),
        arithmetic=("steps.tested: yes = 1", "steps.modest: no = 0"),
        data={
            "score.value": 2.5,
            "figure.word": "tested",
            "figure.decided_by": ["steps.modest"],
            "figure.next_rung.id": "modest",
            "components.steps.counts": {"no": 5, "yes": 4},
        },
    ),
}


def file_of(case: str) -> str:
    """Return the file that a case is about: what stands before a comma."""
    return case.partition(",")[0]


def framework_of(name: str) -> Framework:
    framework = load_framework(FILES[name]).framework
    assert framework is not None
    return framework


def a_plan(name: str, number: int, folder: Path) -> None:
    """Write the file, and a small plan that follows it and answers as one of its worked examples does."""
    (folder / "frameworks").mkdir()
    copy(FILES[name], folder / "frameworks")
    framework = framework_of(name)
    example = framework.examples[number]
    use = f"{name}@{framework.edition}"
    everywhere = example.answers.get("all")
    given = {each: example.answers.get(each, everywhere) for each in framework.criteria}
    plan = {
        "schema": "spreadkit/plan@1",
        "title": "Made up",
        "frameworks": [{"use": use}],
        "sites": [{"id": site, "name": site.title()} for site in example.sites],
        "answers": {name: {each: written(answer) for each, answer in given.items() if answer}},
        "ratings": {
            "round": {
                "framework": use,
                "on": DAY,
                "rows": [
                    {"rater": f"r{number}", "criterion": each, "level": level}
                    for number, rater in enumerate(example.ratings)
                    for each, level in rater.levels.items()
                ],
            }
        },
    }
    if not example.ratings:
        del plan["ratings"]
    (folder / "spread-plan.yaml").write_text(yaml.safe_dump(plan, sort_keys=False, allow_unicode=True), "utf-8")


def written(answer: ExampleAnswer) -> dict[str, Any]:
    return {**answer.model_dump(exclude_defaults=True), "because": "Made up"}


def run(*words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--as-of", DAY])
    assert result.exit_code == 0, result.output
    return result.output


def report(ending: str) -> str:
    run("report", "--appendix", "--output", f"report.{ending}")
    text = Path(f"report.{ending}").read_text("utf-8")
    bare = re.sub(r"<[^>]*>", " ", text) if ending == "html" else re.sub(r"<!-- -->|\\(?=[\W_])", "", text)
    return " ".join(unescape(bare).split())


def place(data: Any, route: str) -> Any:
    """Go down a route: by key, and in a list by the id of what is meant."""
    while route:
        if isinstance(data, list):
            found = {each.get("id") or each.get("criterion") or each["component"]: each for each in data}
            key = max((each for each in found if f"{route}.".startswith(f"{each}.")), key=len)
            data = found[key]
        else:
            key = route.partition(".")[0]
            data = data[key]
        route = route.removeprefix(key).removeprefix(".")
    return data


def bits(value: Any, expected: Any) -> Any:
    """Return of a value what is expected of it, where only some keys are."""
    if isinstance(value, dict) and isinstance(expected, dict) and "value" in expected:
        return {key: value.get(key) for key in expected}
    return value


def test_there_are_ten_and_each_has_what_it_must_show() -> None:
    assert len(FILES) == 10
    assert [*FILES] == [*dict.fromkeys(map(file_of, SHOWN))]


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_sound_and_its_examples_come_out(name: str) -> None:
    loaded = load_framework(FILES[name])

    assert [(each.slug, each.message) for each in check_framework(loaded)] == []
    assert loaded.framework is not None
    assert (loaded.framework.id, loaded.framework.wording) == (name, "own")
    assert loaded.framework.examples


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("case", SHOWN)
def test_nothing_is_lost_between_the_score_and_its_readers(case: str, folder: Path) -> None:
    shown = SHOWN[case]
    a_plan(file_of(case), shown.example, folder)

    texts = {"score": " ".join(run("score").split()), "Markdown": report("md"), "HTML": report("html")}
    explained = " ".join(run("score", "--explain").split())
    (data,) = json.loads(run("score", "--format", "json"))["frameworks"]

    assert list(missing(shown, texts)) == []
    assert [words for words in shown.arithmetic if words not in explained] == []
    assert {route: bits(place(data, route), expected) for route, expected in shown.data.items()} == shown.data


def missing(shown: Shown, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Say which words are missing in which text, and which stand where they should not."""
    for name, text in texts.items():
        reported = () if name == "score" else shown.reported
        yield from ((name, words) for words in (*shown.everywhere, *reported) if words not in text)
        yield from ((name, f"not {words}") for words in shown.nowhere if words in text)
