"""How staff are reached is no patient's data, wherever it stands; what is a patient's stays one."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spreadkit
from spreadkit.model.report import Report
from spreadkit.privacy.find import find_patient_data
from spreadkit.privacy.searched_texts import SearchedText, SearchedTexts, TextsToSearch
from spreadkit.reporting.redact import redact

AS_OF = date(2026, 6, 30)
GAPS = ("", " ", "-", ".", " - ")
NHS = "943 476 5919"


def found(folder: Path, people: str, more: str = "") -> set[str]:
    (folder / "spread-plan.yaml").write_text(
        f"schema: spreadkit/plan@1\ntitle: Example\npeople:\n  rc: {people}\n{more}", encoding="utf-8"
    )
    return {each.slug for each in spreadkit.check([folder], as_of=AS_OF).findings}


@pytest.mark.parametrize(
    "reach",
    [
        NHS,
        "613 555 0123",
        "partner 07400 123456",
        "rhona.campbell@gmail.com",
        "home phone 0131 496 0123, or rc@hotmail.co.uk",
        "rhona.campbell2@nhs.net",
    ],
)
def test_a_way_to_staff_is_no_patients_data(reach: str, tmp_path: Path) -> None:
    people = f'{{name: R. Campbell, role: partner, reach: "{reach}"}}'

    assert "looks-like-patient-data" not in found(tmp_path, people, f"summary: Ring {reach}\n")


@pytest.mark.parametrize("reach", [f"NHS number {NHS}", f"the patient {NHS}", f"MRN {NHS}"])
def test_what_is_said_to_be_a_patients_is_found_there_too(reach: str, tmp_path: Path) -> None:
    assert "looks-like-patient-data" in found(tmp_path, f"{{name: R. Campbell, reach: {reach}}}")


def test_another_number_beside_it_is_found(tmp_path: Path) -> None:
    assert "looks-like-patient-data" in found(tmp_path, f"{{name: R. C., reach: Extension 4411, days: '{NHS}'}}")


@pytest.mark.parametrize(
    ("reach", "is_told"),
    [
        ("07400 123456", True),
        ("+46 70 174 06 05", True),
        ("rc@gmail.com", True),
        ("0131 496 0123", False),
        ("Extension 4411", False),
        ("rhona.campbell@example.org", False),
        ("At the desk of Rowan Ward, room 3.114", False),
    ],
)
def test_a_note_tells_of_what_is_somebodys_own(reach: str, tmp_path: Path, *, is_told: bool) -> None:
    assert ("reach-in-public" in found(tmp_path, f'{{name: R. Campbell, reach: "{reach}"}}')) is is_told


def test_no_note_is_made_of_a_fictional_plan(tmp_path: Path) -> None:
    people = '{name: R. Campbell, reach: "07400 123456"}'

    assert "reach-in-public" not in found(tmp_path, people, "fictional: yes\n")


@given(
    digits=st.lists(st.text("0123456789", min_size=2, max_size=5), min_size=2, max_size=4),
    gap=st.sampled_from(GAPS),
    elsewhere=st.sampled_from(GAPS),
)
def test_no_number_to_call_is_found_however_it_is_grouped(digits: list[str], gap: str, elsewhere: str) -> None:
    way, again = gap.join(digits), elsewhere.join(digits)
    text = f"people:\n  rc: {{role: partner, reach: {way}}}\nsummary: Ring {again}\n"

    searched = SearchedTexts(lambda: TextsToSearch([SearchedText("plan.yaml", text, text)]), ways=(way,))

    shown = redact(Report(title=f"Partner {again}", plan="plan.yaml"), (), ways=(way,))
    assert not searched.patients
    assert shown.title == f"Partner {again}"


@given(number=st.integers(0, 10**10 - 1), way=st.text("0123456789 +", min_size=6, max_size=14))
def test_other_numbers_are_found_as_before(number: int, way: str) -> None:
    text = f"A fall of {number:010}"
    alone = [match.secret for match in find_patient_data(text)]

    searched = SearchedTexts(lambda: TextsToSearch([SearchedText("plan.yaml", text, text)]), ways=(way,))

    if f"{number:010}" not in "".join(way.split()):
        assert [one.match.secret for one in searched.patients] == alone
