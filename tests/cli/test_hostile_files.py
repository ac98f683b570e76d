"""Every command, in every format, over files in which every text is hostile: nothing of it is live anywhere."""

import csv
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
import tinyhtml5
import typer
from lxml import etree
from markdown_it import MarkdownIt

from hostile_files import HOSTILE, OF_KIND, REFERENCES, broken_files, free_texts, hostile_files, lay
from spreadkit.__main__ import main
from spreadkit.cli._door import safe_output
from spreadkit.cli.app import app
from spreadkit.formats import get_format, short_names
from test_door import COMMAND, LIVE_CELL, REFERENCE, STEERING
from test_html import KNOWN

from blocks import every_block
from blocks import report as one_report

ALL = bool(os.environ.get("SPREADKIT_EVERY_HOSTILE_TEXT"))
"""Whether every text is put into every field, which takes minutes; else each field gets a few of them."""

FIRSTS = [*range(len(HOSTILE)), *range(1, len(HOSTILE)), 0] if ALL else [0, 29]
AS_OF = ("--as-of", "2026-06-30")


class Call(NamedTuple):
    """How a command is called, what its formats write, and which of the formats are tried here."""

    words: tuple[str, ...]
    subject: str | None = None
    is_dated: bool = True


def report(*words: str) -> Call:
    return Call(("report", ".", "--no-charts", *words), "report")


TITLE = HOSTILE[3]
CALLS: dict[str, tuple[Call, ...]] = {
    "init": (Call(("init", "new", "--framework", "tiny", "--title", TITLE, "--sponsor", TITLE), is_dated=False),),
    "check": (Call(("check", "."), "check"),),
    "score": (Call(("score", ".", "--explain"), "score"), Call(("score", ".", "--by", "concept"), "score")),
    "measure": (Call(("measure", "falls", "--by-site"), "measure"), Call(("measure",), "measure")),
    "rollout": (Call(("rollout", ".", "--explain"), "rollout"),),
    "report": (
        report(),
        report("--for", "sponsor"),
        report("--for", "site", "--site", "ash"),
        report("--since", "2026-05-01"),
    ),
    "collect": (Call(("collect", "returns/sent.csv", "returns/sent.xlsx", "--plan", "."), "collection"),),
    "crosswalk": (Call(("crosswalk", ".", "--to", "other"), "crosswalk"),),
    "migrate": (Call(("migrate", ".", "--to", "tiny@2"), "migration", is_dated=False),),
    "explain": (Call(("explain", "leadership.sponsor"), is_dated=False), Call(("explain", TITLE), is_dated=False)),
    "schema": (Call(("schema", "plan"), is_dated=False),),
    "adoption show": (Call(("adoption", "show", "."), "adoption"),),
    "adoption add": (
        Call(
            ("adoption", "add", "--site", "ash", "--change", TITLE, "--stage", "aware", "--date", "2026-05-01"),
            is_dated=False,
        ),
    ),
    "adoption keep": (Call(("adoption", "keep", "--by", "2199-12-31"), is_dated=False),),
    "cache clear": (Call(("cache", "clear"), is_dated=False),),
    "cache info": (Call(("cache", "info"), is_dated=False),),
    "frameworks list": (Call(("frameworks", "list"), is_dated=False),),
    "frameworks show": (Call(("frameworks", "show", "tiny"), "report", is_dated=False),),
    "frameworks suggest": (Call(("frameworks", "suggest", "--situation", "new"), "suggestion", is_dated=False),),
    "frameworks new": (Call(("frameworks", "new", TITLE), is_dated=False),),
}
"""By command: how it is called."""


def all_commands(of: typer.Typer = app, before: str = "") -> Iterator[str]:
    for group in of.registered_groups:
        assert group.typer_instance is not None
        name = group.typer_instance.info.name
        yield from all_commands(group.typer_instance, f"{before}{name} ")
    yield from (f"{before}{command.name}" for command in of.registered_commands)


def calls() -> Iterator[tuple[str, ...]]:
    """Go through every command in every format."""
    for each in (call for of_command in CALLS.values() for call in of_command):
        dated = AS_OF if each.is_dated else ()
        if each.subject is None:
            yield (*each.words, *dated)
        for name in short_names(each.subject, first="text") if each.subject else ():
            if name != "pdf":  # made from the page as HTML; see tests/formats/test_pdf.py
                yield (*each.words, *dated, "--format", name)


class Ended(NamedTuple):
    code: int
    out: bytes
    err: str


def run(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> Ended:
    """Run the command line as a process would, in this one."""
    import gc

    out, err = io.BytesIO(), io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["spreadkit", *words])
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace"))
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            gc.enable()
        sys.stdout.flush()
        sys.stderr.flush()
        said, told = out.getvalue(), err.getvalue().decode()
    return Ended(code, said, told)


def returns(folder: Path, first: int) -> None:
    """Write what a site sends back, with hostile headings, cells and names of sheets."""
    folder.mkdir()
    texts = [HOSTILE[(first + number) % len(HOSTILE)] for number in range(len(HOSTILE))]
    printable = [text for text in texts if text.replace("\n", "").replace("\r", "").isprintable()]
    heading = ["date", "site", "change", "stage", "barrier", "note", printable[0]]
    rows = [["2026-06-20", *printable[number : number + 6]] for number in range(0, len(printable) - 6, 3)] + [
        ["2026-06-20", "ash", "huddle", "sustained", printable[1], printable[2], printable[3]]
    ]
    with (folder / "sent.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    book = openpyxl.Workbook()
    for number, text in enumerate(printable[:12]):
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "-", f"{number} {text}")[:31])
        for row in [heading, *rows]:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s"
    book.save(folder / "sent.xlsx")


# What is live, by format


def assert_inert_on_screen(text: str) -> None:
    assert STEERING.search(text) is None, STEERING.search(text)
    assert COMMAND.search(text) is None, COMMAND.search(text)


LINKS = re.compile(r"#|https://(evil\.example/x|example\.org/)")
"""Addresses that links may have: places of the page, and what a plan names as a link, be it hostile."""


def assert_inert_html(text: str) -> None:
    page = tinyhtml5.parse(text, namespace_html_elements=False)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        assert name in KNOWN, name
        for written, value in element.attrib.items():
            key = written.rpartition("}")[2]
            assert not key.startswith("on"), (name, key, value)
            assert key not in {"style", "srcdoc", "action", "formaction"}, (name, key, value)
            if key in {"href", "src"}:
                assert LINKS.match(value) or value.startswith(("data:image/", "data:,")), (name, key, value)
    (style,) = ("".join(element.itertext()) for element in page.iter("style"))
    assert not [text for text in HOSTILE if len(text) > 5 and text in style]


OWN_HTML = re.compile(r"<summary>[^<]*(?:<!-- -->[^<]*)*</summary>|<!-- -->|<br>|</?details>|\s+")
SCHEME = re.compile(r"(?<![\\<(])\b(?:https?|ftp):(?=//)|\b(?:mailto|xmpp):\S*@(?=\w)|\bwww\.(?=\w)", re.IGNORECASE)


WORDS = {"text", "text_special"}


def assert_inert_markdown(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    for token in tokens:
        if token.type == "html_block":
            assert OWN_HTML.sub("", token.content) == "", token.content
        if token.type == "fence":
            assert token.info == "mermaid", token
        assert token.type != "code_block", token.content
        for child in token.children or []:
            if child.type == "html_inline":
                assert OWN_HTML.fullmatch(child.content), child.content
            if child.type == "link_open":
                assert LINKS.match(str(child.attrs["href"])), child
            assert child.type != "image", child
        words = [child.content if child.type in WORDS else "\0" for child in token.children or []]
        plain = re.sub(r"(?<=\0)https?://\S*", "", "".join(words))
        assert REFERENCE.search(plain) is None, plain
    outside = re.sub(
        r"\(<[^>]*>\)|<https?://[^>]*>|(?<!\\)`[\w .,:=+/-]+`|^```mermaid$.*?^```$",
        "",
        text,
        flags=re.MULTILINE | re.DOTALL,
    )
    assert SCHEME.search(outside) is None, SCHEME.search(outside)


def assert_inert_csv(text: str) -> None:
    for separator in ",;\t|":
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
        live = [cell for cell in cells if LIVE_CELL.match(cell) and not cell.lstrip().startswith("'")]
        assert live == [], separator


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def assert_inert_docx(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [
            name for name in package.namelist() if re.search(r"vba|embed|macro|externalLink", name, re.IGNORECASE)
        ]
        for name in package.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(package.read(name))
            for element in tree.iter():
                if element.get("TargetMode") == "External":
                    assert LINKS.match(element.get("Target")), element.get("Target")
                if element.tag in {f"{WORD}instrText", f"{WORD}fldSimple"}:
                    said = element.text or element.get(f"{WORD}instr") or ""
                    assert re.fullmatch(r"\s*(PAGE|NUMPAGES|TOC [\w\\\"\- ]*|PAGEREF \w+ \\h)\s*", said), said


def assert_inert_pptx(content: bytes) -> None:
    """Hold slides to texts and pictures: nothing outside, no action on a click, no macro."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if re.search(r"vba|embed|macro|external", name, re.IGNORECASE)]
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                for element in etree.fromstring(package.read(name)).iter("*"):
                    assert element.get("TargetMode") != "External", element.get("Target")
                    assert etree.QName(element).localname not in {"hlinkClick", "hlinkHover", "oleObj"}


def assert_inert_xlsx(content: bytes) -> None:
    """Hold a workbook to texts, numbers and days: no formula, no link, no macro."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [
            name for name in package.namelist() if re.search(r"vba|embed|macro|external|calcChain", name, re.IGNORECASE)
        ]
        for name in package.namelist():
            tags = {etree.QName(element).localname for element in etree.fromstring(package.read(name)).iter("*")}
            assert not tags & {"hyperlink", "hyperlinks", "dataValidation", "oleObject", "ddeLink"}, name
            cells = etree.fromstring(package.read(name)).iter(f"{SHEET}c")
            assert not [cell for cell in cells if cell.find(f"{SHEET}f") is not None], name


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def strings_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from strings_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings_in(value)


def assert_inert(ended: Ended, name: str) -> None:
    """Hold what came out to its format; what was said beside it is for the screen."""
    assert ended.code in {0, 1, 2, 3}, ended.err
    assert "Traceback" not in ended.err
    assert_inert_on_screen(ended.err)
    if name in {"docx", "pdf", "pptx", "xlsx"}:
        held = {"docx": assert_inert_docx, "pptx": assert_inert_pptx, "xlsx": assert_inert_xlsx}.get(name)
        if ended.out and held is not None:
            held(ended.out)
        return
    text = ended.out.decode()
    assert_inert_on_screen(text)
    if not text or name == "text":
        return
    match name:
        case "json":
            json.loads(text)
        case "html":
            assert_inert_html(text)
        case "md" | "markdown":
            assert_inert_markdown(text)
        case "csv":
            assert_inert_csv(text)
        case _:
            pytest.fail(f"say here what is live in the format {name}")


def format_in(words: tuple[str, ...]) -> str:
    return words[words.index("--format") + 1] if "--format" in words else "text"


# The tests


def test_every_command_is_tried() -> None:
    assert set(CALLS) == set(all_commands())


@pytest.mark.parametrize("in_tables", [False, True])
def test_every_text_of_every_model_is_hostile_somewhere(in_tables: bool) -> None:  # noqa: FBT001 - parametrized
    wanted = set[str]().union(*map(free_texts, OF_KIND.values())) - REFERENCES

    assert len(wanted) > 150
    assert wanted - hostile_files(0, in_tables=in_tables).filled == set()


@pytest.mark.parametrize(("first", "in_tables"), [(first, bool(number % 2)) for number, first in enumerate(FIRSTS)])
def test_no_text_is_live_in_any_format(
    first: int,
    in_tables: bool,  # noqa: FBT001 - parametrized
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lay(folder, hostile_files(first, in_tables=in_tables).files)
    returns(folder / "returns", first)
    wrong = []

    for words in calls():
        ended = run(words, monkeypatch)
        try:
            assert_inert(ended, format_in(words))
        except AssertionError as error:
            wrong.append((" ".join(words), str(error).partition("\n")[0][:300]))

    assert not wrong, "\n".join(f"{words}: {why}" for words, why in wrong)


@pytest.mark.parametrize("name", sorted(set(short_names("report", first="text")) - {"pdf"}))
def test_no_text_is_live_in_any_block(name: str) -> None:
    """Every text in every kind of block, one after the other in one report; in Word, which takes long, some."""
    texts = HOSTILE[::6] if name in {"docx", "pptx"} and not ALL else HOSTILE
    written = get_format(name, "report").render_report(
        one_report(*(block for text in texts for block in every_block(text).values()))
    )

    content = written if isinstance(written, bytes) else safe_output(written).encode()
    assert_inert(Ended(0, content, ""), name)


@pytest.mark.parametrize("first", FIRSTS)
def test_no_text_is_live_in_what_is_found(first: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(folder, broken_files(first))

    for words in (*(("check", ".", "--format", name) for name in short_names("check", first="text")), ("score", ".")):
        ended = run((*words, *AS_OF), monkeypatch)
        assert ended.code == (words[0] == "check"), ended.err
        assert_inert(ended, format_in(words))


def test_no_name_of_a_file_or_folder_is_live(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = hostile_files(0, in_tables=True).files
    names = [text.replace("/", "-").replace("\0", "") for text in HOSTILE]
    head = {"schema": "spreadkit/plan@1", "title": "x", "frameworks": [{"use": "tiny@1"}]}
    for name in names:
        evidence = {"a": {"kind": "file", "file": name, "title": "x"}}
        logo = {"name": "x", "logo": f"{name}.svg"}
        own = {**head, "sites": f"{name}.csv", "adoption": f"{name} no.csv", "brand": logo, "evidence": evidence}
        lay(
            folder / name,
            {"spread-plan.yaml": json.dumps(own), f"{name}.csv": made["sites.csv"], f"{name}.spread.yaml": "a: ["},
        )
        lay(
            folder / name / "frameworks",
            {f"{name}.yaml": "schema: spreadkit/framework@1\n", "tiny.yaml": made["frameworks/tiny.yaml"]},
        )
    for kind in ("text", "json"):
        assert_inert(run(("check", ".", "--format", kind, *AS_OF), monkeypatch), kind)
    for name in names if ALL else names[::4]:
        for words in (
            ("check", f"./{name}/no"),
            ("frameworks", "list", "--plan", name),
            ("score", f"./{name}"),
            ("score", f"./{name}/spread-plan.yaml"),
        ):
            assert_inert(run(words, monkeypatch), "text")
    plans = [f"./{name}/spread-plan.yaml" for name in names][:: 1 if ALL else 6]
    for kind, look in (("html", assert_inert_html), ("md", assert_inert_markdown)):
        words = ("report", *plans, "--no-charts", "--format", kind, "--output", kind, *AS_OF)
        assert_inert(run(words, monkeypatch), "text")
        reports = list(Path(kind).iterdir())
        assert len(reports) == len(plans)
        for path in reports:
            look(path.read_text(encoding="utf-8"))


def test_json_holds_the_texts_as_they_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set[str]()
    for first in range(0, len(HOSTILE), 7):
        lay(folder, hostile_files(first, in_tables=False).files)
        ended = run(("report", ".", "--appendix", "--no-charts", "--format", "json", *AS_OF), monkeypatch)
        seen |= set(strings_in(json.loads(ended.out)))

    assert {text for text in HOSTILE if text not in seen} == set()
