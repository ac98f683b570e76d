"""HTML: one file without script or outside request, which opens offline, prints, and is readable by everyone."""

import re
from base64 import b64encode
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spreadkit.charts._style import WIDE
from spreadkit.formats import Format
from spreadkit.formats._page_rows import rows_of_sections, tone_of_sign
from spreadkit.formats._palette import style_sheet
from spreadkit.formats._printable import UNPRINTABLE
from spreadkit.model.report import Branding, Prose, ProsePart, Report, ReportTable
from spreadkit.model.report_parts import Drawing, Phrase
from spreadkit.months import day
from spreadkit.verdicts.grammar import CLOSE, OPEN, plain
from spreadkit.words import cut, middle_cut

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

    from spreadkit.measures.icons import Assurance, Variation

FORMAT: Final = Format(endings=(".html", ".htm"))

TEMPLATES: Final = Path(__file__).parent / "templates"

_LONGEST_DATE: Final = len("30 September 2026")

_POLICY: Final = "default-src 'none'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"

_TYPED: Final = 80
"""Characters of an address that people may type from paper. The figure is ours."""
_OWN_WORDS: Final = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")

_FOOT: Final = '"Spread report"'
"""Stands in the style for what is printed at the foot of every page."""

_HEAD: Final = 80
"""How many letters of the title the head of a printed page has room for. The figure is ours."""

_RUNNING_HEAD: Final = '"Title and reader"'
"""Stands in the style for what is printed at the head of every page but the first."""


def render_report(report: Report, _assets: str | None = None) -> str:
    """Write a report as one HTML file. The same report gives the same bytes."""
    style = _style(report)
    template = template_of("page.html" if _has_pages(report) else "report.html")
    policy = policy_of(style)
    return template.render(report=report, policy=policy, style=style, next_number=count(1).__next__) + "\n"


def policy_of(style: str) -> str:
    """Return what a page may load, given its style: nothing but pictures that stand in it."""
    return _POLICY.format(style=hash_of(style))


def _has_pages(report: Report) -> bool:
    return report.kind == "report" and report.reader.has_pages


def style_of_pages(reader: str) -> str:
    """Return the style of pages for a reader."""
    files = [TEMPLATES / "styles" / f"{name}.css" for name in ("page", reader)]
    return "\n".join([style_sheet(), *(file.read_text(encoding="utf-8") for file in files if file.exists())])


def _style(report: Report) -> str:
    """Return the style, with what is printed at the foot of every page: what it is, as of when, in which revision."""
    style = style_of_pages(report.reader.value) if _has_pages(report) else style_sheet()
    as_of = [f"as of {day(report.as_of)}"] if report.as_of else []
    revision = [f"revision {report.revision}"] if report.revision else []
    style = style.replace(_FOOT, css_text(", ".join(filter(None, [report.name, report.foot, *as_of, *revision]))))
    style = style.replace(
        _RUNNING_HEAD, css_text(", ".join(filter(None, [cut(report.title, _HEAD), plain(report.for_whom)])))
    )
    return style + _colours(report.brand)


def _colours(brand: Branding | None) -> str:
    """Return the rules that put the colour of a brand into the rule under the head; nothing where it has none."""
    if brand is None:
        return ""
    rules = ":root {{ --band: {0}; }}\n"
    light = rules.format(brand.colour) if brand.colour else ""
    dark = rules.format(brand.colour_dark or brand.colour) if brand.colour_dark or brand.colour else ""
    return f"\n{light}@media screen and (prefers-color-scheme: dark) {{ {dark.strip()} }}\n" if light or dark else ""


def _day_from(on: date, as_of: date | None) -> str:
    """Return a day without its year, where that is the year of the report."""
    said = day(on)
    return said.rpartition(" ")[0] if as_of is not None and on.year == as_of.year else said


def _grouped(block: Prose) -> list[tuple[str, list[ProsePart]]]:
    """Put the parts of one kind that follow each other together: the items of a list are one list."""
    return [(kind, list(parts)) for kind, parts in groupby(block.parts, key=lambda part: part.kind)]


def css_text(text: str) -> str:
    """Return a text as CSS writes it between quotes. All but letters, digits and spaces is written by its number.

    So nothing in a text ends the quotes, the rule, or the element that the style stands in.
    """
    plain = " ".join(text.translate(UNPRINTABLE).split())
    return '"' + "".join(character if _is_plain(character) else f"\\{ord(character):x} " for character in plain) + '"'


def _is_plain(character: str) -> bool:
    return character == " " or (character.isascii() and character.isalnum())


def hash_of(style: str) -> str:
    """Return the hash by which a browser knows that a style is the one that was meant.

    It covers the exact text between the style tags: with one character more, Chromium drops the whole sheet.
    """
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _isolated(text: str) -> "Markup":
    """Return a text with the plan's own words in elements whose direction does not turn ours."""
    from markupsafe import Markup, escape

    return Markup(_OWN_WORDS.sub(r"<bdi>\1</bdi>", str(escape(text))))  # noqa: S704 - escaped above


def style_of(name: str) -> str:
    """Return a style sheet by the name of its file."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def template_of(name: str) -> "Template":
    """Return a template of a page, by the name of its file: it escapes all that it is given."""
    return environment_of_pages().get_template(name)


@lru_cache(maxsize=1)
def environment_of_pages() -> "Environment":
    """Return what fills the templates of all pages."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {
        "isolated": _isolated,
        "unmarked": plain,
        "beginning": cut,
        "day": day,
        "day_from": _day_from,
        "grouped": _grouped,
        "lines": str.splitlines,
        "rows_of_sections": rows_of_sections,
        "tone_of_sign": tone_of_sign,
        "paragraphs": _paragraphs,
        "stacks": _stacks,
        "is_short": _is_short,
        "picture": _picture,
        "code": _code,
        "shortened": _shortened,
        "extent": _extent,
        "icon": _icon,
        "variation_icon": _variation_icon,
        "assurance_icon": _assurance_icon,
    }
    return environment


def _printable(value: object) -> object:
    """Take out what HTML does not allow. Texts that are safe already were made here and hold none of it."""
    return value.translate(UNPRINTABLE) if type(value) is str else value


def _picture(drawing: Drawing) -> "Markup":
    """Draw a picture to stand in the page. Only here is the library that draws needed."""
    from markupsafe import Markup

    from spreadkit.formats._drawing import svg_of

    return Markup(svg_of(drawing, inside=True).translate(UNPRINTABLE))  # noqa: S704 - made of escaped texts


def _code(link: str) -> "Markup":
    """Draw a web address as a code to scan. Only here is the library that makes them needed."""
    from markupsafe import Markup

    from spreadkit.formats._codes import code_of

    return Markup(code_of(link))  # noqa: S704 - squares, and no text of the address


def _shortened(link: str) -> str:
    """Return an address as it stands below its code: without its middle where nobody would type it."""
    return middle_cut(link, _TYPED)


def _icon(meaning: "Variation | Assurance") -> "Markup":
    """Draw the icon of a meaning, to stand beside its word."""
    from markupsafe import Markup

    from spreadkit.formats._icons import icon_of

    return Markup(icon_of(meaning))  # noqa: S704 - made here


def _variation_icon(name: str) -> "Markup | str":
    """Draw the icon of what a measure's last value belongs to, by its name; nothing for a name that is none."""
    from spreadkit.measures.icons import Variation

    return next((_icon(meaning) for meaning in Variation if meaning.value == name), "")


def _assurance_icon(name: str) -> "Markup | str":
    """Draw the icon of whether a target can be counted on, by its name; nothing for a name that is none."""
    from spreadkit.measures.icons import Assurance

    return next((_icon(meaning) for meaning in Assurance if meaning.value == name), "")


def _extent(drawing: Drawing) -> str:
    """Return whether a picture is for a whole line of a page, or for one of two columns."""
    beside = drawing.spec["padding"]
    across = drawing.spec["width"] + beside["left"] + beside["right"]
    return "in-line" if round(across) >= WIDE.across else "in-column"


def _paragraphs(text: str) -> list[str]:
    """Return the lines that say something: a folded text in YAML has one line for each paragraph."""
    return [line for line in text.splitlines() if line.strip()]


def _is_short(phrase: Phrase) -> bool:
    """Whether words are to stay on one line: no longer than the longest date, with a place where they could part."""
    text = phrase.text
    return len(text) <= _LONGEST_DATE and "\n" not in text and (" " in text or "-" in text)


def _stacks(table: ReportTable) -> bool:
    """Whether a table is laid out row by row on a narrow screen; what is read across and down scrolls instead."""
    return not table.wide and not any(cell.shade is not None for row in table.rows for cell in row)
