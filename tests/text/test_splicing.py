"""Changing a plan's text: what was asked for changes, and nothing else does."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.errors import SpreadkitError
from spreadkit.loading.loader import load_plan
from spreadkit.reading.source import parse_source
from spreadkit.writing.edits import as_flow, as_scalar
from spreadkit.writing.plan_draft import Draft

Change = Callable[[Draft], None]


def changed(folder: Path, before: str | bytes, change: Change) -> str:
    """Make a change in a file, save it, and return what then stands in it."""
    path = folder / "spread-plan.yaml"
    path.write_bytes(before if isinstance(before, bytes) else before.encode())
    draft = Draft(path)
    change(draft)
    draft.save()
    return path.read_bytes().decode()


ANSWER = "level: good # seen\nbecause: Charter\n"

CASES: dict[str, tuple[str, Change, str]] = {
    "a new key at the end of a group, before the blank line": (
        "answers:\n  tiny:\n    a.one: {level: good}\n\naim:\n  for: All\n",
        lambda draft: draft.add(("answers", "tiny", "a.two"), ANSWER),
        (
            "answers:\n  tiny:\n    a.one: {level: good}\n"
            "    a.two:\n      level: good # seen\n      because: Charter\n"
            "\naim:\n  for: All\n"
        ),
    ),
    "groups that are not there are made": (
        "title: x\n",
        lambda draft: draft.add(("answers", "tiny", "a.two"), "level: good\n"),
        "title: x\nanswers:\n  tiny:\n    a.two:\n      level: good\n",
    ),
    "below a key without value and its comments": (
        "answers:   # by us\n  # none so far\n\n# aim\naim: {for: All}\n",
        lambda draft: draft.add(("answers", "tiny", "a.two"), "level: good\n"),
        "answers:   # by us\n  # none so far\n  tiny:\n    a.two:\n      level: good\n\n# aim\naim: {for: All}\n",
    ),
    "a tilde goes": (
        "answers: ~ # none\naim: {for: All}\n",
        lambda draft: draft.add(("answers", "tiny"), "a.two: {level: good}\n"),
        "answers: # none\n  tiny:\n    a.two: {level: good}\naim: {for: All}\n",
    ),
    "empty brackets go": (
        "answers: {}\naim: {for: All}\n",
        lambda draft: draft.add(("answers", "tiny"), "a.two: {level: good}\n"),
        "answers:\n  tiny:\n    a.two: {level: good}\naim: {for: All}\n",
    ),
    "inside brackets": (
        "answers: {tiny: {a.one: {level: good}}} # short\n",
        lambda draft: draft.add(("answers", "tiny", "a.two"), "level: poor\nbecause: 'No, not yet'\n"),
        'answers: {tiny: {a.one: {level: good}, a.two: {level: poor, because: "No, not yet"}}} # short\n',
    ),
    "inside brackets over several lines, with a comma at the end": (
        "answers: {\n  tiny: {a.one: {level: good}}, # first\n  # last\n}\n",
        lambda draft: draft.add(("answers", "small"), "a.two: {level: poor}\n"),
        "answers: {\n  tiny: {a.one: {level: good}}, small: {a.two: {level: poor}} # first\n  # last\n}\n",
    ),
    "a stub is filled where it stands": (
        "answers:\n  tiny:\n    # Who?\n    a.one:\n      level:   # good | poor\n      because:\n",
        lambda draft: draft.add(("answers", "tiny", "a.one"), "level: good\nby: ap\n"),
        "answers:\n  tiny:\n    # Who?\n    a.one:\n      level: good   # good | poor\n      because:\n      by: ap\n",
    ),
    "comments that belong to the group stay in it": (
        "answers:\n  tiny:\n    a.one: {level: good}\n    # a.zero: later\n  # The other\n  small: {}\n",
        lambda draft: draft.add(("answers", "tiny"), "a.two: {level: good}\n"),
        (
            "answers:\n  tiny:\n    a.one: {level: good}\n    # a.zero: later\n    a.two: {level: good}\n"
            "  # The other\n  small: {}\n"
        ),
    ),
    "the indentation of the file": (
        "aim:\n    for: All\nanswers:\n    tiny:\n        a.one:\n            level: good\n",
        lambda draft: draft.add(("answers", "small"), "a.two:\n  level: good\n"),
        (
            "aim:\n    for: All\nanswers:\n    tiny:\n        a.one:\n            level: good\n    small:\n"
            "        a.two:\n            level: good\n"
        ),
    ),
    "no line end at the end": (
        "title: x # no more",
        lambda draft: draft.add((), "stage: launch\n"),
        "title: x # no more\nstage: launch\n",
    ),
    "after a block of text that ends the file": (
        "title: x\nsummary: |\n  One\n\n  # two",
        lambda draft: draft.add((), "stage: launch\n"),
        "title: x\nsummary: |\n  One\n\n  # two\nstage: launch\n",
    ),
    "after a block of text that keeps its blank lines": (
        "aim:\n  because: |+\n    One\n\n\nstage: launch\n",
        lambda draft: draft.add(("aim",), "for: All\n"),
        "aim:\n  because: |+\n    One\n\n\n  for: All\nstage: launch\n",
    ),
    "an empty file": (
        "# to be written\n",
        lambda draft: draft.add(("aim",), "for: All\n"),
        "# to be written\naim:\n  for: All\n",
    ),
    "an item of a list": (
        "decisions:\n  - {outcome: go}\n  # more to come\n\nrisks: {}\n",
        lambda draft: draft.append(("decisions",), "# ours\noutcome: hold\nbecause: Soon\n"),
        (
            "decisions:\n  - {outcome: go}\n  # more to come\n  - # ours\n    outcome: hold\n    because: Soon\n"
            "\nrisks: {}\n"
        ),
    ),
    "an item of a list that is not indented": (
        "decisions:\n- outcome: go\n  by: ap\n# The risks\nrisks: {}\n",
        lambda draft: draft.append(("decisions",), "{outcome: hold}"),
        "decisions:\n- outcome: go\n  by: ap\n- {outcome: hold}\n# The risks\nrisks: {}\n",
    ),
    "an item of a list in brackets": (
        "where: [a, b]  # both\n",
        lambda draft: draft.append(("where",), "c, d"),
        'where: [a, b, "c, d"]  # both\n',
    ),
    "an item of a list that is not there": (
        "aim:\n  for: All\n",
        lambda draft: draft.append(("aim", "what"), "huddle"),
        "aim:\n  for: All\n  what:\n    - huddle\n",
    ),
    "an item of an empty list": (
        "aim:\n  what: [] # none\n  for: All\n",
        lambda draft: draft.append(("aim", "what"), "huddle"),
        "aim:\n  what: # none\n    - huddle\n  for: All\n",
    ),
    "one word becomes two": (
        "aim:\n  what: huddle # now\n",
        lambda draft: draft.append(("aim", "what"), "check"),
        "aim:\n  what: [huddle, check] # now\n",
    ),
    "a value": (
        "stage: launch # since May\n",
        lambda draft: draft.set(("stage",), "expand"),
        "stage: expand # since May\n",
    ),
    "a value in single quotes": (
        "a: 'It''s' # so\n",
        lambda draft: draft.set(("a",), "It's: so"),
        "a: 'It''s: so' # so\n",
    ),
    "a value in double quotes": (
        'version: "1.0"\n',
        lambda draft: draft.set(("version",), "1.10"),
        'version: "1.10"\n',
    ),
    "a value that is empty": (
        "title:\nstage:  # which\n",
        lambda draft: draft.set(("stage",), "launch"),
        "title:\nstage: launch  # which\n",
    ),
    "a value that is not there": (
        "aim:\n  for: All\n",
        lambda draft: draft.set(("aim", "by"), "2027-03-31"),
        "aim:\n  for: All\n  by: 2027-03-31\n",
    ),
    "a value inside brackets": (
        "frameworks:\n  - {use: tiny@1, phase: plan}\n",
        lambda draft: draft.set(("frameworks", 0, "use"), "tiny@2"),
        "frameworks:\n  - {use: tiny@2, phase: plan}\n",
    ),
    "a block of text with a comment at its head": (
        "aim:\n  because: > # why\n    One\n    two\n\n  for: All\n",
        lambda draft: draft.set(("aim", "because"), "Three"),
        "aim:\n  because: Three # why\n\n  for: All\n",
    ),
    "the name of a key": (
        "answers:\n  tiny:\n    # Who?\n    'a.one': # here\n      level: good # yes\n",
        lambda draft: draft.rename(("answers", "tiny", "a.one"), "a.two"),
        "answers:\n  tiny:\n    # Who?\n    a.two: # here\n      level: good # yes\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_only_the_lines_concerned_change(folder: Path, name: str) -> None:
    before, change, after = CASES[name]

    assert changed(folder, before, change) == after


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("feed", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_stay(folder: Path, name: str, feed: str) -> None:
    before, change, after = CASES[name]
    if feed not in before.replace("\n", feed):
        pytest.skip("a single line without an end")

    written = changed(folder, ("\ufeff" + before.replace("\n", feed)).encode(), change)

    assert written == "\ufeff" + after.replace("\n", feed)


def test_mixed_line_ends_stay_as_they_are(folder: Path) -> None:
    before = "a: 1\r\nb: 2\nc: 3\r\nd: 4\n"

    assert changed(folder, before, lambda draft: draft.set(("d",), "5")) == "a: 1\r\nb: 2\nc: 3\r\nd: 5\n"


REFUSED: dict[str, tuple[str, Change, str]] = {
    "a value that is there": ("a: {b: 1}\n", lambda draft: draft.add(("a",), "b: 2\n"), '"a.b" is there already'),
    "a name that is taken": ("a: {b: 1, c: 2}\n", lambda draft: draft.rename(("a", "b"), "c"), '"c" is there already'),
    "a name for nothing": ("a: {b: 1}\n", lambda draft: draft.rename(("a", "c"), "d"), 'no key "a.c"'),
    "keys below a text": ("a: text\n", lambda draft: draft.add(("a", "b"), "c: 1\n"), "a group of keys is needed"),
    "a text over a group": ("a: {b: 1}\n", lambda draft: draft.set(("a",), "c"), "cannot be replaced by a text"),
    "an item of a group": ("a: {b: 1}\n", lambda draft: draft.append(("a",), "c"), "not a list"),
    "an item that is not there": ("a: [b]\n", lambda draft: draft.set(("a", 3), "c"), "no item 4"),
    "a text that no file can hold": ("a: b\n", lambda draft: draft.set(("a",), "\udc80"), "cannot be changed safely"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_safely_is_refused_and_nothing_is_written(folder: Path, name: str) -> None:
    before, change, message = REFUSED[name]

    with pytest.raises(SpreadkitError, match=re.escape(message)):
        changed(folder, before, change)

    assert Path("spread-plan.yaml").read_text() == before


def test_file_with_mistakes_is_not_changed(folder: Path) -> None:
    path = folder / "spread-plan.yaml"
    path.write_text("a: 1\na: 2\n")

    with pytest.raises(SpreadkitError, match=r'"spread-plan.yaml" cannot be changed .*line 2: "a" stands here twice'):
        Draft(path)


def test_file_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(SpreadkitError, match=r'none\.yaml" cannot be opened'):
        Draft(folder / "none.yaml")


def test_file_that_others_changed_meanwhile_is_left_alone(folder: Path) -> None:
    path = folder / "spread-plan.yaml"
    path.write_text("a: 1\n")
    draft = Draft(path)
    draft.set(("a",), "2")
    path.write_text("a: 3\n")

    with pytest.raises(SpreadkitError, match="changed meanwhile"):
        draft.save()

    assert path.read_text() == "a: 3\n"


def test_full_disk_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = folder / "spread-plan.yaml"
    path.write_text("a: 1\n")
    draft = Draft(path)
    draft.set(("a",), "2")
    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(SpreadkitError, match=r'"spread-plan\.yaml" cannot be written: No space left'):
        draft.save()

    assert path.read_text() == "a: 1\n"
    assert [each.name for each in folder.iterdir()] == ["spread-plan.yaml"]


def test_answers_in_their_own_file_are_changed_there(folder: Path) -> None:
    plan, own = folder / "spread-plan.yaml", folder / "answers" / "tiny.yaml"
    own.parent.mkdir()
    plan.write_text("schema: spreadkit/plan@1\ntitle: x\nanswers:\n  tiny: answers/tiny.yaml\n")
    own.write_text("# ours\na.one:\n  level: good\n")
    draft = Draft.of_plan(load_plan(plan))

    draft.add(("answers", "tiny", "a.two"), "level: poor\n")
    draft.add(("answers", "small", "b"), "level: poor\n")

    assert draft.save() == [plan, own]
    assert own.read_text() == "# ours\na.one:\n  level: good\na.two:\n  level: poor\n"
    assert plan.read_text().endswith("  tiny: answers/tiny.yaml\n  small:\n    b:\n      level: poor\n")


def test_answers_file_that_is_empty_gets_its_first_answer(folder: Path) -> None:
    plan, own = folder / "spread-plan.yaml", folder / "tiny.yaml"
    plan.write_text("schema: spreadkit/plan@1\ntitle: x\nanswers: {tiny: tiny.yaml}\n")
    own.write_text("")
    draft = Draft.of_plan(load_plan(plan))

    draft.set(("answers", "tiny", "a.two", "level"), "poor")
    draft.save()

    assert own.read_text() == "a.two:\n  level: poor\n"


def test_nothing_is_written_where_nothing_changed(folder: Path) -> None:
    path = folder / "spread-plan.yaml"
    path.write_text("a: 1\n")
    before = path.stat()

    assert Draft(path).save() == []
    assert path.stat().st_ino == before.st_ino


def test_difference_shows_what_would_change(folder: Path) -> None:
    path = folder / "spread-plan.yaml"
    path.write_text("a: 1\nb: 2")
    draft = Draft(path)
    draft.set(("a",), "3")

    assert draft.difference() == (
        "--- a/spread-plan.yaml\n+++ b/spread-plan.yaml\n@@ -1,2 +1,2 @@\n-a: 1\n+a: 3\n b: 2\n"
        "\\ No newline at end of file\n"
    )
    assert path.read_text() == "a: 1\nb: 2"


# What hypothesis writes: a plan in any mixture of styles, each line with a comment that says its own number.

KEYS = st.sampled_from(["a", "b.one", "c-two", "12", "no", "for", "é"])
WORDS = st.one_of(
    st.sampled_from(
        ["good", "No, not yet", "a: b", "#1", "- x", "1.10", "~", "", "it's", 'so "called"', "[x]", "x\ny", "x\n\n"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
DATA = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


class Writer:
    """Writes data as YAML in styles that are drawn, with a comment wherever one may stand."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw
        self.comments = 0

    def comment(self) -> str:
        self.comments += 1
        return f"# comment {self.comments}."

    def maybe(self, text: str) -> str:
        return text if self.draw(st.booleans()) else ""

    def group(self, data: Any, column: int, unit: int) -> str:
        lines = ""
        for step in data if isinstance(data, dict) else range(len(data)):
            lines += self.maybe(f"{' ' * column}{self.comment()}\n") + self.maybe("\n")
            head = f"{as_scalar(step, is_key=True)}:" if isinstance(step, str) else "-"
            lines += " " * column + head + self.value(data[step], column, unit)
        return lines + self.maybe(f"{' ' * column}{self.comment()}\n")

    def value(self, data: Any, column: int, unit: int) -> str:
        end = self.maybe(f"  {self.comment()}") + "\n"
        if isinstance(data, str):
            return self.scalar(data, column, unit, end)
        if not data or self.draw(st.integers(0, 3)) == 0:
            return f" {as_flow(data)}{end}"
        return end + self.group(data, column + unit, unit)

    def scalar(self, text: str, column: int, unit: int, end: str) -> str:
        style = self.draw(st.sampled_from(["plain", "single", "double", "block"]))
        if style == "block" and re.fullmatch(r"[a-z]+(\n[a-z]+)*", text):
            return f" |-{end}" + "".join(f"{' ' * (column + unit)}{line}\n" for line in text.split("\n"))
        if style == "single" and text.isprintable():
            return f" '{text.replace(chr(39), chr(39) * 2)}'{end}"
        if style == "double" and text.isprintable():
            return f" {json.dumps(text, ensure_ascii=False)}{end}"
        return f" {as_scalar(text)}{end}"


@st.composite
def files(draw: Callable[..., Any]) -> tuple[str, dict[str, Any]]:
    data = draw(st.dictionaries(KEYS, DATA, max_size=4))
    unit = draw(st.sampled_from([2, 2, 4, 3]))
    text = Writer(draw).group(data, 0, unit)
    if draw(st.booleans()) and not re.search(r"\|-[^\n]*\n[^\n]*\n\Z", text):
        text = text.removesuffix("\n")
    return text, data


def groups(data: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the routes of all groups of keys in data."""
    found = [route] if isinstance(data, dict) else []
    for step in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        found += groups(data[step], (*route, step))
    return found


def comments_of(text: str) -> list[str]:
    return re.findall(r"# comment \d+\.", text)


def without(text: str, other: str) -> bool:
    """Whether a text is another one with nothing but insertions."""
    characters = iter(other)
    return all(letter in characters for letter in text)


def at(data: Any, route: tuple[Any, ...]) -> Any:
    for step in route:
        data = data[step]
    return data


@given(files(), st.data(), DATA, st.sampled_from(["\n", "\r\n"]))
def test_any_key_added_to_any_file(
    tmp_path: Path, file: tuple[str, Any], data: st.DataObject, new: Any, feed: str
) -> None:
    text, before = file
    route = data.draw(st.sampled_from(groups(before)))
    path = tmp_path / "plan.yaml"
    path.write_bytes(text.replace("\n", feed).encode())
    assert parse_source(text.encode(), "plan.yaml").problems == []
    draft = Draft(path)

    draft.add((*route, "fresh"), f"inner: {as_flow(new)}\n# comment 999.\n")
    draft.save()

    after = path.read_bytes().decode()
    assert after.count("\n") == after.count(feed) or "\n" not in text
    at(before, route)["fresh"] = {"inner": new}
    assert parse_source(after.encode(), "").data == parse_source(as_flow(before).encode(), "").data
    assert [each for each in comments_of(after) if "999" not in each] == comments_of(text)
    assert without(re.sub(r"[{}\[\]\s]", "", text), re.sub(r"[{}\[\]\s]", "", after))


@given(files(), st.data(), WORDS)
def test_any_text_set_in_any_file(tmp_path: Path, file: tuple[str, Any], data: st.DataObject, new: str) -> None:
    text, before = file
    route = data.draw(st.sampled_from(groups(before)))
    texts = [step for step, value in at(before, route).items() if isinstance(value, str)]
    step = data.draw(st.sampled_from([*texts, "fresh"]))
    path = tmp_path / "plan.yaml"
    path.write_bytes(text.encode())
    draft = Draft(path)

    draft.set((*route, step), new)
    draft.save()

    after = path.read_bytes().decode()
    at(before, route)[step] = new
    assert parse_source(after.encode(), "").data == parse_source(as_flow(before).encode(), "").data
    assert comments_of(after) == comments_of(text)


@given(files(), st.data(), DATA)
def test_any_item_appended_in_any_file(tmp_path: Path, file: tuple[str, Any], data: st.DataObject, new: Any) -> None:
    text, before = file
    route = data.draw(st.sampled_from(groups(before)))
    lists = [step for step, value in at(before, route).items() if isinstance(value, list)]
    step = data.draw(st.sampled_from([*lists, "fresh"]))
    path = tmp_path / "plan.yaml"
    path.write_bytes(text.encode())
    draft = Draft(path)

    draft.append((*route, step), as_flow(new))
    draft.save()

    after = path.read_bytes().decode()
    at(before, route).setdefault(step, []).append(new)
    assert parse_source(after.encode(), "").data == parse_source(as_flow(before).encode(), "").data
    assert comments_of(after) == comments_of(text)


@given(files(), st.data())
def test_any_key_renamed_in_any_file(tmp_path: Path, file: tuple[str, Any], data: st.DataObject) -> None:
    text, before = file
    route = data.draw(st.sampled_from([each for each in groups(before) if at(before, each)] or [()]))
    path = tmp_path / "plan.yaml"
    path.write_bytes(text.encode())
    if not at(before, route):
        return
    step = data.draw(st.sampled_from(sorted(at(before, route))))
    draft = Draft(path)

    draft.rename((*route, step), "fresh")
    draft.save()

    after = path.read_bytes().decode()
    group = at(before, route)
    group["fresh"] = group.pop(step)
    assert parse_source(after.encode(), "").data == parse_source(as_flow(before).encode(), "").data
    assert comments_of(after) == comments_of(text)
    assert abs(len(after) - len(text)) <= len("fresh")


@given(WORDS)
def test_any_text_reads_back_as_it_was(text: str) -> None:
    for written in (f"- {as_scalar(text)}", f"[{as_scalar(text, in_brackets=True)}]"):
        assert parse_source(written.encode(), "").data == [text]
    assert parse_source(f"{as_scalar(text or 'x', is_key=True)}: 1".encode(), "").data == {text or "x": "1"}
