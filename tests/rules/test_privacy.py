"""Privacy and safety: what must be found, and, as important, what must not."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding
from spreadkit.privacy.find import find_patient_data
from spreadkit.privacy.find_keys import find_keys
from spreadkit.privacy.number_kinds import is_patient_number
from spreadkit.reading import tables

AS_OF = date(2026, 6, 30)
HEAD = "schema: spreadkit/plan@1\ntitle: Example\n"
NHS = "9434765919"

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.chdir(tmp_path)

    def run(slug: str, plan: str, **tables: str) -> list[Finding]:
        for name, rows in tables.items():
            Path(f"{name}.csv").write_text(rows, encoding="utf-8")
        Path("spread-plan.yaml").write_text(HEAD + plan, encoding="utf-8")
        findings = check_plan(load_plan(Path("spread-plan.yaml")), AS_OF)
        return [each for each in findings if each.slug == slug]

    return run


def with_check_digit(nine: int) -> str | None:
    """Return the NHS number of nine digits, worked out as the data dictionary says; None where there is none."""
    digits = f"{nine:09}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    last = (11 - rest) % 11
    return None if last == 10 else f"{digits}{last}"


nine_digits = st.integers(min_value=320_000_000, max_value=999_999_999)


@given(nine_digits.map(with_check_digit).filter(bool), st.sampled_from(["", " ", "-"]))
def test_every_valid_nhs_number_is_found_in_any_usual_spacing(number: str, gap: str) -> None:
    written = gap.join([number[:3], number[3:6], number[6:]])

    seen = list(find_patient_data(f"The patient {written}, on ward 4."))

    assert [each.secret for each in seen] == [written]
    assert number not in seen[0].what


@given(nine_digits, st.integers(min_value=0, max_value=9))
def test_ten_digits_with_another_check_digit_are_not_found(nine: int, last: int) -> None:
    number = f"{nine:09}{last}"

    assert is_patient_number(number) is (number == with_check_digit(nine))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 6, 30)), st.integers(min_value=0, max_value=999))
def test_chi_numbers_begin_with_a_date_of_birth(born: date, serial: int) -> None:
    number = with_check_digit(int(f"{born:%d%m%y}{serial:03}"))

    assert number is None or is_patient_number(number)


@pytest.mark.parametrize("nine", [0, 1, 3_113_000, 310_250_123, 10_050_123, 203_450_678])
def test_low_numbers_without_a_date_are_no_chi_numbers(nine: int) -> None:
    number = with_check_digit(nine)

    assert number is None or not is_patient_number(number)


@pytest.mark.parametrize(
    "text",
    [
        "Patient born 12/03/1950 fell twice",
        "born on 3 May 1948",
        "DOB: 1950-03-12",
        "d.o.b. 12.3.50",
        "date of birth is May 3rd, 1948",
        'x-date-of-birth: "1950-03-12"',
        "MRN 0012345",
        "MRN: AB12345",
        "hospital number 1234567",
        "NHS no. 943 476 5918",
        "patient id=88123456",
    ],
)
def test_words_and_figures_of_patients_are_found(text: str) -> None:
    assert len(list(find_patient_data(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Call 020 7946 0958 or 07700 900123",
        "+44 7700 900 982, +1 617 301 4800",
        f"Tel. {NHS}",
        f"telephone: {NHS[:3]} {NHS[3:6]} {NHS[6:]}",
        f"https://doi.org/10.1136/{NHS}",
        f"https://example.org/a?id={NHS}&x=1",
        f"doi: {NHS}, ISBN {NHS}",
        "ISBN 0306406152",
        f"rate 0.{NHS} and {NHS}.5",
        f"1{NHS}",
        f"{NHS}1",
        f"v{NHS}",
        "2026-03-31, 2025/2026, 1900-2000",
        "100 200 3001 beds",
        "The unit was born out of need in 2019",
        "Born in 1950",
        "Hospital number 4 of 12",
        "NHS number fields are left out",
        "patient number 12",
        "The form asks for name, dob and ward",
        "1767225600",
    ],
)
def test_what_is_no_patient_data_is_left_in_peace(text: str) -> None:
    assert list(find_patient_data(text)) == []


def test_patient_data_are_found_at_their_place_and_masked(check: Check) -> None:
    plan = f"learning:\n  - {{on: 2026-01-01, what: Fine}}\n  - {{on: 2026-01-02, what: 'Mrs X, {NHS}'}}\n"

    found = check("looks-like-patient-data", plan)

    assert [(each.location.line, each.location.column) for each in found] == [(5, 36)]
    assert found[0].message == "this looks like an NHS, CHI or H&C number (…19); take all data of patients out"
    assert found[0].location.excerpt == ""


def test_column_of_patient_numbers_is_one_finding(check: Check) -> None:
    rows = "".join(f"s{index},Ward,{with_check_digit(400_000_000 + 3 * index) or NHS}\n" for index in range(40))

    found = check("looks-like-patient-data", "sites: sites.csv\n", sites=f"id,name,note\n{rows}")

    assert [(each.location.file, each.location.line) for each in found] == [("sites.csv", 2)]
    assert " and 39 more like it;" in found[0].message


def test_patient_data_in_a_comment_are_found_with_their_line(check: Check) -> None:
    found = check("looks-like-patient-data", f"stage: launch\n# fell: {NHS}\nx-note: Free\n")

    assert [(each.location.line, each.location.column) for each in found] == [(4, 9)]


def test_patient_data_under_a_key_of_ones_own_are_found(check: Check) -> None:
    assert len(check("looks-like-patient-data", f"x-fell: {NHS}\n")) == 1


def test_columns_of_patients_are_found_in_tables_that_are_read_in_part(check: Check) -> None:
    measure = "{title: Falls, kind: outcome, better: lower, data: {file: falls.csv, value: falls}}"
    rows = "date,falls,date_of_birth\n2026-01-01,3,\n"

    found = check("looks-like-patient-data", f"measures:\n  falls: {measure}\n", falls=rows)

    assert [each.message for each in found] == ['the column "date_of_birth" is about patients; take their rows out']


def test_figures_of_a_series_are_not_taken_for_patients(check: Check) -> None:
    measure = "{title: Falls, kind: outcome, better: lower, data: {file: falls.csv, value: falls, per: days}}"
    rows = f"date,falls,days\n2026-01-01,0.{NHS},1204567\n2026-02-01,3.1415926535,{NHS}.0\n"

    assert check("looks-like-patient-data", f"measures:\n  falls: {measure}\n", falls=rows) == []


# Put together here, so that scanners of repositories do not take these tests for the real thing.
SECRETS = [
    "https://bucket.example.org/a.pdf?X-Amz-Date=1&X-Amz-" + "Signature=abc",
    "https://store.example.org/a.pdf?sv=1&sig=" + "abc%3D",
    "https://example.org/a?access_" + "token=abc",
    "https://example.org/a?token" + "=abc",
    "https://ap:secret" + "@example.org/a",
    "https://north-my.sharepoint.com/personal/ap/a",
    "https://1drv.ms/w/abc",
    "https://drive.google.com/file/d/abc",
    "https://docs.google.com/document/d/abc/edit",
    "https://www.dropbox.com/s/abc/a.pdf",
    "file:///C:/Users/ap/charter.docx",
    "gh" + "p_" + "a1" * 18,
    "AKIA" + "A1B2" * 4,
    "-----BEGIN RSA " + "PRIVATE KEY-----",
]


@pytest.mark.parametrize("text", SECRETS)
def test_keys_and_private_links_are_found_and_never_shown(text: str, check: Check) -> None:
    found = check("secret-or-private-link", f"summary: Fine\nx-note: Fine\ncaveat: 'See {text} there'\n")

    assert [each.location.line for each in found] == [5]
    assert text not in f"{found[0].message} {found[0].location.excerpt}"


@pytest.mark.parametrize(
    "text",
    [
        "https://north.sharepoint.com/sites/spread/charter.pdf",
        "https://example.org/a?page=2&signed=no",
        "https://example.org/tokens?design=1",
        "https://docs.google.com/document/d/e/abc/pub",
        "Contact ap@example.org about the token for the car park",
        "Keep the private key of the cupboard",
        "https://example.org:8080/a",
        "See the file: charter.md",
        "Profile: good",
    ],
)
def test_shared_links_and_plain_words_are_left_in_peace(text: str) -> None:
    assert list(find_keys(text)) == []


@pytest.mark.parametrize("link", ["data:text/html,x", "ftp://example.org/a", "www.example.org", "https://", "http:/a"])
def test_links_that_are_not_on_the_web_are_found(link: str, check: Check) -> None:
    found = check("link-not-web", f"evidence:\n  a: {{kind: link, link: '{link}'}}\n")

    assert [each.route for each in found] == [("evidence", "a", "link")]


@pytest.mark.parametrize("link", ["https://example.org", "HTTP://EXAMPLE.org/a?b=c#d", "https://example.org/a%20b"])
def test_links_on_the_web_pass(link: str, check: Check) -> None:
    assert check("link-not-web", f"evidence:\n  a: {{kind: link, link: '{link}'}}\n") == []


def test_link_to_a_disk_is_reported_once(check: Check) -> None:
    plan = "evidence:\n  a: {kind: link, link: 'file:///a.pdf'}\n"

    assert check("link-not-web", plan) == []
    assert len(check("secret-or-private-link", plan)) == 1


@pytest.mark.parametrize("file", ["../charter.md", "/etc/passwd", "C:\\charter.md", "a/../../b.md"])
def test_files_outside_are_found_and_not_called_missing(file: str, check: Check) -> None:
    plan = f"evidence:\n  a: {{kind: file, file: '{file}'}}\n"

    assert [each.route for each in check("path-escape", plan)] == [("evidence", "a", "file")]
    assert check("evidence-file-missing", plan) == []


def test_guides_and_tables_outside_are_found_too(check: Check) -> None:
    plan = "sites: ../sites.csv\npackage:\n  version: '1'\n  changes: {a: {title: A, how-to: ../a.md}}\n"

    assert [each.location.line for each in check("path-escape", plan)] == [3, 6]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("=1+1", True),
        ("+cmd|x", True),
        ("-1+cmd", True),
        ("@SUM(A1)", True),
        ("- no lead yet", True),
        ("-5", False),
        ("+44 7700 900123", False),
        ("-", False),
        ("--", False),
        ("-2.5%", False),
        ("a=b", False),
        ("'=1+1", False),
    ],
)
def test_cells_that_a_spreadsheet_would_compute_are_found(cell: str, found: bool, check: Check) -> None:  # noqa: FBT001
    findings = check("formula-in-cell", "sites: sites.csv\n", sites=f"id,name,note\na,A,{cell}\n")

    assert [each.location.column for each in findings] == [5] * found


def test_column_of_formulas_is_one_finding(check: Check) -> None:
    rows = "".join(f"2026-01-0{day},a,huddle,aware,=A{day}\n" for day in range(1, 4))

    found = check("formula-in-cell", "adoption: adoption.csv\n", adoption=f"date,site,change,stage,note\n{rows}")

    assert [(each.location.file, each.location.line) for each in found] == [("adoption.csv", 2)]
    assert found[0].message.endswith("; so do 2 more cells below")


def test_looking_over_a_long_plan_takes_no_time() -> None:
    text = "2026-01-05,ward-4,huddle,implemented,The number of falls rose\n" * 2_000

    began = time.perf_counter()
    seen = [*find_patient_data(text), *find_keys(text)]
    took = time.perf_counter() - began

    assert seen == []
    assert took < 1


# ---- large tables ----------------------------------------------------------------------------------------------------

cell = st.sampled_from(
    [
        *("ash", "2026-01-05", "testing", "tel", "born", "dob 1940-02-03", "NHS number 1234567", NHS, f"x{NHS}"),
        *("943 476 5919", "https://x-my.sharepoint.com/personal/a", "token=abcdef0123456789abcd", "file:/c/me", ""),
    ]
)


@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(",;"))
def test_what_is_seen_in_a_cell_of_a_table_is_seen_in_its_digest(grid: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join(row) for row in [["a", "b", "c"], *grid])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "DIGEST_FROM", 0)
        digest = tables.parse_table(text.encode(), "t.csv").digest

    for look in (partial(find_patient_data, is_table=True), find_keys):
        assert {each.what for each in look(text)} <= {each.what for each in look(digest)}


def test_large_table_is_searched_to_its_last_cell(check: Check) -> None:
    row = "2026-01-05,ash,huddle,testing,A long word on how the ward has been getting on with it this month\n"
    rows = "date,site,change,stage,note\n" + row * 12_000 + f"2026-01-05,ash,huddle,testing,Fell: {NHS}\n"

    (finding,) = check("looks-like-patient-data", "adoption: adoption.csv\n", adoption=rows)

    assert (finding.location.line, finding.location.column) == (12_002, 37)
    assert NHS not in finding.message
