"""The sponsor's page: one sheet whatever the plan, type that can be read, and no word of ours that a sponsor lacks."""

import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
import sponsor_plans
from hypothesis import given
from hypothesis import strategies as st

import spreadkit
from spreadkit.model.report import Report
from spreadkit.sections._page_words import name_in, user_words, within_room
from spreadkit.verdicts.grammar import CLOSE, OPEN, plain

from browsing import Visitor
from matrix import EXAMPLES, TOP

MADE: Final[dict[str, Callable[[Path], date]]] = {
    "five answers": sponsor_plans.write_five_answers,
    "3 sites": lambda folder: sponsor_plans.write_sites(folder, 3),
    "300 sites": lambda folder: sponsor_plans.write_sites(folder, 300, waves=12),
    "arabic": lambda folder: sponsor_plans.write_sites(folder, 12, script="arabic"),
    "chinese": lambda folder: sponsor_plans.write_sites(folder, 40, script="chinese"),
    "big": sponsor_plans.write_big,
}
PLANS: Final = (*EXAMPLES, *MADE)

_BOX: Final = f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}"
_OURS: Final = re.compile(
    r"\b(criteri\w*|gates?|must-haves?|SK\d+|rule sets?|digest|median|stale|verified|components?|compliance|stages?)\b",
    re.IGNORECASE,
)
_USERS_OWN: Final = {"caveat", "title", "name", "data", "drawing", "narrow", "generator", "brand", "plan", "foot"}
"""Keys of a report under which a plan's own words stand as they are, or no words."""

SIZES: Final = """
    () => {
      const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement, box = parent.getBoundingClientRect()
        if (!node.textContent.trim() || parent.closest('details, style, title, desc')) continue
        const style = getComputedStyle(parent)
        if (!box.width || style.display === 'none' || style.clipPath !== 'none' && !parent.closest('svg')) continue
        const drawn = parent.closest('svg')
        const scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1
        found.push([parseFloat(style.fontSize) * 0.75 * scale, node.textContent.trim().slice(0, 40)])
      }
      return found
    }
"""
"""Every text that is shown, with its size in points; that of a picture as its picture is scaled."""


@cache
def sponsor_of(plan: str) -> Report:
    """Build the sponsor's page of an example, or of a plan that is made."""
    if plan in EXAMPLES:
        return spreadkit.build_report(TOP / "examples" / plan, as_of=sponsor_plans.DAY, reader="sponsor")
    with TemporaryDirectory() as folder:
        as_of = MADE[plan](Path(folder))
        return spreadkit.build_report(Path(folder), as_of=as_of, reader="sponsor")


@cache
def html_of(plan: str) -> str:
    """Write the sponsor's page of a plan."""
    return str(spreadkit.get_format("html", "report").render_report(sponsor_of(plan)))


def opened(visitor: Visitor, folder: Path, plan: str, mode: str = "light") -> object:
    """Show the page of a plan."""
    file = folder / "page.html"
    file.write_text(html_of(plan), encoding="utf-8")
    return visitor.open(file, mode, fresh=True)


def our_words(plan: str) -> list[str]:
    """Return every text above the foot, with a plain word in place of what is the plan's own."""
    report = sponsor_of(plan)
    texts = [report.headline.says] if report.headline and not report.headline.is_own else []
    texts += [report.lead, report.for_whom, report.banner or ""]
    found = [*texts, *(text for section in report.sections for text in _texts_in(section.model_dump()))]
    return [re.sub(_BOX, "it", text) for text in found if text]


def _texts_in(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, str) and key not in {*_USERS_OWN, "id", "kind", "row", "question", "sign", "width", "tone"}:
        yield value
    elif isinstance(value, dict):
        if value.get("kind") == "voice":
            return
        if "title" in value and isinstance(value["title"], str) and value.get("kind") != "chart":
            yield value["title"]
        for name, inner in value.items():
            if name not in _USERS_OWN and name != "inputs":
                yield from _texts_in(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_in(inner, key)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def sheets_of(pdf: bytes) -> int:
    """Count the pages of a PDF, also where its objects are compressed."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in found)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("plan", MADE)
def test_every_plan_fills_one_sheet(visitor: Visitor, tmp_path: Path, plan: str, paper: str) -> None:
    page = opened(visitor, tmp_path, plan)
    page.emulate_media(media="print")  # type: ignore[attr-defined]

    assert sheets_of(page.pdf(format=paper)) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("plan", PLANS)
def test_every_plan_fills_one_sheet_of_the_pdf(plan: str) -> None:
    pytest.importorskip("weasyprint")

    pdf = spreadkit.get_format("pdf", "report").render_report(sponsor_of(plan))

    assert isinstance(pdf, bytes)
    assert sheets_of(pdf) == 1


@pytest.mark.parametrize("plan", PLANS)
def test_every_plan_fills_one_sheet_in_word(tmp_path: Path, plan: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    (tmp_path / "page.docx").write_bytes(spreadkit.get_format("docx", "report").render_report(sponsor_of(plan)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "page.docx")],
        check=True,
        capture_output=True,
    )

    assert sheets_of((tmp_path / "page.pdf").read_bytes()) == 1


@pytest.mark.parametrize("plan", PLANS)
def test_no_type_is_too_small_to_read_on_paper(visitor: Visitor, tmp_path: Path, plan: str) -> None:
    page = opened(visitor, tmp_path, plan)
    page.set_viewport_size({"width": 703, "height": 1000})  # type: ignore[attr-defined]
    page.emulate_media(media="print")  # type: ignore[attr-defined]

    sizes = page.evaluate(SIZES)  # type: ignore[attr-defined]

    assert len(sizes) > 10
    assert [found for found in sizes if found[0] < 7.95] == []
    body = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize) * 0.75")  # type: ignore[attr-defined]
    assert 9 <= round(body, 2) <= 10


@pytest.mark.parametrize("plan", PLANS)
def test_no_word_of_ours_stands_above_the_foot(plan: str) -> None:
    assert [text for text in our_words(plan) if _OURS.search(text)] == []


@pytest.mark.parametrize("plan", PLANS)
def test_the_headline_and_every_sentence_is_short(plan: str) -> None:
    report = sponsor_of(plan)

    assert report.headline is not None
    assert len(re.sub(_BOX, "it", report.headline.says).split()) <= 20
    long = [each for text in our_words(plan) for each in sentences_of(text) if len(each.split()) > 25]
    assert long == []


@pytest.mark.parametrize("plan", PLANS)
def test_a_child_of_twelve_can_read_it(plan: str) -> None:
    import textstat

    said = [each for text in our_words(plan) for each in sentences_of(text) if len(each.split()) > 3]
    text = " ".join(each if each.endswith((".", "!", "?")) else f"{each}." for each in said)

    # The formulas of textstat that count syllables fetch a dictionary from outside; these two count letters.
    age = 5 + max(textstat.automated_readability_index(text), textstat.coleman_liau_index(text))

    assert age < 12, f"it is for readers of {age} years"


@pytest.mark.parametrize("plan", EXAMPLES)
def test_no_figure_stands_there_twice_with_other_digits(plan: str) -> None:
    figures = {figure for text in our_words(plan) for figure in re.findall(r"(?<![\d.,])\d+\.\d+(?![\d.])", text)}

    for one in figures:
        shorter = [other for other in figures if len(other) < len(one) and one.startswith(other)]
        assert shorter == [], f"{one} is {shorter[0]} elsewhere"


def test_users_words_never_turn_ours(visitor: Visitor, tmp_path: Path) -> None:
    page = opened(visitor, tmp_path, "arabic")

    outside = page.evaluate(  # type: ignore[attr-defined]
        """() => {
          const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = node.parentElement
            if (!/[\\u0600-\\u06ff]/.test(node.textContent) || parent.closest('bdi, svg, details, style')) continue
            if (!parent.closest('[dir=auto]')) found.push(node.textContent)
          }
          return found
        }"""
    )

    assert outside == []


def test_what_is_a_box_has_an_edge_where_a_reader_sets_all_colours(visitor: Visitor, tmp_path: Path) -> None:
    page = opened(visitor, tmp_path, "north-network-huddles")
    page.emulate_media(forced_colors="active")  # type: ignore[attr-defined]

    widths = page.evaluate(  # type: ignore[attr-defined]
        "() => [...document.querySelectorAll('.cards li, .site-map li')]"
        ".map(box => Math.min(...['Top', 'Left', 'Bottom', 'Right']"
        ".map(side => parseFloat(getComputedStyle(box)[`border${side}Width`]))))"
    )

    assert len(widths) > 10
    assert min(widths) >= 1


def test_the_reader_sees_their_own_asks_as_cards() -> None:
    asks = sponsor_of("north-network-huddles").sections[0]

    assert asks.title == "Two things we need from you"
    assert [card.above for card in asks.blocks[0].items] == ["By Thursday 16 July", "By Friday 14 August"]  # type: ignore[union-attr]
    said = plain("".join(run.text for run in asks.blocks[1].parts[0].runs))  # type: ignore[union-attr]
    assert said.startswith("Also asked: Marek Kowalski, by 20 August: ")
    assert "Your last decision, 18 June: Wave 3 waits (on hold). You look at it again on 13 August." in said


def test_an_overdue_ask_is_marked() -> None:
    card = sponsor_of("3 sites").sections[0].blocks[0].items[0]  # type: ignore[union-attr]

    assert card.above == "◆ Overdue since Saturday 16 May"
    assert card.needs_you


def test_every_site_stands_there_with_its_real_state() -> None:
    sites = next(each for each in sponsor_of("north-network-huddles").sections if each.id == "sites")

    cells = {site.name: plain(site.says) for row in sites.blocks[0].rows for site in row.sites}  # type: ignore[union-attr]
    assert len(cells) == 16
    assert cells["Dunlin"] == "silent since 13 April"
    assert cells["Sandpiper"] == "paused until 7 September"
    assert cells["Wigeon"] == "no lead"
    assert cells["Elm"] == "not started"
    assert cells["Plover"] == "since 8 June"
    assert plain(sites.blocks[0].rows[2].note) == "starts 14 September, on hold"  # type: ignore[union-attr]


def test_many_sites_are_counted_and_none_is_lost() -> None:
    sites = next(each for each in sponsor_of("300 sites").sections if each.id == "sites")

    counted = [int(number) for row in sites.blocks[0].rows for number in re.findall(r"(\d+) (?!more)", plain(row.rest))]  # type: ignore[union-attr]
    title = next(iter(sites.blocks[0].rows)).title  # type: ignore[union-attr]
    assert "300" in f"{title} {sum(counted)} {counted}" or sum(counted) >= 300


def test_a_plan_with_five_answers_hears_once_what_to_fill_in_next() -> None:
    report = sponsor_of("five answers")

    assert [each.id for each in report.sections] == ["answers", "next", "trust"]
    card = report.sections[1].blocks[0].items[0]  # type: ignore[union-attr]
    assert (card.above, card.title) == ("To be filled in next", "The aim: what, for whom, how good, by when")
    assert "spreadkit check" in card.text
    assert not card.needs_you


def test_published_totals_stand_where_no_site_is_listed() -> None:
    sites = next(each for each in sponsor_of("vha-advanced-clinic-access").sections if each.id == "sites")

    assert plain(sites.blocks[0].text) == "1,826 clinics were meant; none is listed. Published:"  # type: ignore[union-attr]
    said = [plain(item.text) for item in sites.blocks[1].items]  # type: ignore[union-attr]
    assert said == [
        "Average wait in primary care, system level: 60.4 days (date not published)",
        "Average wait in primary care, system level: 28.4 days (two years later)",
    ]


WORDS: Final = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200)


@given(WORDS, st.integers(8, 60))
def test_users_words_keep_their_limit_and_stay_isolated(text: str, most: int) -> None:
    said = user_words(text, most)

    assert said.startswith(OPEN)
    assert said.endswith(CLOSE)
    assert said.count(OPEN) == said.count(CLOSE) == 1
    assert len(plain(said)) <= most + len(" …")


@given(st.lists(st.from_regex(r"[A-Za-z]{1,12}", fullmatch=True), min_size=1, max_size=12), st.integers(20, 40))
def test_a_name_keeps_its_last_word_and_its_limit(parts: list[str], most: int) -> None:
    name = " ".join(parts)

    said = name_in(name, most)

    assert len(said) <= most
    assert said.endswith(parts[-1])
    assert said == name or "…" in said


@given(st.from_regex(r"[A-Za-z ]{0,60}[0-9]{1,3}", fullmatch=True))
def test_a_ward_keeps_its_number(name: str) -> None:
    number = re.search(r"\d+$", name)

    assert number is not None
    assert within_room(f"{OPEN}{name}{CLOSE} is silent.", {name}).endswith(f"{number[0]}{CLOSE} is silent.")
