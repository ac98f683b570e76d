"""The small plans inside rules, written out as files so that they can be checked."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding
from spreadkit.reporting.build import section_ids

BARE_HEAD = "schema: spreadkit/plan@1\ntitle: Example\n"
"""The least that makes a plan, at its first stage and without a framework."""

AS_OF = date(2026, 6, 30)
"""The day that examples are judged for."""

TINY = Path(__file__).parent / "tiny.yaml"
STRATEGIES = re.compile(r"^strategies:\n(?: .*\n)+", re.MULTILINE)
"""The strategies of the tiny framework, to be replaced by others."""

MARK = re.compile(r" *# <--$", re.MULTILINE)

PLAN_HEAD = {
    "schema": "schema: spreadkit/plan@1",
    "title": "title: Example",
    "stage": "stage: embed",
    "frameworks": "frameworks: [{use: tiny@1}]",
}

MAINS = {
    "framework": "frameworks/example.yaml",
    "concepts": "frameworks/concepts.yaml",
    "crosswalk": "frameworks/crosswalks/example--tiny.yaml",
    "signposts": "frameworks/signposts.yaml",
}
"""The file that an example is, where it is no plan."""

HEADS = {
    "concepts": {"schema": "schema: spreadkit/concepts@1"},
    "signposts": {"schema": "schema: spreadkit/signposts@1"},
    "crosswalk": {"schema": "schema: spreadkit/crosswalk@1", "between": "between: {a: example@1, b: tiny@1}"},
}


class Place(NamedTuple):
    file: str
    line: int


class Example(NamedTuple):
    main: Path
    marks: list[Place]


def write_example(folder: Path, text: str, *, about: str) -> Example:
    """Write an example's files; what it does not say of plan or framework is filled in. Returns the marked lines."""
    main = MAINS.get(about, "spread-plan.yaml")
    files = _split(main, text)
    (folder / "frameworks").mkdir(exist_ok=True)
    (folder / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())
    if about == "framework":
        files[main] = _framework(files[main])
    else:
        head = HEADS.get(about, PLAN_HEAD).items()
        missing = [line for key, line in head if not re.search(rf"^{key}:", files[main], re.MULTILINE)]
        files[main] = "\n".join([*missing, files[main]])
    if about == "crosswalk":
        files["frameworks/example.yaml"] = _framework("")
    marks = []
    for name, content in files.items():
        marks += [Place(name, number) for number, line in enumerate(content.split("\n"), 1) if MARK.search(line)]
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MARK.sub("", content), encoding="utf-8")
    return Example(folder / main, marks)


def found_by(plan: str, *slugs: str, **tables: str) -> list[Finding]:
    """Check a plan in the working folder for these rules alone; `tables` are the CSV files beside it."""
    Path("spread-plan.yaml").write_text(BARE_HEAD + plan, encoding="utf-8")
    for name, rows in tables.items():
        Path(f"{name}.csv").write_text(rows, encoding="utf-8")
    loaded = load_plan(Path("spread-plan.yaml"))
    assert loaded.problems == []
    return check_plan(loaded, AS_OF, only=slugs, section_ids=section_ids)


def _split(main: str, text: str) -> dict[str, str]:
    """Split an example at its lines `--- name`; what comes first is the plan or framework."""
    files, name = {main: ""}, main
    for line in text.strip("\n").split("\n"):
        if heading := re.fullmatch(r"--- (\S+)", line):
            name = heading[1]
            files[name] = ""
        else:
            files[name] += line + "\n"
    return files


def _framework(text: str) -> str:
    """Lay an example's top-level keys over the tiny framework's."""
    parts = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    own = {part.partition(":")[0]: part for part in parts if part.strip()}
    base = re.split(
        r"^(?=[a-z])",
        TINY.read_text(encoding="utf-8").replace("id: tiny", "id: example", 1),
        flags=re.MULTILINE,
    )
    replaced = {*own, *(["strategies"] if "components" in own else [])}  # these are for criteria of its components
    kept = [part for part in base if part.partition(":")[0] not in replaced]
    return "".join([*kept, *own.values()])
