"""`spreadkit frameworks` and frameworks named by path, as processes of their own: what they print, and how they end."""

import json
from pathlib import Path

import pytest

from test_cli import AS_OF, TINY, assert_one_line_said, run, talk


@pytest.fixture
def own(folder: Path) -> Path:
    """A framework of one's own, in a folder that is none of frameworks."""
    path = folder / "my" / "tiny.yaml"
    path.parent.mkdir()
    path.write_bytes(TINY.read_bytes())
    return path


def test_new_writes_a_file_and_says_what_comes_next(folder: Path) -> None:
    result = run("frameworks", "new", "ward-check", "--plan", "ward", "--title", "Is our ward ready?")

    assert result.returncode == 0
    assert result.stdout == "ward/frameworks/ward-check.yaml\n"
    assert "spreadkit check ward/frameworks/ward-check.yaml" in result.stderr
    assert "spreadkit frameworks show ward-check --plan ward" in result.stderr
    assert "spreadkit init ward --framework ward-check" in result.stderr
    assert 'title: "Is our ward ready?"' in (folder / "ward" / "frameworks" / "ward-check.yaml").read_text()


@pytest.mark.parametrize("name", ["Ward Check", "ihi-spread", "../x", "concepts", "signposts"])
@pytest.mark.usefixtures("folder")
def test_new_refuses_what_cannot_be(name: str) -> None:
    result = run("frameworks", "new", name)

    assert result.returncode == 2
    assert_one_line_said(result, "id")
    assert not Path("frameworks").exists()


@pytest.mark.usefixtures("folder")
def test_what_new_says_comes_next_works() -> None:
    said = run("frameworks", "new", "ward-check").stderr

    commands = [line.partition("spreadkit ")[2] for line in said.splitlines() if ": spreadkit " in line]

    assert len(commands) == 3
    assert [run(*command.split()).returncode for command in commands] == [0, 0, 0]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("name", ["my/tiny.yaml", "./my/tiny.yaml", "my/tiny.yaml@1"])
def test_a_path_works_where_an_id_does(name: str, folder: Path) -> None:
    shown = run("frameworks", "show", name)
    begun = run("init", "plan", "--framework", name, "--title", "Ward")
    scored = run("score", "plan", *AS_OF)

    assert (shown.returncode, begun.returncode, scored.returncode) == (0, 0, 0)
    assert shown.stdout.startswith("Tiny framework for tests\n")
    assert (folder / "plan" / "frameworks" / "tiny.yaml").read_bytes() == TINY.read_bytes()
    assert "Tiny framework for tests (tiny@1)" in scored.stdout
    assert run("check", "plan", *AS_OF, "--fail-on", "error").returncode == 0


@pytest.mark.parametrize("name", ["my/none.yaml", "my/tiny.yaml@2", "my"])
@pytest.mark.usefixtures("own")
def test_a_path_that_cannot_be_used_is_refused_in_one_line(name: str) -> None:
    for command in (("frameworks", "show", name), ("init", "plan", "--title", "T", "--framework", name)):
        result = run(*command)

        assert result.returncode == 2
        assert_one_line_said(result, "my")


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ((), "NHS Sustainability Model\n====="),
        (("--format", "md"), "# NHS Sustainability Model\n"),
        (("--format", "html"), "<!doctype html>"),
        (("--output", "a.html"), "<!doctype html>"),
        (("--output", "a.md"), "# NHS Sustainability Model\n"),
        (("--output", "a.txt"), "NHS Sustainability Model\n====="),
        (("--output", "a.txt", "--format", "html"), "<!doctype html>"),
    ],
)
def test_show_writes_in_every_format(options: tuple[str, ...], begins: str, folder: Path) -> None:
    result = run("frameworks", "show", "nhs-sustainability-model", *options)

    written = (folder / options[1]).read_text(encoding="utf-8") if "--output" in options else result.stdout
    assert result.returncode == 0
    assert written.startswith(begins)
    assert ("wrote" in result.stderr) == ("--output" in options)


def test_show_refuses_an_unknown_format(folder: Path) -> None:
    result = run("frameworks", "show", "ihi-spread", "--format", "rtf")

    assert result.returncode == 2
    assert_one_line_said(result, 'there is no format "rtf" for a report; choose docx, html')
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_suggest_takes_situations_and_writes_text_and_json() -> None:
    options = ("--situation", "will-it-last", "--situation", "no-site-staff")

    text = run("frameworks", "suggest", *options)
    data = run("frameworks", "suggest", *options, "--format", "json", "--output", "out.json")

    assert (text.returncode, data.returncode) == (0, 0)
    assert text.stdout.startswith("This is a suggestion.")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["unserved"] == ["no-site-staff"]
    assert data.stdout == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "say which situations you are in with --situation; there are: one-organisation, many-owners"),
        (("--situation", "will-it-lst"), 'there is no situation "will-it-lst" (did you mean "will-it-last"?)'),
        (("--situation", "zzz"), 'there is no situation "zzz"; there are one-organisation, many-owners'),
        (
            ("--situation", "portfolio", "--format", "html"),
            'no format "html" for a suggestion; choose json, markdown or text',
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_suggest_says_what_it_needs(options: tuple[str, ...], says: str) -> None:
    result = run("frameworks", "suggest", *options)

    assert result.returncode == 2
    assert_one_line_said(result, says)


@pytest.mark.usefixtures("folder")
def test_suggest_asks_one_situation_after_the_other_on_a_terminal() -> None:
    replies = [*["no\n"] * 4, "perhaps\n", "YES\n", "?\n", "\n", "don't know\n", *["n\n"] * 9]

    shown, code = talk(["frameworks", "suggest"], replies)

    assert code == 0
    assert '"perhaps" is none of the answers; write yes, no, or ? for not known' in shown
    assert "You say yes to\r\n  will-it-last:" in shown
    assert "What you do not know yet, and would change this\r\n  whole-system:" in shown


@pytest.mark.usefixtures("folder")
def test_leaving_the_questions_of_suggest_prints_nothing() -> None:
    shown, code = talk(["frameworks", "suggest"], ["yes\n", "\x03"])

    assert code == 130
    assert "This is a suggestion" not in shown
