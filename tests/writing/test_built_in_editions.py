"""A plan of an earlier edition of a built-in framework goes over: every answer arrives at all that asks it now."""

import json
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from spreadkit.cli.app import app
from spreadkit.comparing.edition_diff import Editions, carry
from spreadkit.framework.question import questions_by_id
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Answer
from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.reading.source import parse_source
from spreadkit.writing.edits import as_flow

EDITIONS = Path(__file__).parent.parent / "data" / "editions"
"""Earlier editions of the built-in frameworks, as they were."""

ON_OTHER_SCALES = "1"
"""An answer on a scale that has no levels: all of those are numbers."""

OLD = sorted(EDITIONS.glob("*.yaml"))


@cache
def framework_of(path: Path) -> Framework:
    framework = load_framework(path).framework
    assert framework is not None
    return framework


def now(old: Framework) -> Framework:
    return framework_of(builtin_frameworks() / f"{old.id}.yaml")


def heirs(new: Framework, name: str) -> tuple[str, ...]:
    """The criteria that ask now what was asked under an id."""
    return (name,) if name in new.criteria else new.formerly[name]


def answered(old: Framework) -> dict[str, dict[str, Any]]:
    """An answer to every criterion, each with a reason of its own; those that are asked by site by site as well."""
    questions = questions_by_id(old)
    answers: dict[str, dict[str, Any]] = {}
    for place, (name, question) in enumerate(questions.items()):
        levels = [*question.levels] or [ON_OTHER_SCALES]
        by_site = question.criterion.per_site is not None and place % 2 == 0
        level = levels[place % len(levels)]
        said = {"sites": {"north": level, "south": levels[-1]}} if by_site else {"level": level}
        answers[name] = {**said, "because": f"Reason {place} of {name}."}
    return answers


@dataclass(frozen=True)
class GoneOver:
    """A plan before and after, and what was said of it."""

    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]
    told: list[dict[str, Any]]
    text: str


def go_over(path: Path, folder: Path, known: str) -> GoneOver:
    """Go over with the real command. The old edition is kept beside the plan, given, or not known."""
    old = framework_of(path)
    before = answered(old)
    plan = folder / "spread-plan.yaml"
    whole = {
        "schema": "spreadkit/plan@1",
        "title": "A plan of before",
        "frameworks": [{"use": f"{old.id}@{old.edition}"}],
        "sites": "sites.csv",
        "actions": {"close": {"do": "Close every gap", "for": [*before]}},
    }
    lines = "".join(f"    {name}: {as_flow(answer)}\n" for name, answer in before.items())
    head = "".join(f"{key}: {as_flow(value)}\n" for key, value in whole.items())
    plan.write_text(f"{head}answers:\n  {old.id}:\n{lines}", "utf-8")
    (folder / "sites.csv").write_text("id,name\nnorth,North\nsouth,South\n", "utf-8")
    if known == "kept":
        (folder / "frameworks").mkdir()
        shutil.copy(path, folder / "frameworks")
    arguments = ["migrate", str(plan), "--format", "json", "--to", f"{old.id}@{now(old).edition}"]
    result = CliRunner().invoke(app, [*arguments, *(["--from", str(path)] if known == "given" else []), "--write"])
    assert result.exit_code == 0, result.output
    (change,) = json.loads(result.stdout)["frameworks"]
    again = CliRunner().invoke(app, ["migrate", str(plan), "--write"])
    text = plan.read_text("utf-8")
    assert again.stdout.startswith("No other edition to go over to")
    return GoneOver(before, parse_source(plan.read_bytes(), "").data["answers"][old.id], change["answers"], text)


@pytest.mark.parametrize("known", ["kept", "given", "unknown"])
@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_every_answer_arrives_at_every_part(path: Path, known: str, tmp_path: Path) -> None:
    new = now(framework_of(path))

    gone = go_over(path, tmp_path, known)

    of_reason = {answer["because"]: name for name, answer in gone.before.items()}
    at = {name: of_reason[answer["because"]] for name, answer in gone.after.items()}
    for name, answer in gone.before.items():
        parts = heirs(new, name)
        arrived = [part for part in parts if at.get(part) == name]
        own = gone.after[arrived[0]] if arrived else gone.after[name]
        for part in parts:
            assert part in gone.after, f"{name}: no answer arrives at {part}"
            if part not in arrived:  # two questions became this one, and the other answer stands here
                assert part in heirs(new, at[part])
                assert part in own["recheck"], f"{name}: nothing says why it is not at {part}"
        for part in arrived:
            assert gone.after[part]["because"] == answer["because"]
            assert len(parts) == 1 or "split" in gone.after[part]["recheck"]
        assert arrived or "an entry stands there already" in own["recheck"]
    assert {each["id"] for each in gone.told} == {*gone.before}
    assert all("recheck" in gone.after[each["id"]] for each in gone.told if each["parked"])


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_actions_serve_every_part(path: Path, tmp_path: Path) -> None:
    new = now(framework_of(path))

    gone = go_over(path, tmp_path, "unknown")

    served = parse_source(gone.text.encode(), "").data["actions"]["close"]["for"]
    parked = {each["id"] for each in gone.told if each["parked"]}
    assert {part for name in gone.before if name not in parked for part in heirs(new, name)} <= {*served}


@given(data=st.data())
@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_whichever_questions_were_answered_none_is_lost_without_a_word(path: Path, data: st.DataObject) -> None:
    old = framework_of(path)
    new = now(old)
    chosen = data.draw(st.lists(st.sampled_from([*old.criteria]), unique=True))

    carried = carry(Editions(new, old), {name: Answer(level="unknown", because=name) for name in chosen})

    assert {each.id for each in carried} == {*chosen}
    targets = [each.to for each in carried if each.to is not None]
    assert len(targets) == len({*targets})
    assert {part for name in chosen for part in heirs(new, name)} == {*targets}
    assert all(each.why for each in carried if each.to is None or len(heirs(new, each.id)) > 1)
