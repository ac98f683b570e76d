"""Files of every kind in which every text is hostile: made from the models, so that a new field is in them at once."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields as fields_of_row
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from spreadkit.model.adoption import AdoptionEvent
from spreadkit.model.base import FileModel, ReadBy, ScalarText, TextRules, kebab
from spreadkit.model.concepts import Vocabulary
from spreadkit.model.crosswalk import Crosswalk
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan, Rating
from spreadkit.model.rollout import Site
from spreadkit.model.signposts import Signposts
from spreadkit.reading.source import parse_source
from test_sections import full_plan

from rule_examples import TINY

HOSTILE: Final = (
    *("::error::x", "::set-output name=a::b", "::add-mask::x", "##[error]x", "a ##[group]b"),
    *(
        "##vso[task.setvariable]x",
        "::stop-commands::x",
        "y\n::error file=a::x",
        "x\r\n::warning::y",
        "x\u2028::error::y",
    ),
    *(
        "\x1b[31mred",
        "\x1b]0;title\x07",
        "\x1b[2J",
        "\x9b31m",
        "b\x08\x08\x08gone",
        "a\x7f",
        "a\x00nul",
        "\x1b(0",
        "a\x0cb",
    ),
    *("\u202eesrever", "a\u2066b\u2069", "\u202dover", "a\u2029par", "a\x85next"),
    *(
        "=1+1",
        "@SUM(A1)",
        "x;=1+1",
        "x\t=cmd|' /C calc'!A0",
        "\uff1d1+1",
        "x;\uff20SUM(1)",
        "-2+3+cmd|' /C calc'!A0",
        "|=1",
    ),
    *("@octocat and @org/team", "fixes #123", "owner/repo#5", "GH-7", "a" * 20 + "0" * 20, "https://evil.example/x"),
    *("www.evil.example", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "<!-- -->@me"),
    *("</summary></details><script>alert(1)</script>", "![x](https://evil.example/x.png)", "mailto:me@evil.example"),
    *(
        'x" onmouseover="alert(1)',
        "{{ 7*7 }} {% raw %}",
        "[!NOTE]",
        "```\n<b>x</b>\n```",
        "|a|b|\n|-|-|",
        "[a]: //evil.example",
    ),
    *("* * *", "1. a", "# b", "&lt;b&gt;", "$x$", "~~~", 'click me "https://evil.example"', "%%{init: {}}%%\nend"),
)
"""What would be live somewhere: in a build server, a terminal, a spreadsheet, Markdown, HTML or a diagram."""

REFERENCES: Final = frozenset(
    {
        *(
            "FrameworkUse.use",
            "Round.framework",
            "Decision.gate",
            "Wave.gate",
            "Between.a",
            "Between.b",
            "Gate.requires",
        ),
        *("Framework.edition", "Extends.use", "Series.file", "PrivacyAllowance.pattern"),
    }
)
"""Texts that name something else in the files, and so cannot be any text in a plan that can be read.

In files that cannot be read every one of them is hostile, too.
"""


NOT_BESIDE: Final = frozenset({"Answer.na"})
"""Texts that stand for all else in their group, so that they are hostile only where they are already."""


class Texts:
    """Hostile texts, one after another; and the fields that they were put into."""

    def __init__(self, first: int, *, cells: bool = False) -> None:
        self.of = [text for text in HOSTILE if not cells or text.replace("\n", "").replace("\r", "").isprintable()]
        self.at = first
        self.filled: set[str] = set()

    def next(self, place: str) -> str:
        self.filled.add(place)
        self.at += 1
        return self.of[self.at % len(self.of)]


def fields_in(model: type[Any]) -> dict[str, Any]:
    """Return the annotations of a model or a row by the keys of a file."""
    if is_dataclass(model):
        hints = get_type_hints(model, include_extras=True)
        return {kebab(field.name): hints[field.name] for field in fields_of_row(model)}
    hints = get_type_hints(model, include_extras=True)
    return {kebab(name): hints[name] for name in model.model_fields}


def is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and (issubclass(annotation, FileModel) or is_dataclass(annotation))


def parts_of(annotation: Any) -> list[Any]:
    """Return what may stand where an annotation does, without what is written around it."""
    if get_origin(annotation) is Annotated:
        base, *marks = get_args(annotation)
        if any(isinstance(mark, TextRules | ReadBy) for mark in marks):
            return [annotation]
        return parts_of(base)
    if get_origin(annotation) in {Union, UnionType}:
        return [part for arm in get_args(annotation) for part in parts_of(arm) if part is not type(None)]
    return [annotation]


def text_rule(annotation: Any) -> TextRules | None:
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return next((mark for mark in marks if isinstance(mark, TextRules)), None)


def is_free(annotation: Any) -> bool:
    """Whether any text fits: not an id, nor what names the level of a scale."""
    rule = text_rule(annotation)
    return rule is not None and not isinstance(rule, ScalarText) and "pattern" not in rule.schema


def free_texts(model: type[Any], seen: set[type[Any]] | None = None) -> set[str]:
    """Return every field of a model, and of all models in it, that holds any text: `Model.field`."""
    seen = set() if seen is None else seen
    if model in seen:
        return set()
    seen.add(model)
    found = set[str]()
    for key, annotation in fields_in(model).items():
        todo = parts_of(annotation)
        while todo:
            part = todo.pop()
            if is_model(part):
                found |= free_texts(part, seen)
            elif is_free(part):
                found.add(f"{model.__name__}.{key}")
            elif get_origin(part) in {tuple, dict}:
                todo += [inner for arm in get_args(part) for inner in parts_of(arm)]
    return found


def filled(annotation: Any, value: Any, texts: Texts, place: str) -> Any:
    """Return data in which each text that there is, or could be, is hostile; all else stays as it is."""
    parts = parts_of(annotation)
    if value is None:
        part = next(
            (part for part in parts if is_model(part) or is_free(part) or get_origin(part) in {tuple, dict}), None
        )
        return None if part is None or place in REFERENCES | NOT_BESIDE else made(part, texts, place)
    if isinstance(value, dict):
        model = next((part for part in parts if is_model(part) and not set(value) - set(fields_in(part))), None)
        if model is not None:
            return filled_group(model, value, texts)
        inner = next((part for part in parts if get_origin(part) is dict), None)
        return (
            value
            if inner is None
            else {key: filled(get_args(inner)[1], below, texts, place) for key, below in value.items()}
        )
    inner = next((part for part in parts if get_origin(part) is tuple), None)
    if inner is not None:
        items = value if isinstance(value, list) else [value]
        return [filled(get_args(inner)[0], item, texts, place) for item in items]
    return texts.next(place) if any(map(is_free, parts)) and place not in REFERENCES else value


def filled_group(model: type[Any], data: dict[str, Any], texts: Texts) -> dict[str, Any]:
    whole = {}
    for key, annotation in fields_in(model).items():
        value = filled(annotation, data.get(key), texts, f"{model.__name__}.{key}")
        if value not in (None, {}, []):
            whole[key] = value
    return whole


def made(part: Any, texts: Texts, place: str) -> Any:
    """Make the least that fits an annotation and holds a text; None where it holds none."""
    if is_free(part):
        return texts.next(place)
    if is_model(part):
        return made_group(part, texts) or None
    inner = get_args(part)[-1 if get_origin(part) is dict else 0]
    below = next((made(arm, texts, place) for arm in parts_of(inner) if is_free(arm) or is_model(arm)), None)
    if not below:
        return None
    return {"made": below} if get_origin(part) is dict else [below]


def made_group(model: type[Any], texts: Texts) -> dict[str, Any]:
    required = (
        {kebab(name) for name, info in model.model_fields.items() if info.is_required()}
        if issubclass(model, FileModel)
        else set()
    )
    if any(f"{model.__name__}.{key}" in REFERENCES for key in required):
        return {}
    whole = {}
    for key, annotation in fields_in(model).items():
        place = f"{model.__name__}.{key}"
        value = filled(annotation, None, texts, place)
        if value is None and key in required:
            value = least(parts_of(annotation)[0])
        if value is not None:
            whole[key] = value
    return whole


def least(part: Any) -> Any:
    """Return the least that fits what holds no text."""
    if get_origin(part) is Literal:
        return get_args(part)[0]
    if isinstance(part, type) and issubclass(part, Enum):
        return next(iter(part)).value
    base = get_args(part)[0] if get_origin(part) is Annotated else part
    words = " ".join(map(str, parts_of(base)))
    if "date" in words:
        return "2026-05-01"
    if "Decimal" in words or base is int:
        return "1"
    return "yes" if "bool" in words else "tiny"


class Files(NamedTuple):
    """The files of a plan by their names, and the fields that hold a hostile text in them."""

    files: dict[str, str]
    filled: set[str]


OF_KIND: Final = {
    "spread-plan.yaml": Plan,
    "frameworks/tiny.yaml": Framework,
    "frameworks/concepts.yaml": Vocabulary,
    "frameworks/signposts.yaml": Signposts,
    "frameworks/crosswalks/other--tiny.yaml": Crosswalk,
}
ROWS: Final = {"sites.csv": Site, "adoption.csv": AdoptionEvent, "ratings.csv": Rating}


def base_data() -> tuple[dict[str, dict[str, Any]], dict[str, list[dict[str, str]]]]:
    """Return sound data of each kind of file, and the rows of the tables."""
    whole, *parts = full_plan().split("--- ")
    head = "schema: spreadkit/plan@1\nstage: launch\nframeworks: [{use: tiny@1, phase: plan}]\n"
    plan = parse_source((head.partition("stage")[0] + whole).encode(), "p").data
    tables = {
        name: list(csv.DictReader(io.StringIO(text))) for name, _, text in (part.partition("\n") for part in parts)
    }
    tables["ratings.csv"] = plan["ratings"]["spring"]["rows"]
    tables = {name: [{key: cell for key, cell in row.items() if cell} for row in rows] for name, rows in tables.items()}
    tiny = parse_source(TINY.read_bytes(), "t").data
    other = {**tiny, "id": "other"}
    tiny["scales"] |= {"size": {"answer": "number", "from": "0", "to": "9", "low": "x", "high": "x"}}
    plan["frameworks"].append({"use": "own@1"})
    plan["caveat"] = {"says": "x", "short": "x"}
    plan["privacy"] = {"allow": [{"pattern": "zz-99", "because": "x", "by": "ap", "until": "2026-12-31"}]}
    return {
        "spread-plan.yaml": plan,
        "frameworks/tiny.yaml": tiny,
        "frameworks/other.yaml": other,
        "frameworks/own.yaml": {
            **{key: tiny[key] for key in ("schema", "edition", "wording")},
            "id": "own",
            "title": "x",
            "note": "x",
            "extends": {"use": "tiny@1", "because": "x"},
            "loosens": [{"at": "leadership.sponsor", "what": "x", "because": "x", "by": "x", "until": "2027-01-01"}],
            "components": {"leadership": {"criteria": {"leadership.sponsor": {"need": "should"}}}},
        },
        "frameworks/concepts.yaml": {
            "schema": "spreadkit/concepts@1",
            "concepts": {"aim": {"title": "Aim", "about": "Aim", "held-by": {"tiny": {"how": "named", "where": "x"}}}},
            "situations": {"new": {"ask": "New?"}},
        },
        "frameworks/signposts.yaml": {
            "schema": "spreadkit/signposts@1",
            "sources": {"page": {"cite": "x"}},
            "signposts": {
                "walk": {
                    "title": "x",
                    "about": "x",
                    "link": "https://example.org/x",
                    "licence": {"state": "stated", "says": "x", "sources": ["page"]},
                    "as-file": {"can": "no", "because": "x"},
                    "suits": {"new": {"how": "beside", "of": ["tiny"], "because": "x", "sources": ["page"]}},
                }
            },
        },
        "frameworks/crosswalks/other--tiny.yaml": {
            "schema": "spreadkit/crosswalk@1",
            "between": {"a": "other@1", "b": "tiny@1"},
            "pairs": [
                {"a": "leadership.sponsor", "b": "leadership.sponsor", "strength": "strong", "because": "x"},
                {"a": "communication.channels", "b": "communication.channels", "strength": "weak", "because": "x"},
            ],
        },
    }, tables


def hostile_files(first: int, *, in_tables: bool) -> Files:
    """Make sound files in which every text is hostile, beginning with the text of that number.

    Rows stand in tables, which may hold no control characters; or in the plan, where they may.
    """
    data, tables = base_data()
    texts, cells = Texts(first), Texts(first, cells=True)
    files = dict[str, str]()
    series = data["spread-plan.yaml"]["measures"]["falls"]["data"]
    for key in ("date", "count", "per"):
        column = f"{cells.next(f'Series.{key}')} {key}".replace("\n", " ").replace("\r", " ")
        for row in tables["falls.csv"]:
            row[column] = row.pop(series.get(key, key), "")
        series[key] = column
    for name, model in ROWS.items():
        rows = [filled_group(model, row, cells if in_tables else texts) for row in tables[name]]
        target = data["spread-plan.yaml"]["ratings"]["spring"] if name == "ratings.csv" else data["spread-plan.yaml"]
        key = "rows" if name == "ratings.csv" else name.removesuffix(".csv")
        target[key] = name if in_tables else rows
        if in_tables:
            files[name] = as_table(rows)
    files["falls.csv"] = as_table(tables["falls.csv"])
    kept = {"data": dict(series)}
    for name, content in data.items():
        model = OF_KIND.get(name, Framework)
        whole = filled_plan(model, content, texts) if name in OF_KIND else present(model, content, texts)
        if name == "spread-plan.yaml":
            whole["measures"]["falls"] |= kept
        files[name] = json.dumps(whole, indent=1)
    return Files(files, texts.filled | cells.filled)


def present(model: type[Any], content: dict[str, Any], texts: Texts) -> dict[str, Any]:
    """Fill the texts at the top of a file that are there already, and those below its `extends` and `loosens`."""
    hints = fields_in(model)
    keys = [key for key in content if key in {"extends", "loosens"} or any(map(is_free, parts_of(hints[key])))]
    return content | {key: filled(hints[key], content[key], texts, f"{model.__name__}.{key}") for key in keys}


def filled_plan(model: type[Any], content: dict[str, Any], texts: Texts) -> dict[str, Any]:
    """Fill a whole file; rows that stand in tables stay there."""
    named = {key: value for key, value in content.items() if isinstance(value, str) and value.endswith(".csv")}
    rounds = {name: dict(entry) for name, entry in content.get("ratings", {}).items() if model is Plan}
    whole = filled_group(model, {key: value for key, value in content.items() if key not in named}, texts)
    for name, entry in rounds.items():
        whole["ratings"][name]["rows"] = entry["rows"]
    for key in ("sites", "adoption"):
        if model is Plan:
            whole[key] = content[key]
    return whole | named


def as_table(rows: list[dict[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(
        {key: ",".join(cell) if isinstance(cell, list) else cell for key, cell in row.items()} for row in rows
    )
    return file.getvalue()


def broken(data: Any, texts: Texts) -> Any:
    """Put a hostile text in place of every value and every key, but for the names that the models know."""
    if isinstance(data, dict):
        known = KNOWN_KEYS
        return {
            key if key in known else f"{texts.next('key')} {number}": broken(below, texts)
            for number, (key, below) in enumerate(data.items())
        }
    if isinstance(data, list):
        return [broken(item, texts) for item in data]
    return texts.next("value")


def _keys_of(model: type[Any], seen: set[type[Any]]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    for key, annotation in fields_in(model).items():
        yield key
        todo = parts_of(annotation)
        while todo:
            part = todo.pop()
            if is_model(part):
                yield from _keys_of(part, seen)
            elif get_origin(part) in {tuple, dict}:
                todo += [inner for arm in get_args(part) for inner in parts_of(arm)]


KNOWN_KEYS: Final = frozenset(key for model in OF_KIND.values() for key in _keys_of(model, set()))


def broken_files(first: int) -> dict[str, str]:
    """Make files in which every value and every free key is hostile, so that all is told as findings."""
    texts = Texts(first)
    files = hostile_files(first, in_tables=False).files
    whole = {}
    for name, text in files.items():
        if name.endswith(".yaml"):
            content = json.loads(text)
            whole[name] = json.dumps({**broken(content, texts), "schema": content["schema"]}, indent=1)
    return whole


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder / "spread-plan.yaml"
