"""Small frameworks for tests of scoring, written as in a file."""

from datetime import date
from typing import Any

import yaml

from spreadkit.model.framework import Framework
from spreadkit.model.plan import Answer, Plan
from spreadkit.model.score import FigureScore, FrameworkScore
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.score import score_framework
from spreadkit.standing.standing import Standing

HEAD = {
    "schema": "spreadkit/framework@1",
    "id": "made",
    "edition": "1",
    "title": "Made",
    "wording": "own",
    "note": "For tests",
    "sources": {"none": {"cite": "None"}},
    "phases": [{"id": "execute", "title": "Execute", "stage": "expand"}],
    "scales": {
        "presence": {
            "absent": {"value": "0", "label": "Absent"},
            "partial": {"value": "1", "label": "Partly"},
            "good": {"value": "2", "label": "In place"},
        }
    },
}

AS_OF = date(2026, 6, 30)


def parsed(text: str) -> Any:
    """Read YAML as spreadkit does: every scalar is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the safest loader there is: nothing but text


def framework_of(text: str) -> Framework:
    """Make a framework of the parts that matter; a criterion without a question gets one."""
    data = HEAD | parsed(text)
    for component in data["components"].values():
        component.setdefault("title", "A part")
        component["criteria"] = {
            name: {"ask": "Is it so?", **(each or {})} for name, each in component["criteria"].items()
        }
    return Framework.model_validate(data)


def answers_of(text: str) -> dict[str, Answer]:
    """Make answers: `{a.one: good}`, or in full `{a.one: {level: good, because: …}}`."""
    return {
        name: Answer.model_validate(each if isinstance(each, dict) else {"level": each})
        for name, each in parsed(text).items()
    }


def scored(framework: Framework, answers: str = "{}", **around: Any) -> FrameworkScore:
    """Score answers in the given circumstances."""
    return score_framework(framework, answers_of(answers), around=Circumstances(**around))


def scored_plan(framework: Framework, text: str, *others: Framework) -> FrameworkScore:
    """Score a plan that uses the framework, and others after it; return the first score."""
    plan = Plan.model_validate({"schema": "spreadkit/plan@1", "title": "Made", **parsed(text)})
    return Standing(plan, {each.id: each for each in (framework, *others)}, AS_OF).scores[0]


def figure(score: FrameworkScore, name: str) -> FigureScore:
    """Return one further figure."""
    return next(each for each in score.figures if each.id == name)


def numbers(score: FrameworkScore | FigureScore) -> tuple[float | None, float, float]:
    """Return value, low and high."""
    assert score.range is not None
    value = score.range.value
    return None if value is None else float(value), float(score.range.low), float(score.range.high)
