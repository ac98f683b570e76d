"""What sections show: every part of a plan has its place in the pack, or is named as not shown."""

from types import ModuleType
from typing import Final

import pytest

from spreadkit.model.report import Reader
from spreadkit.reporting import build as reporting
from spreadkit.reporting.build import all_sections, sections_for
from spreadkit.reporting.parts import NOT_SHOWN, claim_on, claims_of, parts_of_plan

SHOWN: Final = [(section.name, section.shows) for section in sections_for(Reader.STEERING)]


def with_section(monkeypatch: pytest.MonkeyPatch, **says: object) -> None:
    """Let a section of its own be the only one, with what its file says."""
    module = ModuleType("ours")
    vars(module).update(says, build=lambda _: None)
    monkeypatch.setattr(reporting, "module_names", lambda _: ["ours"])
    monkeypatch.setattr(reporting.importlib, "import_module", lambda _: module)


def test_every_part_of_a_plan_has_its_place_or_is_named_as_not_shown() -> None:
    claims = claims_of(SHOWN)

    nowhere = [part for part in parts_of_plan() if claim_on(part, claims) is None]

    assert nowhere == []
    assert len(parts_of_plan()) > 400


def test_parts_are_found_through_lists_groups_tables_and_ids() -> None:
    assert {
        "title",
        "communication.interactive",
        "people.name",
        "package.changes.title",
        "answers.proposed.from",
        "drivers.ideas.serves.strength",
        "adoption.stage",
        "measures.data.points.value",
        "answers.sites",
    } <= {*parts_of_plan()}


def test_what_is_claimed_is_the_place_of_something() -> None:
    claims = claims_of(SHOWN)

    used = {claim_on(part, claims) for part in parts_of_plan()}

    assert {*claims} == used


def test_the_longer_name_wins() -> None:
    claims = claims_of([("waves", ["sites"]), ("roles", ["sites.owner"])])

    assert (claim_on("sites.owner", claims), claim_on("sites.lead", claims)) == ("sites.owner", "sites")


def test_a_name_ends_where_a_part_does() -> None:
    assert claim_on("sites.name", claims_of([("ours", ["aim"])])) is None
    with pytest.raises(ValueError, match="ours shows sit, and a plan has no such part"):
        claims_of([("ours", ["sit"])])


def test_a_part_has_one_place() -> None:
    with pytest.raises(ValueError, match="theirs and ours both show risks"):
        claims_of([("ours", ["risks"]), ("theirs", ["risks"])])
    with pytest.raises(ValueError, match="nobody and ours both show rollout"):
        claims_of([("ours", ["rollout"])])


def test_the_reason_why_a_part_is_not_shown_is_a_sentence() -> None:
    assert [reason for reason in NOT_SHOWN.values() if len(reason) < 25 or not reason.endswith(".")] == []


def test_a_section_of_the_pack_must_say_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    with_section(monkeypatch, ORDER=1)

    with pytest.raises(ValueError, match="ours is in the pack: say with SHOWS"):
        all_sections.__wrapped__()


def test_only_a_section_of_the_pack_says_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    with_section(monkeypatch, SPONSOR=1, SHOWS=("risks",))

    with pytest.raises(ValueError, match="ours is not in the pack"):
        all_sections.__wrapped__()


def test_a_section_that_shows_what_no_plan_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with_section(monkeypatch, ORDER=1, SHOWS=("riks",))

    with pytest.raises(ValueError, match="ours shows riks"):
        all_sections.__wrapped__()
