"""The pages about frameworks: one of each built-in one, their list, and which to use when."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import spreadkit
from spreadkit.formats._markdown_suggestion import signpost_bullets
from spreadkit.formats._signposts import NOT_SHIPPED, SIGNPOSTS, use_words
from spreadkit.formats.markdown import escaped, web_link
from spreadkit.framework.question import questions_of
from spreadkit.framework.resting import rests_on
from spreadkit.library.frameworks import Library, is_framework_name
from spreadkit.model.framework import Fit, Framework
from spreadkit.model.signposts import Signpost
from spreadkit.reporting.worksheet.sheet import SEEN_WORDS
from spreadkit.words import count_of

_FITS: Final = {Fit.WELL: "well", Fit.PARTLY: "partly", Fit.POORLY: "poorly"}

_OTHERS: Final = "What others have made"

_MADE: Final = "Made from the files in [frameworks]({up}frameworks) by `docs/generate.py`."


def framework_pages(docs: Path) -> dict[Path, Callable[[], str]]:
    """Return the pages about the built-in frameworks, with what makes their text."""
    return {
        **{docs / "frameworks" / f"{name}.md": partial(_sheet_of, name) for name in built_in_ids()},
        docs / "frameworks" / "README.md": _list_page,
        docs / "which-framework.md": partial(_which_page, docs),
    }


def built_in_ids() -> list[str]:
    """Return the ids of the built-in frameworks as their files are named, without reading one."""
    folder = Path(__file__).parents[1] / "frameworks"
    return sorted(path.stem for path in folder.glob("*.yaml") if is_framework_name(path.name))


def _built_in() -> list[Framework]:
    return [loaded.framework for loaded in Library().all() if loaded.framework]


def _sheet_of(framework: str) -> str:
    sheet = spreadkit.build_worksheet(framework, Path(__file__).parent)
    text = spreadkit.get_format("md", "report").render_report(sheet)
    return f"{text}\n[What is ours, what is theirs](../whose-words.md).\n"


def _list_page() -> str:
    lines = [
        "# The built-in frameworks",
        "",
        f"{_MADE.format(up='../../')} `spreadkit frameworks show ID` prints",
        "one of these pages, also as HTML with lines to fill in on paper. All are in our own words, and none is",
        "endorsed by its authors: [what is ours, what is theirs](../whose-words.md).",
        "",
        "| framework | edition | size | what it is |",
        "| --- | --- | --- | --- |",
    ]
    for framework in _built_in():
        criteria = count_of(len(questions_of(framework)), "criterion", "criteria")
        link = f"[{escaped(framework.title)}]({framework.id}.md)"
        lines.append(f"| {link} | {escaped(framework.edition)} | {criteria} | {escaped(_first_sentence(framework))} |")
    lines += ["", "Which to use when: [which-framework.md](../which-framework.md).", ""]
    lines += ["Your own: [own-framework.md](../own-framework.md)."]
    return "\n".join(lines) + "\n"


def _first_sentence(framework: Framework) -> str:
    return f"{(framework.about or '').partition('. ')[0].rstrip('.')}."


def _which_page(docs: Path) -> str:
    frameworks, situations = _built_in(), spreadkit.situations(docs)
    heads = [f"[{escaped(framework.title)}](frameworks/{framework.id}.md)" for framework in frameworks]
    lines = [
        "# Which framework when",
        "",
        _MADE.format(up="../"),
        "",
        "Each framework's file says in which situations it fits, why, and on what that rests; where it says nothing,",
        "nothing stands here. `spreadkit frameworks suggest` asks you about these situations and puts together what",
        "the files say, your own frameworks' included. It is a suggestion. A plan can follow several frameworks.",
        "What others have made for the same situations is listed [below](#what-others-have-made).",
        "",
        f"| situation | {' | '.join(heads)} |",
        f"| --- |{' --- |' * len(frameworks)}",
    ]
    for name, question in situations.items():
        cells = [_FITS[framework.suits[name].fits] if name in framework.suits else "" for framework in frameworks]
        lines.append(f"| [{escaped(question)}](#{name}) |{''.join(f' {cell} |' if cell else ' |' for cell in cells)}")
    for name, question in situations.items():
        lines += ["", f"## {name}", "", escaped(question), "", *_reasons(frameworks, name), *_pointed_at(name)]
    lines += ["", f"## {_OTHERS}", "", NOT_SHIPPED, *_signpost_lines()]
    return "\n".join(lines) + "\n"


def _reasons(frameworks: list[Framework], situation: str) -> Iterator[str]:
    said = [(framework, framework.suits[situation]) for framework in frameworks if situation in framework.suits]
    for framework, suits in sorted(said, key=lambda item: list(Fit).index(item[1].fits)):
        rests = escaped(rests_on(suits.basis, suits.sources))
        yield f"- **{escaped(framework.title)} fits {_FITS[suits.fits]}.** {escaped(suits.because)} (Rests on {rests}.)"
    if not said:
        yield "No built-in framework says anything of it."


def _signposts() -> dict[str, Signpost]:
    return Library().signposts().signposts


def _pointed_at(situation: str) -> Iterator[str]:
    """List what others have made for a situation, with why."""
    found = {name: signpost for name, signpost in _signposts().items() if situation in signpost.suits}
    if found:
        yield from ("", f"{SIGNPOSTS}:", "")
    for name, signpost in found.items():
        use = signpost.suits[situation]
        rests = escaped(rests_on(use.basis, use.sources))
        link = f"[{escaped(signpost.title)}](#{name})"
        yield f"- {link}, {escaped(use_words(use))}. {escaped(use.because)} (Rests on {rests}.)"


def _signpost_lines() -> Iterator[str]:
    """Describe everything that signposts lead to, one after the other."""
    for name, signpost in _signposts().items():
        yield from ("", f"### {name}", "", f"**{escaped(signpost.title)}**", "")
        yield from signpost_bullets(signpost)
    yield from ("", "### Sources of what is said here", "")
    for name, citation in Library().signposts().sources.items():
        link = citation.url or (f"https://doi.org/{citation.doi}" if citation.doi else "")
        seen = SEEN_WORDS[citation.seen]
        yield f"- {name}: {escaped(citation.cite)}. {seen}. {web_link(link) if link else ''}".rstrip()
