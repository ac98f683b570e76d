"""What must not be shown is masked wherever it is quoted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spreadkit
from spreadkit.privacy.masking import Mask, masked

AS_OF = date(2026, 6, 30)
HEAD = "schema: spreadkit/plan@1\ntitle: Example\n"
NHS = "943 476 5919"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def run(plan: str, **files: str) -> Path:
        for name, text in {"spread-plan.yaml": HEAD + plan, **files}.items():
            path = Path(name.replace("__", "/").replace("_csv", ".csv").replace("_md", ".md"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Path("spread-plan.yaml")

    return run


words = st.text(st.characters(categories=["L", "N"]), min_size=2, max_size=6)


@given(st.text(), st.lists(words, min_size=1, max_size=4), st.sampled_from([" ", "-", "\u00a0", "  "]), st.text())
def test_a_secret_is_masked_wherever_it_stands_and_nothing_moves(
    before: str, parts: list[str], gap: str, behind: str
) -> None:
    secret = gap.join(parts)
    text = f"{before} {secret}{behind}"

    shown = Mask([secret])(text)

    at = len(before) + 1
    assert len(shown) == len(text)
    assert shown[at : at + len(secret)] == masked(secret)


@pytest.mark.parametrize(
    "text",
    ['"943 476 5919" is wrong', "943-476-5919", "9434765919", '"943 476 5', "see 943 476…", "write 943-476-59"],
)
def test_a_secret_is_masked_with_other_gaps_and_cut_short(text: str) -> None:
    assert not set("0123456789") & set(Mask([NHS])(text))


def test_what_is_no_secret_stays() -> None:
    text = "943 beds, 476 falls in 5919 days"

    assert Mask([NHS])(text) == text
    assert Mask([])(text) == text


def test_many_secrets_are_masked_as_fast_as_one() -> None:
    mask = Mask(f"{number:010}" for number in range(1_000_000_000, 1_000_020_000))

    assert mask('"1000012345" is no site; nor is "1000099999"') == '"**********" is no site; nor is "1000099999"'


def test_gaps_stay_when_a_secret_is_masked() -> None:
    assert masked("Mrs O'Neill, 71") == "*** *'*****, **"


ROUTES = [
    f"x-note: {NHS}\npeple: {NHS}\n",
    f"people:\n  {NHS}: {{name: A}}\n",
    f"people:\n  ap: {{name: A, NHS {NHS}: x}}\n",
    f"stage: {NHS}\n",
    f"actions:\n  a: {{do: x, due: '{NHS}'}}\n",
    f"actions:\n  a: {{do: x, owner: '{NHS}'}}\n",
    "actions:\n  a: {do: x, state: '9434765919'}\n",
    f"evidence:\n  e1: {{kind: file, file: 'evidence/{NHS}.md'}}\n",
    f"evidence:\n  e2: {{kind: link, link: 'x {NHS}'}}\n",
    f"evidence:\n  e2: {{kind: link, link: '{'y' * 52} {NHS}'}}\n",
    f"frameworks: [{{use: '{NHS}'}}]\n",
    f"waves:\n  w: {{start: '{NHS}'}}\n",
    f"brand: {{logo: '{NHS}.png'}}\n",
    f"report: {{order: ['{NHS}'], pages: [{{title: T, file: '{NHS}.md'}}]}}\n",
    f"ignore:\n  - {{rule: 'x', because: '{NHS}', by: '{NHS}', until: 2026-01-01}}\n",
    f"title: {NHS}\nstage: [\n",
    f"- {NHS}\n",
]


@pytest.mark.parametrize("plan", ROUTES)
def test_no_finding_shows_the_number_of_a_patient(plan: str, write: Write) -> None:
    result = spreadkit.check([write(plan)], as_of=AS_OF)

    shown = [spreadkit.get_format(name, "check").render_check(result) for name in ("text", "json")]
    assert "looks-like-patient-data" in {finding.slug for finding in result.findings}
    assert [text for text in shown for part in ("943 476", "9434765919", "943-476") if part in text] == []


def test_tables_show_no_number_either(write: Write) -> None:
    rows = f"date,site,change,stage,note\n2026-01-01,9434765919,h,testing,x\n2026-01-02,a,{NHS},testing,x\n{NHS}\n"

    result = spreadkit.check([write("adoption: adoption.csv\n", adoption_csv=rows)], as_of=AS_OF)

    shown = spreadkit.get_format("json", "check").render_check(result)
    assert "unknown-site" in shown or "table-does-not-fit" in shown
    assert "943" not in shown


def test_keys_are_masked_in_other_findings_too(write: Write) -> None:
    token = "gh" + "p_" + "a1" * 18

    result = spreadkit.check([write(f"stage: {token}\n")], as_of=AS_OF)

    assert {"secret-or-private-link", "unknown-word"} <= {finding.slug for finding in result.findings}
    assert token not in spreadkit.get_format("json", "check").render_check(result)
