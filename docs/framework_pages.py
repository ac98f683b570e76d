"""The pages about frameworks: one of each built-in one, their list, and which to use when."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import spreadkit
from spreadkit.formats.markdown import plain
from spreadkit.framework.question import questions_of
from spreadkit.library.frameworks import Library
from spreadkit.model.framework import Fit, Framework
from spreadkit.reporting.worksheet.criteria import rests_on
from spreadkit.words import count_of

FITS: Final = {Fit.WELL: "well", Fit.PARTLY: "partly", Fit.POORLY: "poorly"}

MADE: Final = "Made from the files in [frameworks]({up}frameworks) by `docs/generate.py`."


def framework_pages(docs: Path) -> Iterator[tuple[Path, str]]:
    """Go through the pages about the built-in frameworks, with their text."""
    frameworks = [loaded.framework for loaded in Library().all() if loaded.framework]
    writer = spreadkit.get_format("md", "report")
    for framework in frameworks:
        sheet = spreadkit.build_worksheet(framework.id, docs)
        yield docs / "frameworks" / f"{framework.id}.md", writer.render_report(sheet)
    yield docs / "frameworks" / "README.md", _list_page(frameworks)
    yield docs / "which-framework.md", _which_page(frameworks, spreadkit.situations(docs))


def _list_page(frameworks: list[Framework]) -> str:
    lines = [
        "# The built-in frameworks",
        "",
        f"{MADE.format(up='../../')} `spreadkit frameworks show ID` prints",
        "one of these pages, also as HTML with lines to fill in on paper. All are in our own words, and none is",
        "endorsed by its authors.",
        "",
        "| framework | edition | size | what it is |",
        "| --- | --- | --- | --- |",
    ]
    for framework in frameworks:
        criteria = count_of(len(questions_of(framework)), "criterion", "criteria")
        link = f"[{plain(framework.title)}]({framework.id}.md)"
        lines.append(f"| {link} | {plain(framework.edition)} | {criteria} | {plain(_first_sentence(framework))} |")
    lines += ["", "Which to use when: [which-framework.md](../which-framework.md).", ""]
    lines += ["Your own: [own-framework.md](../own-framework.md)."]
    return "\n".join(lines) + "\n"


def _first_sentence(framework: Framework) -> str:
    return f"{(framework.about or '').partition('. ')[0].rstrip('.')}."


def _which_page(frameworks: list[Framework], situations: dict[str, str]) -> str:
    lines = [
        "# Which framework when",
        "",
        MADE.format(up="../"),
        "",
        "Each framework's file says in which situations it fits, why, and on what that rests; where it says nothing,",
        "nothing stands here. `spreadkit frameworks suggest` asks you about these situations and puts together what",
        "the files say, your own frameworks' included. It is a suggestion. A plan can follow several frameworks.",
        "",
        f"| situation | {' | '.join(f'[{plain(each.title)}](frameworks/{each.id}.md)' for each in frameworks)} |",
        f"| --- |{' --- |' * len(frameworks)}",
    ]
    for name, question in situations.items():
        cells = [FITS[each.suits[name].fits] if name in each.suits else "" for each in frameworks]
        lines.append(f"| [{plain(question)}](#{name}) |{''.join(f' {cell} |' if cell else ' |' for cell in cells)}")
    for name, question in situations.items():
        lines += ["", f"## {name}", "", plain(question), "", *_reasons(frameworks, name)]
    return "\n".join(lines) + "\n"


def _reasons(frameworks: list[Framework], situation: str) -> Iterator[str]:
    said = [(each, each.suits[situation]) for each in frameworks if situation in each.suits]
    for framework, suits in sorted(said, key=lambda item: list(Fit).index(item[1].fits)):
        rests = plain(rests_on(suits.basis, suits.sources))
        yield f"- **{plain(framework.title)} fits {FITS[suits.fits]}.** {plain(suits.because)} (Rests on {rests}.)"
    if not said:
        yield "No built-in framework says anything of it."
