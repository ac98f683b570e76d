"""Signposts: what others have made, shown for the situations they are for, and never said to be free unless it is."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import spreadkit
from spreadkit.checking.run import check_signposts
from spreadkit.formats._signposts import licence_words
from spreadkit.library.frameworks import SIGNPOSTS_NAME, Library
from spreadkit.loading.loader import load_signposts
from spreadkit.model.signposts import LicenceState, SignpostLicence
from spreadkit.reading.shipped import builtin_frameworks

WANTED = (
    *("nhs-impact-self-assessment", "scottish-approach-to-change", "psat", "csat", "nasss", "cfir", "oric", "r-mc2"),
    *("expandnet-nine-steps", "stari"),
)
OWN = """schema: spreadkit/signposts@1
signposts:
  ward-walk:
    title: Ward | walk
    about: A visitor looks round.
    link: "{link}"
    licence: {{state: not-seen}}
    as-file: {{can: own-words, because: It has six questions}}
    suits:
      simple-change: {{how: beside, of: ihi-spread, because: It takes half an hour}}
"""


def write_own(folder: Path, link: str = "https://example.org/walk") -> Path:
    path = folder / "frameworks" / SIGNPOSTS_NAME
    path.parent.mkdir()
    path.write_text(OWN.format(link=link), encoding="utf-8")
    return path


def test_what_comes_with_spreadkit_is_sound_and_whole() -> None:
    loaded = load_signposts(builtin_frameworks() / SIGNPOSTS_NAME)

    assert [(each.slug, each.message) for each in check_signposts(loaded)] == []
    assert loaded.signposts is not None
    assert tuple(loaded.signposts.signposts) == WANTED
    cited = {
        source
        for each in loaded.signposts.signposts.values()
        for source in (*each.sources, *each.licence.sources, *(s for use in each.suits.values() for s in use.sources))
    }
    assert cited == set(loaded.signposts.sources)


@pytest.mark.parametrize("situation", list(Library().vocabulary().situations))
def test_each_is_shown_for_each_of_its_situations_and_for_no_other(situation: str, folder: Path) -> None:
    meant = {name for name, each in Library().signposts().signposts.items() if situation in each.suits}

    suggestion = spreadkit.suggest_frameworks({situation: True}, folder)

    assert {each.id for each in suggestion.signposts} == meant
    for format_ in ("text", "md"):
        text = spreadkit.get_format(format_, "suggestion").render_suggestion(suggestion)
        assert isinstance(text, str)
        assert len(re.findall(r"Where:\s", text)) == len(meant)
        assert ("None of them endorses spreadkit" in " ".join(text.split())) is bool(meant)
    data = json.loads(spreadkit.get_format("json", "suggestion").render_suggestion(suggestion))
    assert {each["id"] for each in data["signposts"]} == meant


def test_what_is_no_or_unknown_shows_nothing(folder: Path) -> None:
    assert spreadkit.suggest_frameworks({"will-it-last": False, "portfolio": None}, folder).signposts == ()


@given(st.sampled_from(LicenceState), st.none() | st.text("abc", min_size=1))
def test_a_licence_that_was_not_read_is_never_worded_as_one(state: LicenceState, says: str | None) -> None:
    words = licence_words(SignpostLicence(state=state, says=says))

    assert words.startswith(("not stated", "not seen")) is (state is not LicenceState.STATED)
    assert (says or "") in words


def test_a_teams_own_stand_beside_those_that_come_with_spreadkit(folder: Path) -> None:
    path = write_own(folder)

    suggestion = spreadkit.suggest_frameworks({"simple-change": True}, folder)
    result = spreadkit.check([folder], as_of=date(2026, 6, 30))

    assert [each.id for each in suggestion.signposts] == ["ward-walk"]
    assert check_signposts(load_signposts(path)) == []
    assert result.checked.signposts == 1
    assert tuple(Library(folder).signposts().signposts) == (*WANTED, "ward-walk")
    assert SIGNPOSTS_NAME.removesuffix(".yaml") not in Library(folder).ids()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://example.org/)[x](javascript:alert(1))", "<b>"])
def test_a_hostile_link_is_no_link(link: str, folder: Path) -> None:
    write_own(folder, link)

    suggestion = spreadkit.suggest_frameworks({"simple-change": True}, folder)
    text = spreadkit.get_format("md", "suggestion").render_suggestion(suggestion)

    assert isinstance(text, str)
    html = MarkdownIt().render(text)
    assert [found for found in re.findall('href="([^"]*)"', html) if not found.startswith("https://")] == []
    assert "<b>" not in html


def test_which_framework_page_lists_every_signpost() -> None:
    page = (Path(__file__).parents[2] / "docs" / "which-framework.md").read_text(encoding="utf-8")

    assert [name for name in WANTED if f"\n### {name}\n" not in page] == []
