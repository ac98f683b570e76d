"""No verb shows, in any format, what looks like the data of a patient, wherever in a plan it stands."""

import gc
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from spreadkit.cli.app import app, run
from spreadkit.formats import format_names
from spreadkit.writing.scaffold import framework_text

import made_lines

PLANTED = "Mrs Okafor fell, 943 476 5870"
PARTS = ("Okafor", "476 5870", "476-5870", "4765870")
FINE = "Went well"

OWN = framework_text("own", "Own TITLE").replace("{", "{{").replace("}", "}}")

FILES = {
    "spread-plan.yaml": """schema: spreadkit/plan@1
title: Example {title}
summary: "{summary}"
# {comment}
x-note: "{own key}"
caveat: "{caveat}"
frameworks: [{{use: own@1}}, {{use: ihi-spread}}]
answers:
  ihi-spread: {{leadership.executive-sponsor: {{level: done, note: "{answer}"}}}}
people:
  ap: {{name: "A. Patel {person}", role: executive-sponsor}}
aim: {{statement: "{aim}", by: 2027-12-31, measure: falls}}
sites: sites.csv
adoption: adoption.csv
rollout: {{unit-size: 1, sites: 5, step-months: 2, start: 2026-01-01}}
package: {{version: '1', changes: {{h: {{title: "Huddle {change}", how-to: guide.md}}}}}}
waves: {{w: {{title: "Wave {wave}", start: 2026-01-01, end: 2026-12-31}}}}
measures:
  falls: {{title: "Falls {measure}", kind: outcome, better: lower, data: {{file: falls.csv, value: falls}}}}
actions: {{a: {{do: "{action}", owner: ap, due: 2026-01-01}}}}
decisions: [{{on: 2026-01-01, gate: ihi-spread/launch, outcome: stop, what: "{decision}", by: ap}}]
learning: [{{on: 2026-01-01, what: "{learning}"}}]
evidence: {{e: {{kind: file, file: e.md}}, w: {{kind: file, file: w.docx}}, b: {{kind: file, file: b.xlsx}}}}
report: {{pages: [{{title: "Own {page title}", file: own.md}}]}}
""",
    "sites.csv": "id,name,wave\na,North,w\nb,{site},w\n",
    "adoption.csv": "date,site,change,stage,barrier,note,by\n2026-02-01,a,h,testing,{barrier},{note},{by}\n",
    "falls.csv": "date,falls,x-note\n2026-01-01,3,\n2026-02-01,4,{point}\n",
    "guide.md": "# Guide\n\n{guide}\n",
    "e.md": "{evidence}\n",
    "own.md": "# Own\n\n{page}\n",
    "frameworks/own.yaml": framework_text("own", "Own TITLE")
    .replace("{", "{{")
    .replace("}", "}}")
    .replace("TITLE", "{framework}"),
    "frameworks/concepts.yaml": "schema: spreadkit/concepts@1\nx-note: {concepts}\n",
    "frameworks/signposts.yaml": "schema: spreadkit/signposts@1\nx-note: {signposts}\n",
    "frameworks/crosswalks/own--ihi-spread.yaml": "schema: spreadkit/crosswalk@1\nx-note: {crosswalk}\n",
    "back.csv": "date,site,change,stage,note\n2026-03-01,a,h,testing,{return}\n",
}
Call = Callable[[list[str]], str]

PLACES = [
    *("title", "summary", "comment", "own key", "caveat", "answer", "person", "aim", "change", "wave", "measure"),
    *("action", "decision", "learning", "page title", "site", "barrier", "note", "by", "point", "guide", "evidence"),
    *("page", "framework", "concepts", "crosswalk", "signposts", "return", "word", "workbook"),
]
ADD = ["--site", "a", "--change", "h", "--stage", "testing", "--date", "2026-05-01", "--note", FINE]
VERBS: dict[str, tuple[str | None, list[list[str]]]] = {
    "adoption add": (None, [ADD]),
    "adoption keep": (None, [["--by", "2199-12-31"]]),
    "adoption show": ("adoption", [["."]]),
    "cache clear": (None, [[]]),
    "cache info": (None, [[]]),
    "check": ("check", [["."], ["frameworks/own.yaml"]]),
    "collect": ("collection", [["back.csv"], ["back.csv", "--write"]]),
    "crosswalk": ("crosswalk", [[".", "--to", "mayo-diffusion"], [".", "--to", "own"]]),
    "explain": (None, [["SK801"], ["ihi-spread/leadership.executive-sponsor"], ["nothing-like-it"]]),
    "frameworks list": (None, [[]]),
    "frameworks new": (None, [["ward-check"]]),
    "frameworks show": ("report", [["own"], ["frameworks/own.yaml"]]),
    "frameworks suggest": ("suggestion", [["--situation", "will-it-last"]]),
    "init": (None, [["new", "--framework", "frameworks/own.yaml", "--title", "New"]]),
    "measure": ("measure", [[], ["fals"], ["--site", "north"]]),
    "migrate": ("migration", [["."], [".", "--write"], [".", "--from", "frameworks/own.yaml"]]),
    "report": (
        "report",
        [
            ["."],
            [".", "--redact", "--output", "out/report", "--assets", "out"],
            [".", "--redact", "--for", "site", "--site", "all", "--output", "out"],
            [".", "--redact", "--for", "site", "--site", "nrth"],
        ],
    ),
    "rollout": ("rollout", [["."], [".", "--write"]]),
    "schema": (None, [["plan"]]),
    "score": ("score", [["."], [".", "--explain"], [".", "--gate", "launc"], [".", "--by", "concept"]]),
}
"""By verb: what kind of format it takes, and how it is called. A verb that is not here fails a test."""


def verbs_of(group: Any, before: str = "") -> Iterator[str]:
    """Go through the verbs that the command line has."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from verbs_of(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def test_every_verb_is_tried() -> None:
    assert sorted(verbs_of(typer.main.get_command(app))) == sorted(VERBS)


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    monkeypatch.chdir(tmp_path)

    def run_it(words: list[str]) -> str:
        """Run a verb; return all that it printed, and all that stands in files that it wrote."""
        there = set(tmp_path.rglob("*"))
        stdout, stderr = sys.stdout, sys.stderr
        monkeypatch.setattr(sys, "argv", ["spreadkit", *words])
        try:
            run()
        except SystemExit:
            pass
        finally:
            sys.stdout, sys.stderr = stdout, stderr
            gc.unfreeze()
            gc.enable()
        out, err = capfdbinary.readouterr()
        new = [path for path in tmp_path.rglob("*") if path not in there]
        texts = [str(path.relative_to(tmp_path)).encode() for path in new]
        texts += [text for path in new if path.is_file() for text in contents_of(path)]
        for path in sorted(new, reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        return b"\n".join([out, err, *texts]).decode("utf-8", "replace")

    return run_it


def contents_of(path: Path) -> Iterator[bytes]:
    """Go through what is in a file; of one that is packed, in its parts."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            yield from (package.read(name) for name in package.namelist())
    else:
        yield path.read_bytes()


def plant(place: str, secret: str = PLANTED) -> None:
    """Write a plan that holds a secret in one place."""
    texts = dict.fromkeys(PLACES, FINE) | {place: secret}
    quoted = {key: json.dumps(text, ensure_ascii=False)[1:-1] for key, text in texts.items()}
    for name, template in FILES.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        cells = {key: f'"{text}"' for key, text in texts.items()}
        filled = {".csv": cells, ".yaml": quoted}.get(path.suffix, texts)
        path.write_text(template.format(**filled), encoding="utf-8")
    write_docx(Path("w.docx"), texts["word"])
    write_xlsx(Path("b.xlsx"), texts["workbook"])


def write_docx(path: Path, text: str) -> None:
    """Write the least Word document, with its text cut into runs as Word does."""
    half = len(text) // 2
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (text[:half], text[half:]))
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>{runs}</w:p></w:document>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", xml)


def write_xlsx(path: Path, text: str) -> None:
    """Write a workbook with a text in one cell."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["date", "note"])
    sheet.append(["2026-01-01", text])
    book.save(path)


def shown_of(output: str, secrets: tuple[str, ...] = PARTS) -> list[str]:
    return [part for part in secrets if part in output]


@pytest.mark.parametrize("place", PLACES)
def test_no_verb_shows_what_stands_in_one_place_of_a_plan(place: str, call: Call) -> None:
    plant(place)
    for verb, (_, ways) in VERBS.items():
        for words in ways[:2] if verb == "report" else ways[:1]:
            output = call([*verb.split(), *words])
            assert (verb, words, shown_of(output)) == (verb, words, [])
            if verb == "check" and place != "return":
                assert "looks like the data of a patient" in output


@pytest.mark.parametrize("place", ["site"])
def test_no_format_shows_it(place: str, call: Call) -> None:
    for verb, (subject, ways) in VERBS.items():
        for name in format_names(subject) if subject else ():  # type: ignore[arg-type]
            for words in ways:
                plant(place)
                ending = ["--output", "out.x"] if verb == "report" and "--output" not in words else []
                output = call([*verb.split(), *words, "--format", name, *ending])
                assert (verb, words, name, shown_of(output)) == (verb, words, name, [])


KINDS = {line.kind: line for line in made_lines.positive_lines(42)}


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_shown(kind: str, call: Call) -> None:
    line = KINDS[kind]

    for words in (["check", "."], ["score", "."], ["adoption", "show"], ["report", ".", "--format", "md", "--redact"]):
        plant("summary", line.text)
        output = call(words)
        assert (words, line.secret in output) == (words, False)
        assert words[0] != "check" or re.search("looks.like.(the.data.of.a.)?patient", output)


def test_without_it_every_verb_shows_the_plan(call: Call) -> None:
    plant("summary", "A word that is nothing of a patient")

    assert "A word that is nothing of a patient" in call(["report", ".", "--appendix", "--format", "md"])
    for verb in ("score", "adoption", "measure", "rollout"):
        assert "may hold data of patients" not in call([verb])


def test_masked_sites_have_files_of_their_own(call: Call) -> None:
    plant("summary", FINE)
    ids = ["943-476-5919", "943-476-5870"]
    Path("sites.csv").write_text("id,name\n" + "".join(f"{site},{FINE}\n" for site in ids), encoding="utf-8")

    output = call(["report", ".", "--redact", "--for", "site", "--site", "all", "--format", "md", "--output", "out"])

    assert 'wrote 2 files into "out"' in output
    assert [name in output for name in ("out/xxx-xxx-xxxx.md", "out/xxx-xxx-xxx2.md")] == [True, True]
    assert shown_of(output, tuple(ids)) == []


def test_folders_that_are_masked_alike_have_files_of_their_own(call: Call) -> None:
    plans = ["943 476 5919", "943 476 5870"]
    for name in plans:
        Path(name).mkdir()
        (Path(name) / "spread-plan.yaml").write_text("schema: spreadkit/plan@1\ntitle: X\n", encoding="utf-8")

    output = call(["report", *plans, "--redact", "--format", "md", "--output", "out"])

    assert [name in output for name in ("out/xxx xxx xxxx.md", "out/xxx xxx xxxx-2.md")] == [True, True]
    assert shown_of(output, tuple(plans)) == []


@pytest.mark.parametrize("place", ["summary", "action", "person", "site", "note", "measure", "learning", "decision"])
@pytest.mark.parametrize("name", ["md", "json"])
def test_what_was_there_in_the_past_is_masked(place: str, name: str, call: Call) -> None:
    plant(place)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    plant("return")

    output = call(["report", ".", "--since", "HEAD", "--format", name, "--as-of", "2100-01-01"])

    assert "Example" in output
    assert shown_of(output) == []
