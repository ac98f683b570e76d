"""A format is one file: help, endings and hints come from what it says of itself, and its subjects hold it to them."""

import inspect
import os
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, get_args

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import spreadkit.formats
from spreadkit import SpreadkitError, get_format
from spreadkit.cli.app import app
from spreadkit.cli.common import format_of
from spreadkit.formats import (
    Format,
    FormatSubject,
    Screen,
    _subjects,
    ending_of,
    format_names,
    name_by_ending,
    short_names,
)
from spreadkit.formats._declared import Listed, listed
from test_cli import AS_OF, PLAN, TINY, environment

SUBJECTS = get_args(FormatSubject)
FORMATS = listed(spreadkit.formats.__path__)
WRITERS = [(each.name, subject) for each in FORMATS for subject in SUBJECTS if subject in each.subjects]

RST = '''\
"""reStructuredText, of which a few headings are enough here. Nothing else knows of it."""

from typing import Final

from spreadkit.formats import PLAIN, Format, Screen
from spreadkit.model.finding import CheckResult
from spreadkit.model.report import Report

FORMAT: Final = Format(
    endings=(".rst", ".rest"),
    aliases=("re",),
)


def render_report(report: Report, _assets: str | None = None) -> str:
    """Write the titles of a report."""
    return f"{report.title}\\n{'=' * len(report.title)}\\n"


def render_check(result: CheckResult, screen: Screen = PLAIN) -> bytes:
    """Write how much there is."""
    return f".. {len(result.findings)} findings, colour {screen.colour}\\n".encode()
'''
"""A format as somebody drops it in."""

RUN = """
import sys
import spreadkit.formats
spreadkit.formats.__path__.append(sys.argv[1])
sys.argv[:] = ["spreadkit", *sys.argv[2:]]
from spreadkit.__main__ import main
main()
"""
"""Runs the command line with one folder more to look for formats in."""


class Command(NamedTuple):
    """A command with `--format`, what it writes, and which format it begins with."""

    words: tuple[str, ...]
    subject: FormatSubject
    default: str = "text"
    has_output: bool = True


COMMANDS = [
    Command(("check",), "check"),
    Command(("score",), "score"),
    Command(("report",), "report", "html"),
    Command(("frameworks", "show"), "report"),
    Command(("frameworks", "suggest"), "suggestion"),
    Command(("crosswalk",), "crosswalk"),
    Command(("adoption", "show"), "adoption"),
    Command(("measure",), "measure"),
    Command(("rollout",), "rollout"),
    Command(("collect",), "collection", has_output=False),
    Command(("migrate",), "migration", has_output=False),
]


@pytest.fixture
def dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a format lies, and in which the package looks too."""
    place = tmp_path / "more-formats"
    place.mkdir()
    (place / "rst.py").write_text(RST)
    monkeypatch.setattr(spreadkit.formats, "__path__", [*spreadkit.formats.__path__, str(place)])
    yield place
    sys.modules.pop("spreadkit.formats.rst", None)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())
    (tmp_path / "spread-plan.yaml").write_text(PLAN)
    return tmp_path


def options_of(words: tuple[str, ...]) -> dict[str, str]:
    """Return the help of each option of a command."""
    command = get_command(app)
    for word in words:
        command = command.commands[word]
    return {option: parameter.help for parameter in command.params for option in parameter.opts if option[0] == "-"}


def all_commands() -> set[tuple[str, ...]]:
    """Return the words of every command that has `--format`."""
    found, waiting = set(), [((), get_command(app))]
    while waiting:
        words, command = waiting.pop()
        waiting += [((*words, name), inner) for name, inner in getattr(command, "commands", {}).items()]
        if any("--format" in parameter.opts for parameter in command.params):
            found.add(words)
    return found


def module_of(name: str, subject: str) -> ModuleType:
    beside = f"spreadkit.formats._{name}_{subject}"
    return import_module(beside if find_spec(beside) else f"spreadkit.formats.{name}")


def misfit(module: ModuleType, subject: str) -> str:
    """Say how a module differs from what a subject asks of it; nothing where it does not."""
    wanted_by = getattr(_subjects, f"{subject.capitalize()}Format")
    wanted = inspect.signature(getattr(wanted_by, f"render_{subject}"))
    function = getattr(module, f"render_{subject}", None)
    if function is None:
        return "there is no such function"
    has = inspect.signature(function, eval_str=True)
    for ours, theirs in zip(has.parameters.values(), [*wanted.parameters.values()][1:], strict=False):
        if (ours.annotation, ours.default) != (theirs.annotation, theirs.default):
            return f"{ours} should be {theirs}"
        if ours.kind is inspect.Parameter.KEYWORD_ONLY:
            return f"{ours.name} cannot be given by its place"
    if len(has.parameters) != len(wanted.parameters) - 1:
        return "it takes more or less than is given"
    return "" if has.return_annotation in get_args(wanted.return_annotation) else f"it returns {has.return_annotation}"


def planted(text: str) -> ModuleType:
    module = ModuleType("planted")
    head = "from spreadkit.formats import PLAIN, Screen\nfrom spreadkit.model.finding import CheckResult\n"
    exec(head + text, module.__dict__)  # noqa: S102 - the text is one of those below
    return module


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_what_is_read_of_a_format_is_what_it_says_when_it_runs(each: Listed) -> None:
    module = import_module(f"spreadkit.formats.{each.name}")

    assert each.format == module.FORMAT
    assert each.format.endings
    assert all(ending[0] == "." and ending == ending.lower() for ending in each.format.endings)
    assert each.subjects


def test_no_two_formats_share_a_name_or_an_ending() -> None:
    names = [name for each in FORMATS for name in (each.name, *each.format.aliases)]
    endings = [ending for each in FORMATS for ending in each.format.endings]

    assert sorted(set(names)) == sorted(names)
    assert sorted(set(endings)) == sorted(endings)


@pytest.mark.parametrize(("name", "subject"), WRITERS)
def test_every_format_has_the_function_that_its_subject_asks_for(name: str, subject: FormatSubject) -> None:
    assert misfit(module_of(name, subject), subject) == ""
    assert get_format(name, subject) is module_of(name, subject)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no such function"),
        ("def render_check(result: CheckResult) -> str: ...", "more or less"),
        ("def render_check(result: str, screen: Screen = PLAIN) -> str: ...", "should be"),
        ("def render_check(result: CheckResult, screen: Screen) -> str: ...", "should be"),
        ("def render_check(result: CheckResult, *, screen: Screen = PLAIN) -> str: ...", "by its place"),
        ("def render_check(result: CheckResult, screen: Screen = PLAIN) -> int: ...", "it returns"),
        ("def render_check(result: CheckResult, screen: Screen = PLAIN, more: int = 1) -> str: ...", "more or less"),
        ("def render_check(result: CheckResult, _screen: Screen = PLAIN) -> bytes: ...", ""),
    ],
)
def test_a_function_that_does_not_fit_is_seen(text: str, says: str) -> None:
    found = misfit(planted(text), "check")

    assert says in found
    assert bool(says) == bool(found)


def test_the_commands_are_all_looked_at() -> None:
    assert {each.words for each in COMMANDS} == all_commands()
    assert {each.subject for each in COMMANDS} == set(SUBJECTS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.words))
def test_help_names_exactly_the_formats_that_can_write_it_and_the_usual_one_first(command: Command) -> None:
    said = options_of(command.words)["--format"].partition(": ")[2].partition(".")[0]

    named = said.replace(" or ", ", ").split(", ")
    assert named[0] == command.default
    assert {name_of(each, command.subject) for each in named} == set(format_names(command.subject))
    assert named == short_names(command.subject, first=command.default)
    assert ("--output" in options_of(command.words)) == command.has_output


def name_of(short: str, subject: str) -> str:
    return next(each.name for each in FORMATS if subject in each.subjects and short in {each.name, each.short})


@pytest.mark.parametrize(
    ("file", "subject", "expected"),
    [
        ("a.docx", "report", "docx"),
        ("a.PDF", "report", "pdf"),
        ("a.md", "report", "markdown"),
        ("a.htm", "report", "html"),
        ("a.txt", "report", "text"),
        ("a.csv", "rollout", "csv"),
        ("a", "report", "html"),
    ],
)
def test_the_ending_chooses_a_format_that_can_write_it_and_none_leaves_the_default(
    file: str, subject: FormatSubject, expected: str
) -> None:
    assert format_of(None, Path(file), subject, default="html") == expected
    assert format_of("json", Path(file), subject, default="html") == "json"


@pytest.mark.parametrize(("file", "subject"), [("a.csv", "report"), ("a.docx", "check"), ("a.odp", "report")])
def test_an_ending_of_no_format_is_refused_unless_the_format_is_named(file: str, subject: FormatSubject) -> None:
    with pytest.raises(SpreadkitError, match="nothing here can be written as; end the name in"):
        format_of(None, Path(file), subject, default="html")

    assert format_of("json", Path(file), subject, default="html") == "json"


def test_the_default_is_taken_where_there_is_no_file() -> None:
    assert format_of(None, None, "report", default="html") == "html"


@pytest.mark.parametrize(
    "words",
    [
        ("check", *AS_OF),
        ("score", *AS_OF),
        ("report", *AS_OF),
        ("crosswalk", "--to", "mayo-diffusion", *AS_OF),
        ("adoption", *AS_OF),
        ("measure", *AS_OF),
        ("rollout", "--sites", "24", "--coaches", "2"),
        ("frameworks", "show", "ihi-spread"),
        ("frameworks", "suggest", "--situation", "portfolio"),
    ],
    ids=lambda words: " ".join(words[:2]) if words[0] == "frameworks" else words[0],
)
def test_every_command_takes_the_format_from_the_ending_of_its_output(
    plan: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(plan)

    for options in (("a.json",), ("b", "--format", "json"), ("c.json", "--format", "text")):
        CliRunner().invoke(app, [*words, "--output", *options])

    assert (plan / "a.json").read_bytes() == (plan / "b").read_bytes()
    assert (plan / "a.json").read_text().startswith("{")
    assert not (plan / "c.json").read_text().startswith("{")


def test_a_format_that_is_dropped_in_is_known_by_name_alias_and_ending(dropped: Path) -> None:
    writer = get_format("re", "check")

    assert writer.__file__ == str(dropped / "rst.py")
    assert get_format("rst", "report") is writer
    assert name_by_ending(".REST", "report") == "rst"
    assert name_by_ending(".rst", "score") is None
    assert ending_of("re", "report") == ".rst"
    assert short_names("check", first="text") == ["text", "json", "re"]
    assert [misfit(writer, subject) for subject in ("check", "report")] == ["", ""]


def test_a_format_that_is_dropped_in_is_offered_for_what_it_can_write_alone(dropped: Path) -> None:
    assert dropped.exists()

    with pytest.raises(SpreadkitError, match=r'did you mean "rst"\?\); choose .*, rst or text'):
        get_format("rest", "report")
    with pytest.raises(SpreadkitError, match=r'no format "rst" for a score; choose json or text'):
        get_format("rst", "score")


def test_what_a_format_says_is_read_without_running_it(dropped: Path) -> None:
    (dropped / "broken.py").write_text('FORMAT = Format(endings=(".brk",))\n\n1 / 0\n\n\ndef render_check(): ...\n')
    (dropped / "silent.py").write_text("def render_score(): ...\n")

    found = {each.name: each for each in listed([str(dropped)])}

    assert found["broken"].format == Format(endings=(".brk",))
    assert found["broken"].subjects == {"check"}
    assert found["silent"].format == Format(endings=(".silent",))


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line, with the formats of `more-formats` where they are there."""
    return subprocess.run(
        [sys.executable, "-c", RUN, str(folder / "more-formats"), *words],
        cwd=folder,
        env={**os.environ, **environment(), "COLUMNS": "200", "NO_COLOR": "1"},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.usefixtures("dropped")
def test_a_format_that_is_dropped_in_stands_in_the_help_of_what_it_can_write(plan: Path) -> None:
    check, report, score = (run(plan, command, "--help").stdout for command in ("check", "report", "score"))

    assert "How to write what is found: text, json or re." in check
    assert "How to write it: html, docx, json, md, pdf, pptx, re or text." in report
    assert "How to write the score: text or json." in score


@pytest.mark.usefixtures("dropped")
def test_a_format_that_is_dropped_in_is_chosen_by_name_and_by_the_ending_of_a_file(plan: Path) -> None:
    report = run(plan, "report", *AS_OF, "--output", "a.rst")
    check = run(plan, "check", *AS_OF, "--output", "b.rest")
    named = run(plan, "check", *AS_OF, "--format", "rst")
    misspelt = run(plan, "report", *AS_OF, "--format", "rts")

    assert report.returncode == 0, report.stderr
    assert set((plan / "a.rst").read_text().splitlines()[1]) == {"="}
    assert "findings, colour False" in (plan / "b.rest").read_text(), check.stderr
    assert named.stdout == (plan / "b.rest").read_text()
    assert misspelt.returncode == 2
    assert 'there is no format "rts" for a report (did you mean "rst"?)' in misspelt.stderr


@pytest.mark.usefixtures("dropped")
def test_files_in_a_folder_get_the_ending_of_a_format_that_is_dropped_in(plan: Path) -> None:
    other = plan / "other"
    other.mkdir()
    (other / "spread-plan.yaml").write_text(PLAN)

    result = run(plan, "report", ".", "other", *AS_OF, "--format", "re", "--output", "all")

    assert result.returncode == 0, result.stderr
    assert sorted(path.suffix for path in (plan / "all").iterdir()) == [".rst", ".rst"]


def test_a_screen_of_which_nothing_is_known_is_plain() -> None:
    assert Screen() == Screen(colour=False, width=80, explain=False, ascii=False, everything=False)
