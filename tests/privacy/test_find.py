"""What looks like the data of patients: all that is claimed is found, in any writing, and little else."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.privacy.find import find_patient_data, tells_of_next_cell
from spreadkit.privacy.number_kinds import NUMBER_KINDS, is_kvnr, is_medicare_number
from spreadkit.privacy.plain_text import plain_text
from spreadkit.privacy.second_reading import read_again

import made_lines
from made_lines import MadeLine

TOP = Path(__file__).parents[2]
LINES = 5_000
LEAST_RECALL = 0.99
MOST_FALSE = 0.01


def is_seen(line: MadeLine) -> bool:
    """Whether something was found where the secret of a line stands."""
    at = line.text.index(line.secret)
    end = at + len(line.secret)
    return any(found.at < end and at < found.end for found in find_patient_data(line.text))


def test_what_is_claimed_is_found_and_little_else() -> None:
    began = time.process_time()

    positive, negative = made_lines.positive_lines(LINES), made_lines.negative_lines(LINES)
    missed = [line for line in positive if not is_seen(line)]
    false = [line for line in negative if next(find_patient_data(line.text), None)]

    assert len(missed) <= LINES * (1 - LEAST_RECALL), missed[:20]
    assert len(false) <= LINES * MOST_FALSE, false[:20]
    assert time.process_time() - began < 10


@pytest.mark.parametrize("kind", made_lines.kinds_of(made_lines.positive_lines(200)))
def test_every_kind_is_found_by_itself(kind: str) -> None:
    lines = [line for line in made_lines.positive_lines(LINES) if line.kind == kind]

    missed = [line for line in lines if not is_seen(line)]

    assert len(lines) >= 100
    assert len(missed) <= len(lines) * (1 - LEAST_RECALL), missed[:5]


def test_every_kind_of_number_is_among_the_lines() -> None:
    made = set(made_lines.kinds_of(made_lines.positive_lines(LINES)))

    assert {kind.what for kind in NUMBER_KINDS} <= made


def test_lines_that_are_joined_give_what_each_gives() -> None:
    lines = made_lines.positive_lines(400)
    text = "\n\n".join(line.text for line in lines)

    found = [found.secret for found in find_patient_data(text)]

    assert found == [found.secret for line in lines for found in find_patient_data(line.text)]


@given(st.text())
def test_plain_text_keeps_every_position(text: str) -> None:
    plain = plain_text(text)

    assert len(plain) == len(plain.lower()) == len(text)


@given(st.text())
def test_what_is_found_is_a_stretch_of_the_text(text: str) -> None:
    for found in find_patient_data(f"{text} MRN 1234567"):
        assert f"{text} MRN 1234567"[found.at : found.end] == found.secret


@pytest.mark.parametrize("number", ["2123456701", "29501012381"])
def test_australian_medicare_numbers_have_a_check_digit(number: str) -> None:
    others = {digit for digit in "0123456789" if is_medicare_number(number[:8] + digit + number[9:])}

    assert len(others) == 1


def test_german_insurance_numbers_have_a_check_digit() -> None:
    assert is_kvnr("A123456780")
    assert not is_kvnr("A123456781")


SHOWN_ON_PURPOSE = {
    *("docs/privacy.md", "docs/rules/safety.md", "examples/broken/patient-data/spread-plan.yaml"),
}
"""They show what is found."""


def test_texts_that_come_with_spreadkit_hold_no_patient_data() -> None:
    paths = [
        path
        for folder in ("frameworks", "examples", "docs")
        for path in (TOP / folder).rglob("*")
        if path.suffix in {".yaml", ".csv", ".md"} and path.relative_to(TOP).as_posix() not in SHOWN_ON_PURPOSE
    ]

    found = {path: list(find_patient_data(path.read_bytes().decode("utf-8", "replace"))) for path in paths}

    assert len(paths) > 100
    assert {path: seen for path, seen in found.items() if seen} == {}


def test_libraries_are_not_imported_for_a_text_without_numbers_of_persons() -> None:
    code = (
        "import sys; from pathlib import Path; from spreadkit.privacy.find import find_patient_data;"
        "print(list(find_patient_data(Path(sys.argv[1]).read_text('utf-8'))),"
        "sorted({'stdnum', 'phonenumbers'} & set(sys.modules)))"
    )
    plan = TOP / "examples" / "north-network-huddles" / "spread-plan.yaml"

    said = subprocess.run([sys.executable, "-c", code, plan], check=True, capture_output=True, text=True).stdout

    assert said.strip() == "[] []"


@pytest.mark.parametrize(
    "piece",
    [
        *("943 476 5919 ", "1 ", "1234567890 ", "a@ ", "Mr A ", "Aa ", "age 1 ", "ls1 3ex ", "born ", "((("),
        "Jane Okafor, aged 71 ",
    ],
)
def test_a_long_line_takes_no_more_time_than_its_length(piece: str) -> None:
    text = "Mr age 1 @ 12345 born y/o bed 1 " + piece * (100_000 // len(piece))

    began = time.process_time()
    list(find_patient_data(text))

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "as_read"),
    [
        ("summary: >\n  Fell 943 476\n  5919 on ward 4", "943 476 5919"),
        ('summary: "943 476\\u00a05919"', "943 476\u00a05919"),
        ("943&nbsp;476&#160;5919", "943\u00a0476\u00a05919"),
        ("\\u0039434765919", "9434765919"),
        ("Jane\nOkafor, aged\n71", "Jane Okafor"),
        ("MRN\n  1234567", "1234567"),
        ("# fell: 943 476\n# 5919", "943 476 5919"),
    ],
)
def test_what_is_written_otherwise_is_found_as_it_reads(text: str, as_read: str) -> None:
    (found,) = find_patient_data(text)

    assert found.as_read == as_read
    assert text[found.at : found.end] == found.secret


@given(st.text(st.sampled_from("ab 1\n\\u0039x&;#>-\t"), max_size=200))
def test_every_character_that_reads_has_its_place(text: str) -> None:
    reading = read_again(text)

    if reading is None:
        return
    places = [reading.written(at) for at in range(len(reading.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    same = [
        at
        for at in range(len(reading.text))
        if not any(a <= at < b for a, b in zip(reading.starts, reading.ends, strict=True))
    ]
    assert [reading.text[at] for at in same] == [text[places[at]] for at in same]


@pytest.mark.parametrize(
    "row", ["MRN,1234567", "id_type;SSN;123-45-6789", "x|mrn|1234567", "a\tHospital number\t7654321", "DOB,1948-05-03"]
)
def test_label_in_one_cell_names_the_number_in_the_next(row: str) -> None:
    assert len(list(find_patient_data(row, is_table=True))) == 1


def test_digest_with_a_label_alone_tells_of_the_next_cell() -> None:
    assert tells_of_next_cell("ward\n·x·\nMRN:\n·x·\n1234567")
    assert tells_of_next_cell("Date of birth")
    assert not tells_of_next_cell("the ward\nMRN is never kept\npatients")
