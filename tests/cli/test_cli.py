"""The command line as people and programs meet it: real processes, exit codes, streams and files."""

import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer.main

from spreadkit.__main__ import main
from spreadkit.cli import app as cli

TINY = Path(__file__).parents[1] / "tiny.yaml"
COMMAND = [sys.executable, "-m", "spreadkit"]

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
stage: prepare
frameworks: [{use: tiny@1}]
people:
  ap: {name: A. Patel, role: executive-sponsor}
  jl: {name: J. Lind, role: spread-agent, time: 0.5}
actions:
  one: {do: Agree a lead, owner: jl, due: 2026-09-15}
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named, reviewed: 2026-06-01}
    leadership.local-leads: {level: partial, because: Half of them, reviewed: 2026-06-01}
    communication.awareness: {level: unknown}
"""
ERROR = PLAN.replace("2026-09-15", "2026-09-31")
AS_OF = ("--as-of", "2026-06-30")


UNWANTED = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM", "CI", "GITHUB_ACTIONS"})


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without what changes the looks of output."""
    return {**{key: value for key, value in os.environ.items() if key not in UNWANTED}, **(extra or {})}


class Result(NamedTuple):
    """What a run showed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def start(*arguments: str, env: Mapping[str, str] | None = None) -> Result:
    """Run spreadkit as a process of its own in the working folder, without a terminal."""
    command = [*COMMAND, *arguments]
    ended = subprocess.run(
        command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=environment(env), timeout=60
    )
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def run(*arguments: str, env: Mapping[str, str] | None = None) -> Result:
    """Run spreadkit through the same door, but in this process, which is quicker."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
        Path(os.devnull).open() as nothing,
    ):
        patch.setattr(sys, "argv", ["spreadkit", *arguments])
        patch.setattr(sys, "stdin", nothing)
        for name in UNWANTED:
            patch.delenv(name, raising=False)
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        patch.undo()
    return Result(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))  # type: ignore[attr-defined]


def lay(folder: Path, plan: str = PLAN) -> Path:
    """Write a plan and its framework into a folder."""
    (folder / "frameworks").mkdir(parents=True, exist_ok=True)
    shutil.copy(TINY, folder / "frameworks" / "tiny.yaml")
    path = folder / "spread-plan.yaml"
    path.write_text(plan, encoding="utf-8")
    return path


def assert_one_line_said(result: Result, words: str) -> None:
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


# ---- exit codes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["text", "json"])
@pytest.mark.parametrize(("plan", "code"), [(PLAN, 0), (ERROR, 1), ("- no plan\n", 1), ("a: [\n", 1), ("\0", 1)])
def test_exit_code_says_whether_there_are_errors_in_every_format(
    plan: str, code: int, output: str, folder: Path
) -> None:
    lay(folder, plan)

    result = run("check", "spread-plan.yaml", *AS_OF, "--format", output)

    assert result.returncode == code, result.stdout


@pytest.mark.parametrize(
    ("plan", "fail_on", "code"),
    [
        (ERROR, "never", 0),
        (PLAN.replace("stage: prepare", "stage: embed"), "warning", 1),
        (PLAN, "note", 1),
        (PLAN, "error", 0),
    ],
)
def test_fail_on_sets_the_bar(plan: str, fail_on: str, code: int, folder: Path) -> None:
    lay(folder, plan)

    assert run("check", "spread-plan.yaml", *AS_OF, "--fail-on", fail_on).returncode == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "none.yaml"), 'there is no file or folder "none.yaml"'),
        (("check", "--as-of", "2026-02-30"), '"2026-02-30" is not a date'),
        (("check", "--as-of", "20260630"), '"20260630" is not a date'),
        (("check", "--as-of", "tomorrow"), '"tomorrow" is not a date'),
        (("check", "--format", "jsno"), 'did you mean "json"?'),
        (("check", "--format", "html"), "choose"),
        (("score", "--format", "markdown"), "choose"),
        (("report", "--format", "htm"), 'did you mean "html"?'),
        (("check", "--fail-on", "eror"), "eror"),
        (("check", "--jobs", "0"), "0"),
        (("check", "--no-such-option"), "--no-such-option"),
        (("chek",), "check"),
        (("score", "none"), 'there is no file or folder "none"'),
        (("score", "--gate", "lanch"), 'did you mean "launch"?'),
        (("explain", "SK999"), 'there is no rule and no criterion "SK999"'),
        (("explain", "unknown-persn"), 'did you mean "unknown-person"?'),
        (("frameworks", "show", "ihi-spred"), 'did you mean "ihi-spread"?'),
        (("schema", "pan"), "pan"),
        (("init", "new"), "--framework"),
        (("init", "new", "--framework", "ihi-spred"), 'did you mean "ihi-spread"?'),
        (("init", "new", "--framework", "ihi-spread@1999"), "edition 2006.2"),
        (("init", ".", "--framework", "tiny"), "there is a plan already"),
        (("check", "--output", "none/x.txt"), "cannot be written"),
        (("check", "--output", "."), "cannot be written"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_why(arguments: tuple[str, ...], words: str, folder: Path) -> None:
    lay(folder)

    result = run(*arguments, env={"COLUMNS": "200"})

    assert result.returncode == 2
    assert_one_line_said(result, words)


@pytest.mark.parametrize("arguments", [("check",), ("check", "."), ("check", ".", "--format", "json")])
def test_nothing_to_check_exits_with_3(arguments: tuple[str, ...], folder: Path) -> None:
    (folder / "notes.yaml").write_text("a: 1\n")

    result = run(*arguments)

    assert result.returncode == 3
    assert_one_line_said(result, "there is no plan and no framework")


@pytest.mark.parametrize("command", ["score", "report"])
def test_plan_that_cannot_be_read_cannot_be_scored(command: str, folder: Path) -> None:
    lay(folder, "- no plan\n")

    result = run(command)

    assert result.returncode == 1
    assert_one_line_said(result, "see: spreadkit check")


@pytest.mark.parametrize(
    ("error", "options", "code", "words"),
    [
        ("RuntimeError('planted')", [], 70, "this is a bug in spreadkit, please report it: RuntimeError: planted"),
        ("RuntimeError('planted')", ["--debug"], 70, "Traceback"),
        ("RecursionError('planted')", [], 70, "RecursionError"),
        ("KeyboardInterrupt()", [], 130, ""),
    ],
)
def test_bug_exits_with_70_and_interruption_with_130(
    error: str, options: list[str], code: int, words: str, folder: Path
) -> None:
    lay(folder)
    planted = folder / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(
        f"import spreadkit.api.plans\ndef planted(*_, **__): raise {error}\nspreadkit.api.plans.check = planted\n"
    )

    result = start(*options, "check", env={"PYTHONPATH": str(planted)})

    assert result.returncode == code, result.stderr
    assert words in result.stderr
    assert ("Traceback" in result.stderr) == bool(options)
    assert result.stdout == ""


def test_control_c_ends_a_running_check_quietly(folder: Path) -> None:
    lay(folder)
    planted = folder / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(
        "import spreadkit.api.plans, time\n"
        "def planted(*_, **__):\n    open('started', 'w').close()\n    time.sleep(30)\n"
        "spreadkit.api.plans.check = planted\n"
    )
    process = subprocess.Popen(
        [*COMMAND, "check"], env=environment({"PYTHONPATH": str(planted)}), stderr=subprocess.PIPE, text=True
    )
    end = time.monotonic() + 20
    while not (folder / "started").exists() and time.monotonic() < end:
        time.sleep(0.02)

    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "Traceback" not in said


def test_gate_that_is_shut_exits_with_1(folder: Path) -> None:
    lay(folder)

    shut, open_ = run("score", "--gate", "tiny/expand", *AS_OF), run("score", "--gate", "launch", *AS_OF)

    assert (shut.returncode, open_.returncode) == (1, 0)
    assert "shut: tiny/expand" in shut.stderr
    assert "tiny" in shut.stdout


# ---- streams and files -----------------------------------------------------------------------------------------------


def test_findings_go_to_stdout_and_the_summary_to_stderr(folder: Path) -> None:
    lay(folder, ERROR)

    result = run("check", *AS_OF)
    listed = run("check", "--all", *AS_OF)

    assert "error spread-plan.yaml:9\n    the calendar has no day" in result.stdout
    assert "spread-plan.yaml:9:43: error: the calendar has no day" in listed.stdout
    assert result.stderr.startswith("checked 1 plan, 1 framework and 0 tables: 1 error")
    assert result.stderr.count("\n") == 1


def test_python_api_and_console_script_are_the_same_program(folder: Path) -> None:
    lay(folder, ERROR)
    script = Path(sys.executable).with_name("spreadkit")
    if not script.exists():
        pytest.skip("needs the console script, which an installed spreadkit has")

    by_name = subprocess.run([script, "check", *AS_OF], check=False, capture_output=True, text=True, env=environment())

    assert by_name.stdout == start("check", *AS_OF).stdout == run("check", *AS_OF).stdout


@pytest.mark.parametrize("command", ["check", "score", "report", "schema"])
def test_output_is_written_whole_and_nothing_to_stdout(command: str, folder: Path) -> None:
    lay(folder)
    (folder / "out").write_text("old and longer " * 100_000)
    arguments = ["plan"] if command == "schema" else list(AS_OF)

    to_screen, to_file = run(command, *arguments), run(command, *arguments, "--output", "out")

    assert to_file.stdout == ""
    assert (folder / "out").read_text(encoding="utf-8") == to_screen.stdout
    assert to_file.returncode == to_screen.returncode == 0
    assert {path.name for path in folder.iterdir()} == {"out", "spread-plan.yaml", "frameworks"}


def test_output_that_cannot_be_written_leaves_the_old_file(folder: Path) -> None:
    lay(folder)
    (folder / "out.txt").write_text("old")
    planted = folder / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(
        "import os\ndef full(*_): raise OSError(28, 'No space left on device')\nos.fsync = full\n"
    )

    result = start("check", "--output", "out.txt", env={"PYTHONPATH": str(planted)})

    assert result.returncode == 2
    assert_one_line_said(result, '"out.txt" cannot be written: No space left on device')
    assert (folder / "out.txt").read_text() == "old"


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
@pytest.mark.parametrize("command", ["check", "score"])
def test_colour_without_a_terminal_only_where_it_is_forced(
    command: str, env: dict[str, str], folder: Path, *, coloured: bool
) -> None:
    lay(folder)

    result = run(command, *AS_OF, env=env)

    assert ("\033[" in result.stdout) == coloured


def test_json_and_files_are_never_coloured(folder: Path) -> None:
    lay(folder, ERROR)

    result = run("check", *AS_OF, "--format", "json", env={"FORCE_COLOR": "1"})
    run("check", *AS_OF, "--output", "out.txt", env={"FORCE_COLOR": "1"})

    assert "\033" not in result.stdout
    assert "\033" not in (folder / "out.txt").read_text()


def test_text_of_a_plan_cannot_steer_the_terminal(folder: Path) -> None:
    steering = (
        PLAN + 'x-ok: 1\n"k\\e[2Jey": 1\nsummary: "a\\a\\e]0;title\\a"\nsites:\n  - {id: "\\e[31m", name: "\\u202e"}\n'
    )
    lay(folder, steering)
    (folder / "raw.spread.yaml").write_text("title: \033[2Jraw\n")

    result = run("check", *AS_OF)

    assert result.returncode == 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", result.stdout)


@pytest.mark.parametrize("consumer", ["head -1", "true"])
def test_broken_pipe_ends_quietly(consumer: str, folder: Path) -> None:
    lay(folder, PLAN + "".join(f"unknown-{number}: 1\n" for number in range(3000)))
    command = " ".join([*COMMAND, "check", ".", "|", consumer])

    result = subprocess.run(
        ["bash", "-c", command], check=False, capture_output=True, text=True, env=environment(), timeout=60
    )

    assert result.returncode == 0
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr
    assert "bug" not in result.stderr


def test_output_is_utf_8_whatever_the_locale_says(folder: Path) -> None:
    lay(folder, PLAN.replace("do: Agree a lead", "do: Café 😀, due: soon, x-e: é"))

    foreign = {"LC_ALL": "C", "PYTHONUTF8": "0"}

    results = [start("check", "--all", *AS_OF, env={**foreign, "PYTHONIOENCODING": coding}) for coding in ("", "ascii")]

    assert all("Café 😀" in result.stdout for result in results)


def test_names_of_files_beyond_ascii_are_shown(folder: Path) -> None:
    lay(folder / "été", ERROR)

    results = [start("check", "--all", *AS_OF, env=env) for env in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0"})]

    assert all("été/spread-plan.yaml:9:43: error" in result.stdout for result in results)


def test_names_of_files_that_are_no_text_are_shown_somehow(folder: Path) -> None:
    path = lay(folder, ERROR)
    path.rename(os.fsdecode(b"w\xff.spread.yaml"))

    result = start("check", *AS_OF)
    listed = start("check", "--all", *AS_OF)

    assert result.returncode == listed.returncode == 1
    assert ".spread.yaml:9\n" in result.stdout
    assert ".spread.yaml:9:43: error" in listed.stdout


# ---- what programs rely on -------------------------------------------------------------------------------------------

FINDING_KEYS = [
    *("code", "slug", "severity", "message", "file", "line", "column", "end_line", "end_column", "route", "help"),
    "cause",
]


def test_json_of_check_has_exactly_the_promised_keys(folder: Path) -> None:
    lay(folder / "a" / "b", ERROR)

    data = json.loads(run("check", "a", *AS_OF, "--format", "json").stdout)

    assert list(data) == ["version", "checked", "findings", "summary"]
    assert data["version"] == 1
    assert data["checked"] == {"plans": 1, "frameworks": 1, "tables": 0, "crosswalks": 0, "vocabularies": 0}
    assert list(data["summary"]) == ["error", "warning", "note"]
    assert data["summary"]["error"] == 1
    assert all(list(finding) == FINDING_KEYS for finding in data["findings"])
    (error,) = [finding for finding in data["findings"] if finding["severity"] == "error"]
    assert (error["file"], error["line"], error["column"], error["end_line"], error["end_column"]) == (
        *("a/b/spread-plan.yaml", 9, 43, 9, 53),
    )
    assert error["route"] == ["actions", "one", "due"]


def test_json_of_score_has_exactly_the_promised_keys(folder: Path) -> None:
    lay(folder)

    data = json.loads(run("score", *AS_OF, "--format", "json").stdout)

    assert list(data) == ["version", "as_of", "plan", "unread", "frameworks", "verdicts"]
    assert (data["version"], data["as_of"], data["plan"]) == (1, "2026-06-30", "spread-plan.yaml")
    (framework,) = data["frameworks"]
    assert list(framework) == [
        *("id", "edition", "score", "band", "band_doubt", "coverage", "figure", "components", "figures", "gates"),
        *("criteria", "norms", "rounds", "left_out", "variant", "loosened", "concluded"),
    ]
    assert list(framework["score"]) == ["value", "low", "high", "verified", "least", "most", "unit"]
    assert framework["score"]["value"] == 75
    assert framework["coverage"] == 0.5
    parts = ["id", "title", "method", "score", "word", "band", "says", "decided_by", "counts", "coverage", "answered"]
    parts += ["applicable", "weight", "per_site", "terms", "notes", "doubt", "next_rung"]
    assert list(framework["figure"]) == parts
    parts += ["value", "low", "high", "least", "most"]
    assert all(list(each) == parts for each in framework["components"])
    assert framework["components"][1]["value"] is None
    assert all(list(each) == ["id", "open", "asked_at", "blockers"] for each in framework["gates"])
    assert framework["gates"][1]["blockers"] == [
        {"criterion": "leadership.local-leads", "level": "partial", "needs": "good", "kind": "criterion"}
    ]
    keys = ["id", "level", "state", "value", "points", "says", "sites", "importance", "importance_says", "confidence"]
    keys += ["enough", "claimed", "verified", "accepted"]
    assert all(list(each) == keys for each in framework["criteria"])
    assert [each["state"] for each in framework["criteria"]] == ["answered", "answered", "unknown", "not-asked"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "."),
        ("check", ".", "--format", "json"),
        ("score", ".", "--explain"),
        ("score", ".", "--format", "json"),
        ("schema", "plan"),
    ],
    ids=" ".join,
)
def test_same_input_gives_the_same_bytes(arguments: tuple[str, ...], folder: Path) -> None:
    lay(folder, ERROR)
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Etc/GMT+12", "LC_ALL": "C.UTF-8", "COLUMNS": "40"},
    ]
    date = () if arguments[0] == "schema" else AS_OF

    one, other = (start(*arguments, *date, env=world) for world in worlds)

    assert one.stdout == other.stdout != ""
    assert one.stderr == other.stderr


def test_many_plans_in_several_processes_give_the_same_as_in_one(folder: Path) -> None:
    for number in range(70):
        lay(folder / f"plan-{number:02}", ERROR if number % 7 else PLAN)

    one, several = (start("check", *AS_OF, "--jobs", jobs) for jobs in ("1", "3"))

    assert one.stdout == several.stdout
    assert one.stderr == several.stderr
    assert several.stderr.startswith("checked 70 plans, 70 frameworks and 0 tables: 60 errors")


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize(
    "arguments", [("check",), ("score",), ("report",), ("explain", "SK401"), ("frameworks", "list")]
)
def test_looking_never_writes(arguments: tuple[str, ...], folder: Path) -> None:
    lay(folder, ERROR)
    (folder / ".gitignore").write_text("old\n")
    before = snapshot(folder)

    run(*arguments)

    assert snapshot(folder) == before


def test_read_only_folder_can_be_checked(folder: Path) -> None:
    lay(folder / "plan")
    for path in (folder / "plan" / "frameworks", folder / "plan"):
        path.chmod(0o555)
    try:
        result = run("check", "plan", *AS_OF)
    finally:
        for path in (folder / "plan", folder / "plan" / "frameworks"):
            path.chmod(0o755)

    assert result.returncode == 0


# ---- init ------------------------------------------------------------------------------------------------------------


def test_what_init_writes_checks_without_errors(folder: Path) -> None:
    begun = run("init", "huddles", "--framework", "ihi-spread", "--title", "A: #1 'plan'", "--sponsor", "O'Neil: CEO")

    checked = run("check", "huddles")

    assert begun.returncode == checked.returncode == 0
    assert "No errors. Nothing to look at." in checked.stdout
    assert begun.stdout.split() == [
        str(path.relative_to(folder)) for path in map(folder.__truediv__, begun.stdout.split()) if path.is_file()
    ]
    assert [line for line in begun.stderr.split("\n") if re.match(r"  \d\. ", line)][2].startswith("  3. ")


def test_init_never_overwrites(folder: Path) -> None:
    (folder / "sites.csv").write_text("id,name\nash,Ash\n")
    (folder / "evidence").mkdir()
    (folder / "evidence" / "README.md").write_text("mine")

    first = run("init", "--framework", "ihi-spread")
    plan = (folder / "spread-plan.yaml").read_bytes()
    second = run("init", "--framework", "ihi-spread", "--title", "Other")

    assert (first.returncode, second.returncode) == (0, 2)
    assert '"sites.csv" was there already and stays as it is' in first.stderr
    assert (folder / "sites.csv").read_text() == "id,name\nash,Ash\n"
    assert (folder / "evidence" / "README.md").read_text() == "mine"
    assert (folder / "spread-plan.yaml").read_bytes() == plan


def test_init_writes_where_a_file_stands_in_the_way_of_nothing(folder: Path) -> None:
    (folder / "taken").write_text("a file")

    result = run("init", "taken", "--framework", "ihi-spread")

    assert result.returncode == 2
    assert_one_line_said(result, "cannot be written")


def talk(arguments: list[str], replies: list[str], env: Mapping[str, str] | None = None) -> tuple[str, int]:
    """Run spreadkit on a pseudo-terminal, typing a reply whenever it waits; return all it showed, and its exit code."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child
        os.execvpe(COMMAND[0], [*COMMAND, *arguments], environment({"TERM": "xterm", **(env or {})}))  # noqa: S606
    shown, waiting, end = "", [*replies], time.monotonic() + 30
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if ready:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece.decode("utf-8", "replace")
        elif waiting and shown:
            os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return shown, os.waitstatus_to_exitcode(status)


def test_init_asks_on_a_terminal(folder: Path) -> None:
    shown, code = talk(["init", "huddles"], ["Huddles for all\n", "ihi-spread, mayo-diffusion\n", "A. Patel\n", "\n"])

    plan = (folder / "huddles" / "spread-plan.yaml").read_text()
    assert code == 0
    assert "What is the plan called?" in shown
    assert "title: Huddles for all\n" in plan
    assert "use: ihi-spread@2006.2" in plan
    assert "use: mayo-diffusion@2013.2" in plan
    assert "name: A. Patel" in plan
    assert "spread-agent\n" not in plan.replace("# spread-agent", "")


def test_who_cannot_name_a_framework_is_helped_to_choose(folder: Path) -> None:
    shown, code = talk(["init", "huddles"], ["Huddles for all\n", "\n"])

    assert code == 2
    assert "spreadkit frameworks suggest" in shown
    assert not (folder / "huddles").exists()


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_the_questions_writes_nothing(key: str, folder: Path) -> None:
    shown, code = talk(["init", "huddles"], [key])

    assert code == 130
    assert not (folder / "huddles").exists()
    assert "Traceback" not in shown


@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_terminal_gets_colour_unless_it_says_otherwise(env: dict[str, str], folder: Path, *, coloured: bool) -> None:
    lay(folder, ERROR)

    shown, code = talk(["check", *AS_OF], [], env)

    assert code == 1
    assert ("\033[38;5;130m" in shown) == coloured


def test_signs_are_those_that_the_encoding_of_stdout_has_or_that_are_asked_for(folder: Path) -> None:
    lay(folder)

    signs = start("check", *AS_OF)
    twins = [
        start("check", *AS_OF, env={"PYTHONIOENCODING": "ascii"}),
        start("check", *AS_OF, env={"PYTHONIOENCODING": "latin-1"}),
        start("--ascii", "check", *AS_OF),
    ]

    assert not signs.stdout.isascii()
    assert all(each.stdout.isascii() for each in twins)
    assert len({each.stdout for each in twins}) == 1
    assert (
        start("--ascii", "check", *AS_OF, "--format", "json").stdout
        == start("check", *AS_OF, "--format", "json").stdout
    )
    start("--ascii", "report", *AS_OF, "--format", "text", "--output", "report.txt")
    assert "●" not in (folder / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_text_is_as_wide_as_the_terminal_and_80_in_a_pipe(columns: int, folder: Path) -> None:
    lay(folder, ERROR)

    shown, _ = talk(["check", *AS_OF], [], {"COLUMNS": str(columns), "NO_COLOR": "1"})
    piped = [start("check", *AS_OF, env={"COLUMNS": str(number)}).stdout for number in (40, 200)]

    findings = shown.replace("\r", "").partition("checked 1 plan")[0]
    assert max(map(len, findings.splitlines())) <= columns
    assert piped[0] == piped[1]
    assert max(map(len, piped[0].splitlines())) <= 80


# ---- help and completion ---------------------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, Any]]:
    """Go through every command of the app, inner ones too."""

    def below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield name, command
        for inner, each in getattr(command, "commands", {}).items():
            yield from below(f"{name} {inner}".strip(), each)

    yield from below("", typer.main.get_command(cli.app))


COMMANDS = dict(commands())
RUNNABLE = [name for name, command in COMMANDS.items() if not hasattr(command, "commands")]


def test_commands_are_found() -> None:
    assert {"init", "check", "score", "report", "explain", "schema", "frameworks list", "frameworks show"} <= {
        *RUNNABLE
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = COMMANDS[name]

    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


@pytest.mark.parametrize("name", RUNNABLE)
def test_every_command_shows_an_example_that_is_a_command(name: str) -> None:
    shown = run(*name.split(), "--help", env={"COLUMNS": "200"})

    assert shown.returncode == 0
    assert f"spreadkit {name}" in shown.stdout.partition("Example:")[2]


@pytest.mark.parametrize(
    ("words", "completed"),
    [("spreadkit che", "check"), ("spreadkit frameworks sh", "show"), ("spreadkit adoption a", "add")],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_what_fits(shell: str, words: str, completed: str) -> None:
    env = {
        "_SPREADKIT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "",
    }
    script = Path(sys.executable).with_name("spreadkit")
    if not script.exists():
        pytest.skip("needs the console script, which an installed spreadkit has")

    result = subprocess.run([script], check=False, capture_output=True, text=True, env=environment(env))

    assert completed in result.stdout


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version_is_said_in_one_line(option: str) -> None:
    result = start(option)

    assert re.fullmatch(r"spreadkit \d+\.\d+\.\d+\n", result.stdout)
    assert result.returncode == 0


def test_no_arguments_show_the_help() -> None:
    result = run()

    assert "[OPTIONS] COMMAND [ARGS]..." in result.stdout
    assert result.returncode == 2
