"""Make the files that come from the code: the pages of the rules, and the reports and messages of the examples.

Run `python docs/generate.py` to write them. `tests/docs/test_generated.py` fails while one of them is stale.
"""

import os
import sys
from collections.abc import Callable
from contextlib import chdir
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from framework_pages import framework_pages
from privacy_page import privacy_page
from verdicts_page import verdicts_page

import spreadkit
from spreadkit.formats import Screen
from spreadkit.rules import Rule
from spreadkit.rules._registry import Family, all_rules, families

TOP: Final = Path(__file__).resolve().parents[1]

EXAMPLES: Final = (
    "ghana-fives-alive",
    "mayo-vte",
    "parkinson-physio",
    "vha-advanced-clinic-access",
    "north-network-huddles",
    "westmoor-early-mobilisation",
)

AS_OF: Final = date(2026, 6, 30)
"""The day that examples are judged for. Those that have ended are judged for their own last day."""

_AS_HTML: Final = "north-network-huddles"
"""The example whose report is kept as HTML too, because it has the most to show."""


def generated() -> dict[Path, Callable[[], str]]:
    """Return every file that is made from the code, with what makes its text."""
    return {
        **rule_pages(TOP / "docs" / "rules"),
        **framework_pages(TOP / "docs"),
        **privacy_page(TOP / "docs"),
        **verdicts_page(TOP / "docs"),
        **{path: partial(report_of, path) for path in example_reports()},
        **{folder / "expected.txt": partial(said_of, folder) for folder in broken_examples()},
    }


def example_reports() -> list[Path]:
    """Return where the reports of the examples stand."""
    folders = [TOP / "examples" / name for name in EXAMPLES]
    kept = [folder / name for folder in folders for name in ("report.md", "appendix.md")]
    return [TOP / "examples" / _AS_HTML / "report.html", *kept]


def report_of(path: Path) -> str:
    """Return the pack, or its appendix, of the example in whose folder a path lies, in the format of its ending."""
    name, reader = path.parent.name, "appendix" if path.stem == "appendix" else "steering"
    with chdir(TOP):
        report = spreadkit.build_report(Path("examples") / name, as_of=AS_OF, reader=reader)
    return spreadkit.get_format(path.suffix[1:], "report").render_report(report)


def broken_examples() -> list[Path]:
    """Return the folders of the gallery, in order."""
    return sorted(path for path in (TOP / "examples" / "broken").iterdir() if path.is_dir())


def said_of(folder: Path) -> str:
    """Return what `spreadkit check --all` prints in a folder."""
    with chdir(folder):
        result = spreadkit.check([Path()], as_of=AS_OF)
    text = spreadkit.get_format("text", "check").render_check(result, Screen(everything=True))
    return f"{text}{spreadkit.summary(result)}\n"


def rule_pages(folder: Path) -> dict[Path, Callable[[], str]]:
    """Return the pages of the rules: the list of all, and a page for each family."""
    pages = {folder / f"{family.name}.md": partial(_family_page, family) for family in families()}
    return {folder / "README.md": _list_of_rules, **pages}


def _list_of_rules() -> str:
    lines = [
        "# Rules",
        "",
        "Made from the code by `docs/generate.py`. Codes are permanent; `spreadkit explain CODE` prints one of these.",
        "A rule that bites from a stage on is a note before it, so that a new plan is not buried. One that asks for an",
        "act is silent once the spread has ended (`ended: {on: 2003-01-31}` in the plan); its page says so.",
        "",
        f"There are {len(all_rules())}. Each family is a folder of `src/spreadkit/rules`.",
        "",
        "| family | folder | codes | next free | about |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{family.title}]({family.name}.md) | `{family.name}/` | {family.spans} | {family.next_code or 'none'} "
        f"| {family.about} |"
        for family in families()
    ]
    for family in families():
        lines += ["", f"## {family.title}", "", *_table_of_rules(family, f"{family.name}.md")]
    return "\n".join(lines) + "\n"


def _family_page(family: Family) -> str:
    lines = [f"# Rules: {family.title}", "", f"{_capital(family.about)}. [All rules](README.md)", ""]
    lines += _table_of_rules(family, "")
    for rule in family.rules:
        lines += _section(rule)
    return "\n".join(lines) + "\n"


def _table_of_rules(family: Family, page: str) -> list[str]:
    return [
        "| code | rule | severity | says |",
        "| --- | --- | --- | --- |",
        *(
            f"| {rule.code} | [{rule.slug}]({page}#{_anchor(rule)}) | {_severity(rule)} | {rule.says} |"
            for rule in family.rules
        ),
    ]


def _section(rule: Rule) -> list[str]:
    return [
        "",
        f"## {rule.code} {rule.slug}",
        "",
        rule.says,
        *(() if rule.after_end else ("It is silent once the spread has ended.",)),
        "",
        f"**Why it matters.** {_capital(rule.why)}",
        "",
        f"**What to do.** {_capital(rule.help)}",
        "",
        "Found, at the line with the arrow:",
        "",
        "```yaml",
        rule.fails.strip("\n"),
        "```",
    ]


def _severity(rule: Rule) -> str:
    return rule.severity.value if rule.stage.rank == 0 else f"{rule.severity.value} from {rule.stage.value}"


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.slug}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def main() -> None:
    """Write what has changed, and name it."""
    for path, write in generated().items():
        text = write()
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
            sys.stdout.write(f"{path.relative_to(TOP).as_posix()}{os.linesep}")


if __name__ == "__main__":
    main()
