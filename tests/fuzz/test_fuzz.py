"""A sample of the fuzzing that `run.py` does by the hour, and that it would see what breaks."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import yaml

import fuzz_judge
from fuzz_case import REPOSITORY, Case, load, save
from fuzz_judge import Verdict, judge, verb_of
from fuzz_minimise import minimised
from fuzz_seeds import ROOT, all_seeds, mutated
from fuzz_trees import slots, tree_of
from fuzz_verbs import RECIPES, commands, words_for

RUNS = 1000
PLAN = b"schema: spreadkit/plan@1\ntitle: Example\nstage: launch\npeople: {ap: {name: A}}\n"


def test_every_verb_of_the_command_line_is_fuzzed() -> None:
    assert set(RECIPES) == set(commands())


def test_a_sample_breaks_nothing(tmp_path: Path) -> None:
    counts = tmp_path / "counts.json"
    kept = tmp_path / "failures"
    command = [sys.executable, "tests/fuzz/run.py", "--runs", str(RUNS), "--seed", "1"]

    done = subprocess.run(
        [*command, "--counts", counts, "--failures", kept],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )

    seen = json.loads(counts.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stdout + "".join(path.read_text() for path in kept.rglob("case.json"))
    assert seen["faults"] == []
    assert sum(seen["runs"].values()) == RUNS
    assert set(seen["runs"]) == set(RECIPES)


def test_chance_makes_the_same_cases_again() -> None:
    seeds = all_seeds()

    def some() -> list[Case]:
        random = Random(7)  # noqa: S311 - nothing is kept secret by it
        return [
            mutated(Case(files, words_for(verb, files, random)), seeds, random)
            for verb, recipe in RECIPES.items()
            for files in [seeds.choose(random, recipe.suits)]
        ]

    first = some()
    assert first == some()
    assert len({case.words for case in first}) > len(RECIPES) / 2


PLANTED = {
    "traceback": "raise KeyError('planted')",
    "door": "print('a\\x1b[2J')",
    "json": "print('{\"a\": NaN}')",
    "changed": "from pathlib import Path; Path('sites.csv').write_text('x')",
    "outside": "from pathlib import Path; Path('../outside/x').write_text('x')",
    "secret": "from pathlib import Path; print(Path('../outside/secret.yaml').read_text())",
    "silence": "raise SystemExit(2)",
    "hang": "while True: pass",
    "memory": "x = bytearray(700 * 2**20); x[::4096] = b'x' * len(x[::4096])",
    "warning": "import sys; sys.stderr.write('x.py:1: RuntimeWarning: planted\\n')",
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_fault_is_seen(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(*_args: object, **_named: object) -> None:
        exec(PLANTED[kind])  # noqa: S102 - a line from above

    monkeypatch.setattr(fuzz_judge, "main", planted)
    if kind == "hang":
        monkeypatch.setattr(fuzz_judge, "SECONDS", 0.2)

    verdict = judge(Case({"sites.csv": b"id\n", REPOSITORY: b""}, ("check", "-f", "json")), tmp_path / "run")

    assert verdict.fault is not None
    assert verdict.fault[0] == kind


def test_what_a_file_is_named_for_may_change_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case({"sites.csv": b"id\n"}, ("check", "--output", "out.json"))

    found = []
    for number, (name, text) in enumerate(
        [("out.json", "{}"), ("out.json", "{"), ("sites.csv", "x"), ("new.txt", "x")]
    ):
        monkeypatch.setattr(fuzz_judge, "main", lambda name=name, text=text: Path(name).write_text(text))
        found.append(judge(case, tmp_path / f"{number}").fault)

    assert [fault and fault[0] for fault in found] == [None, "json", "changed", "changed"]


def test_what_is_sound_is_no_fault(tmp_path: Path) -> None:
    case = Case({"spread-plan.yaml": PLAN}, ("check", "-f", "json", "--as-of", "2026-06-30"))

    verdict = judge(case, tmp_path / "run")

    assert verdict.fault is None
    assert any(said.startswith("check SK") for said in verdict.news)


def test_a_case_that_is_kept_comes_back_and_becomes_small(tmp_path: Path) -> None:
    plan = PLAN + b"risks: {a: {what: boom}, b: {what: x}}\n# a comment\n"
    case = Case({"spread-plan.yaml": plan, "sites.csv": b"id,name\na,A\nb,boom\n"}, ("check", ".", "-f", "json"))
    save(case, tmp_path / "case", fault="traceback")

    def breaks(tried: Case) -> Verdict:
        fault = ("traceback", "x") if b"boom" in tried.files.get("spread-plan.yaml", b"") else None
        return Verdict(fault, "", 0, 0, frozenset())

    small, verdict = minimised(load(tmp_path / "case"), breaks)

    assert load(tmp_path / "case") == case
    assert verdict.fault == ("traceback", "x")
    assert small.words == ("check",)
    assert list(small.files) == ["spread-plan.yaml"]
    assert len(small.files["spread-plan.yaml"]) < 20


def test_a_branch_that_hangs_in_two_places_is_gone_through_once() -> None:
    tree = tree_of(b"a: &x [1, 2]\nb: *x\n")

    assert len(list(slots(tree))) == 4
    assert yaml.serialize(tree).count("*") == 1


def test_the_verb_of_a_command_line_is_known() -> None:
    assert verb_of(("adoption", "add", "--site", "a")) == "adoption add"
    assert verb_of(("adoption", ".")) == "adoption show"
    assert verb_of(("check",)) == "check"
    assert verb_of(("nothing",)) == ""
