"""Word and PDF from the command line: by ending or by name, never onto a terminal, and what is missing is said."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from spreadkit import SpreadkitError, get_format
from spreadkit.cli.saying import put
from spreadkit.formats import format_names
from test_cli import AS_OF, COMMAND, PLAN, TINY, environment


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())
    (tmp_path / "spread-plan.yaml").write_text(PLAN)
    return tmp_path


def spreadkit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_report_goes_into_a_word_file_whole(plan: Path) -> None:
    result = spreadkit(plan, "report", *AS_OF, "--output", "Report.DOCX")

    assert result.returncode == 0, result.stderr
    assert (plan / "Report.DOCX").read_bytes().startswith(b"PK")
    assert result.stdout == b""


def test_word_file_goes_through_a_pipe_byte_for_byte(plan: Path) -> None:
    piped = spreadkit(plan, "report", *AS_OF, "--format", "docx")
    spreadkit(plan, "report", *AS_OF, "--output", "a.docx")

    assert piped.stdout == (plan / "a.docx").read_bytes()


def test_worksheet_goes_into_a_word_file(plan: Path) -> None:
    result = spreadkit(plan, "frameworks", "show", "tiny", "--output", "tiny.docx")

    assert result.returncode == 0, result.stderr
    assert (plan / "tiny.docx").read_bytes().startswith(b"PK")


def test_nothing_but_text_is_printed_on_a_terminal(plan: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        result = subprocess.run(
            [*COMMAND, "report", *AS_OF, "--format", "docx"],
            cwd=plan,
            env=environment(),
            stdout=theirs,
            stderr=subprocess.PIPE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    finally:
        os.close(theirs)
        os.close(ours)

    assert result.returncode == 2
    assert b"--output" in result.stderr
    assert b"Traceback" not in result.stderr


def test_text_is_printed_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    put("words\n", None)

    assert capsysbinary.readouterr().out == b"words\n"


@pytest.mark.parametrize(("extra", "package"), [("docx", "python-docx"), ("pdf", "WeasyPrint")])
def test_missing_extra_says_how_to_install_it(extra: str, package: str, plan: Path) -> None:
    module = {"docx": "docx", "pdf": "weasyprint"}[extra]
    start = f"import sys; sys.modules[{module!r}] = None; from spreadkit.__main__ import main; main()"

    result = subprocess.run(
        [sys.executable, "-c", start, "report", *AS_OF, "--output", f"a.{extra}"],
        cwd=plan,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert f"the format \"{extra}\" needs {package}: pip install 'spreadkit[{extra}]'" in " ".join(
        result.stderr.split()
    )
    assert "Traceback" not in result.stderr
    assert not (plan / f"a.{extra}").exists()


def test_both_are_listed_and_neither_they_nor_their_libraries_are_loaded_for_that() -> None:
    look = "import sys; from spreadkit.formats import format_names; format_names('report'); print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.split()

    assert {"docx", "pdf"} <= set(format_names("report"))
    assert "spreadkit.formats" in loaded
    assert not {"spreadkit.formats.docx", "spreadkit.formats.pdf", "docx", "weasyprint", "lxml"} & set(loaded)


def test_a_format_with_a_slip_of_the_pen_is_not_taken_for_another() -> None:
    with pytest.raises(SpreadkitError, match='did you mean "docx"'):
        get_format("doc", "report")
