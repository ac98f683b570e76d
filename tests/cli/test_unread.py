"""What could not be read is said wherever it counts: each input of an example is damaged in twenty ways."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from spreadkit.cli.app import app

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "north-network-huddles"
AS_OF: Final = ("--as-of", "2026-06-30")
WORD: Final = "could not be read"

Damage = Callable[[str], bytes]


def in_cells(change: Callable[[str], str], *, is_hit: Callable[[str], bool], most: int = 3) -> Damage:
    """Change the first few cells of a table that are of a kind."""

    def damage(text: str) -> bytes:
        rows, left = list(csv.reader(io.StringIO(text))), most
        for row in rows[1:]:
            for place, cell in enumerate(row):
                if left and is_hit(cell):
                    row[place], left = change(cell), left - 1
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows(rows)
        return made.getvalue().encode()

    return damage


def is_day(cell: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", cell) is not None


def is_number(cell: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", cell) is not None


def conflicted(text: str) -> bytes:
    lines = text.splitlines()
    middle = len(lines) // 2
    ours = ["<<<<<<< HEAD", lines[middle], "=======", lines[middle], ">>>>>>> theirs"]
    return "\n".join([*lines[:middle], *ours, *lines[middle + 1 :], ""]).encode()


TABLE_DAMAGE: Final[dict[str, Damage]] = {
    "saved as UTF-16": lambda text: text.encode("utf-16"),
    "saved in a Windows encoding": lambda text: text.replace("-", "\N{EN DASH}", 1).encode("cp1252"),
    "a NUL in it": lambda text: (text[: len(text) // 2] + "\0" + text[len(text) // 2 :]).encode(),
    "days the other way round": in_cells(lambda cell: f"{cell[8:]}/{cell[5:7]}/{cell[2:4]}", is_hit=is_day),
    "days of a spreadsheet": in_cells(lambda _: "45321", is_hit=is_day),
    "days that do not exist": in_cells(lambda cell: f"{cell[:4]}-02-30", is_hit=is_day),
    "days with a time": in_cells(lambda cell: f"{cell} 14:30", is_hit=is_day),
    "months in words": in_cells(lambda cell: f"{cell[8:]} Janvier {cell[:4]}", is_hit=is_day),
    "all days wrong": in_cells(lambda _: "yesterday", is_hit=is_day, most=100_000),
    "marks on numbers": in_cells(lambda cell: f"{cell}*", is_hit=is_number),
    "small numbers hidden": in_cells(lambda _: "<5", is_hit=is_number),
    "words for numbers": in_cells(lambda _: "n/a", is_hit=is_number),
    "all numbers wrong": in_cells(lambda _: "some", is_hit=is_number, most=100_000),
    "a merge left open": conflicted,
    "a quote left open": lambda text: (text[: len(text) // 2].rstrip() + '\n"2026-01-01,x\n').encode(),
    "a column renamed": lambda text: ("zzz" + text[text.index(",") :]).encode(),
    "a row too short": lambda text: (text + "2026-05-01\n").encode(),
    "a row too long": lambda text: (text + "2026-05-01,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z\n").encode(),
    "a workbook under this name": lambda _: b"PK\x03\x04" + bytes(range(256)) * 8,
    "empty": lambda _: b"",
}
"""Twenty ways to damage a table. One that changes nothing of a file is passed over."""

PLAN_DAMAGE: Final[dict[str, tuple[str, str, str]]] = {
    "a level in capitals": ("score", "level: good", "level: Good"),
    "a level that the scale does not have": ("score", "level: partial", "level: partly"),
    "a level under another key": ("score", "      level: good", "      lvl: good"),
    "a day of the aim the other way round": ("rollout", "by: 2027-03-31", "by: 31/03/2027"),
    "a number with a mark": ("measure", "target: 4.8", "target: 4.8*"),
    "a wave without a day": ("rollout", "start: 2025-09-15", "start: mid September"),
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("report.*"))
    (tmp_path / ".git").mkdir()
    return folder


def run(*arguments: str) -> tuple[str, str]:
    done = CliRunner().invoke(app, [*arguments, *AS_OF])
    assert done.exit_code == 0, (arguments, done.output, done.exception)
    return " ".join(done.stdout.split()), done.stderr


def damaged(path: Path, damage: str) -> None:
    before = path.read_bytes()
    path.write_bytes(TABLE_DAMAGE[damage](before.decode()))
    if path.read_bytes() == before:
        pytest.skip("this table has nothing that this damages")


USED_BY: Final = {
    "sites.csv": ["adoption"],
    "adoption.csv": ["adoption"],
    "data/falls.csv": ["measure", "falls-rate", "--plan"],
    "sites/ash/huddles.csv": ["measure", "huddles-held", "--plan"],
}
"""Which command uses a table: one of each kind."""


@pytest.mark.parametrize("damage", TABLE_DAMAGE)
@pytest.mark.parametrize("table", USED_BY)
def test_no_command_that_uses_a_damaged_table_is_silent_of_it(plan: Path, table: str, damage: str) -> None:
    damaged(plan / table, damage)

    shown, said = run(*USED_BY[table], str(plan))
    as_json, _ = run(*USED_BY[table], str(plan), "--format", "json")

    assert WORD in shown
    assert WORD in said
    assert any(table in unread["file"] for unread in json.loads(as_json)["unread"])


@pytest.mark.parametrize("reader", [["sponsor"], ["steering"], ["site", "--site", "ash"]])
@pytest.mark.parametrize(
    ("table", "damage"), [("adoption.csv", "saved as UTF-16"), ("data/falls.csv", "all days wrong")]
)
def test_every_reader_sees_that_something_could_not_be_read(
    plan: Path, table: str, damage: str, reader: list[str]
) -> None:
    damaged(plan / table, damage)

    shown, said = run("report", str(plan), "--for", *reader, "--format", "text", "--no-charts")

    assert "This was made from a plan with" in shown
    assert WORD in shown
    assert WORD in said


@pytest.mark.parametrize("damage", PLAN_DAMAGE)
def test_value_of_the_plan_that_could_not_be_read_is_said(plan: Path, damage: str) -> None:
    verb, right, wrong = PLAN_DAMAGE[damage]
    path = plan / "spread-plan.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    shown, said = run(verb, *(("--plan",) if verb == "measure" else ()), str(plan))

    assert WORD in shown
    assert WORD in said


def test_whole_plan_says_nothing_of_the_kind(plan: Path) -> None:
    for verb in ("score", "adoption", "rollout"):
        shown, said = run(verb, str(plan))
        assert WORD not in shown
        assert said == ""
    assert "made from a plan with" not in run("report", str(plan), "--format", "text", "--no-charts")[0]


@pytest.mark.parametrize("verb", ["score", "adoption", "measure", "rollout", "report", "crosswalk"])
def test_require_clean_refuses_and_writes_nothing(plan: Path, verb: str, tmp_path: Path) -> None:
    arguments = [verb, *(["--plan"] if verb == "measure" else []), str(plan), "--require-clean"]
    arguments += ["--to", "mayo-diffusion"] if verb == "crosswalk" else []
    target = tmp_path / "out"
    (plan / "adoption.csv").write_bytes(b"\xff\xfe\x00")

    done = CliRunner().invoke(app, [*arguments, "--output", str(target), *AS_OF])

    assert done.exit_code == 1
    assert "error" in str(done.exception)
    assert not target.exists()
