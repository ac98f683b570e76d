"""What a plan or the name of a file says stays text: on a screen, in a build server, in Markdown, in a spreadsheet."""

import csv
import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import spreadkit
from hostile_files import HOSTILE
from spreadkit.cli._door import Door, safe_output
from spreadkit.formats.csv import as_csv
from spreadkit.formats.markdown import escaped
from spreadkit.words import without_formula
from test_cli import environment

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
COMMAND = re.compile(r"^\s*::|##(vso)?\[", re.MULTILINE)
LIVE_CELL = re.compile(r"\s*[\"']*\s*([=@\uff1d\uff20]|[+\-\uff0b\uff0d](?![\s\d.,()%/-]*$))")
REFERENCE = re.compile(r"@\w|#\d|\bGH-\d|\b[0-9a-f]{40}\b", re.IGNORECASE)


def test_there_are_forty_hostile_texts() -> None:
    assert len(set(HOSTILE)) >= 40
    assert sum(bool(COMMAND.search(text)) for text in HOSTILE) >= 8


@pytest.mark.parametrize("name", ["::error::x.yaml", "a\n::error::b.yaml", "\x1b[31mred.yaml", "\u202elmay.yaml"])
def test_the_name_of_a_file_is_not_live(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / name.replace(".yaml", ".spread.yaml")).write_text(
        "schema: spreadkit/plan@1\ntitle: [\n", encoding="utf-8"
    )

    done = spreadkit_in(tmp_path, "check", "plans")

    assert done.returncode == 1
    assert STEERING.search(done.stdout + done.stderr) is None
    assert COMMAND.search(done.stdout + done.stderr) is None


@pytest.mark.parametrize("verb", ["score", "report", "adoption", "migrate", "rollout", "measure"])
def test_the_name_of_a_file_is_not_live_where_a_command_cannot_go_on(verb: str, folder: Path) -> None:
    for name in ("\x1b[31mred.spread.yaml", "\u202elmay.spread.yaml"):
        (folder / name).write_text("title: [\n", encoding="utf-8")

    done = spreadkit_in(folder, verb)

    assert done.returncode == 2
    assert "red.spread.yaml" in done.stderr
    assert STEERING.search(done.stdout + done.stderr) is None


def spreadkit_in(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "spreadkit", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment())


@example("\n::error::x")
@example("\x1b[31m##[error]")
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\r\x1b:#[\u202e \tm31"))))
def test_whatever_is_said_nothing_of_it_steers(text: str) -> None:
    safe = safe_output(text)

    assert STEERING.search(safe) is None
    assert COMMAND.search(safe) is None
    assert safe_output(safe) == safe


@given(st.text())
def test_json_stays_the_same_json(text: str) -> None:
    written = json.dumps({"a": text}, ensure_ascii=False, indent=2)

    assert json.loads(safe_output(written)) == {"a": text}


def test_colours_stay_where_they_are_asked_for() -> None:
    assert safe_output("\x1b[1mbold\x1b[0m", with_styles=True) == "\x1b[1mbold\x1b[0m"
    assert safe_output("\x1b[1mbold\x1b[0m") == r"\u001b[1mbold\u001b[0m"
    assert safe_output("\x1b[2Jgone", with_styles=True) == r"\u001b[2Jgone"


def test_what_a_library_prints_passes_the_door() -> None:
    stream = io.StringIO()

    Door(stream).write("::error::x\x1b[2J\x1b[31m")  # type: ignore[arg-type]

    assert stream.getvalue() == r"\u003a:error::x\u001b[2J\u001b[31m"


@pytest.mark.parametrize("words", [("check", "-\x1b[31m"), ("check", "--as-of", "\x1b[31mred"), ("\x1b[31mred",)])
def test_an_option_that_is_not_known_colours_no_file(words: tuple[str, ...], folder: Path) -> None:
    done = spreadkit_in(folder, *words)

    assert done.returncode == 2
    assert STEERING.search(done.stderr) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_a_forge_makes_nothing_of_a_text_in_markdown(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped(text))

    inline = [child for token in tokens for child in token.children or []]
    texts = "\0".join(child.content for child in inline if child.type in {"text", "text_special"})
    assert {child.type for child in inline} <= {"text", "text_special", "html_inline", "softbreak"}
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<!-- -->"}
    assert REFERENCE.search(texts.replace("\0", "") if "html_inline" not in {c.type for c in inline} else texts) is None


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_spreadsheet_works_nothing_out_whichever_separator_it_takes(text: str, separator: str) -> None:
    written = as_csv([["a", text, "b"], [text, "c", "d"]])

    cells = [cell for row in csv.reader(io.StringIO(written), delimiter=separator) for cell in row]

    assert [cell for cell in cells if LIVE_CELL.match(cell) and not cell.lstrip().startswith("'")] == []


def test_a_report_of_an_example_is_as_it_was_said() -> None:
    report = spreadkit.build_report(
        Path(__file__).parents[2] / "examples" / "mayo-vte", as_of=date(2016, 12, 31), reader="appendix"
    )

    text = str(spreadkit.get_format("text", "report").render_report(report))

    assert safe_output(text) == text


@pytest.mark.parametrize("text", ["\n", "\n ", "\n-", ";\t", "  ", ":", "#", '"\n', "; -"])
def test_long_runs_are_gone_through_once(text: str) -> None:
    run = f"a{text * 100_000}x"

    # Gone through again from each of its characters, a run of this length would take minutes.
    safe, quoted = safe_output(run), without_formula(run)

    assert safe_output(safe) == safe
    assert without_formula(quoted) == quoted
