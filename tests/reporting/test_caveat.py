"""The note at the top of a report: never cut, whole in the pack, and for the sponsor one line where there is one."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from spreadkit import get_format
from spreadkit.api.plans import build_report, read_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.plan import Caveat
from spreadkit.model.report import Recipient

from rule_examples import write_example

AS_OF = date(2026, 6, 30)
WHOLE = "These figures are second-hand. " * 60 + "They end here."
SHORT = "Figures are second-hand"
POINTER = "The steering pack has the whole note."
PLAIN = f"caveat: {WHOLE}\n"
BOTH = f"caveat:\n  short: {SHORT}\n  says: {WHOLE}\n"


def said_in(folder: Path, name: str, reader: str) -> str:
    """Return what a format writes of the report in this folder, without markup and breaks."""
    content = get_format(name, "report").render_report(build_report(folder, as_of=AS_OF, reader=reader))
    if isinstance(content, bytes):
        content = "\n".join(
            paragraph.text for paragraph in Document(BytesIO(content)).element.body.iter() if paragraph.text
        )
    return " ".join(re.sub(r"<[^>]+>|\\|[┃│]", "", content).split())


@pytest.mark.parametrize("name", ["text", "markdown", "html", "docx", "json"])
def test_a_caveat_is_whole_for_everyone_where_it_has_no_line_for_the_sponsor(folder: Path, name: str) -> None:
    write_example(folder, PLAIN, about="plan")

    for reader in (Recipient.SPONSOR, Recipient.STEERING):
        assert WHOLE in said_in(folder, name, reader.value)


@pytest.mark.parametrize("name", ["text", "markdown", "html", "docx", "json"])
def test_the_sponsor_has_one_line_and_the_pack_the_whole(folder: Path, name: str) -> None:
    write_example(folder, BOTH, about="plan")

    sponsor, pack = said_in(folder, name, "sponsor"), said_in(folder, name, "steering")
    assert f"{SHORT}. {POINTER}" in sponsor
    assert WHOLE not in sponsor
    assert WHOLE in pack
    assert f"{SHORT}. The last page has the whole note." in pack


@pytest.mark.parametrize("head", ["caveat: Second-hand\n", "caveat: {says: Second-hand}\n"])
def test_a_text_is_the_same_as_its_says(folder: Path, head: str) -> None:
    plan = read_plan(write_example(folder, head, about="plan").main, as_of=AS_OF)[1]

    assert plan.caveat == Caveat(says="Second-hand")


@given(st.text("ab \n", min_size=1, max_size=300).filter(str.strip))
def test_a_line_is_read_whole_or_not_at_all(text: str) -> None:
    line = " ".join(text.split())
    if len(line) <= 120:
        assert Caveat.model_validate({"says": "x", "short": text}).short == line
    else:
        with pytest.raises(ValueError, match=f"the text has {len(line)} characters; write 1 to 120, in one line"):
            Caveat.model_validate({"says": "x", "short": text})


@pytest.mark.parametrize(
    ("caveat", "slug", "message"),
    [
        (
            f"  says: Whole\n  short: {'x' * 121}\n",
            "wrong-value",
            "the text has 121 characters; write 1 to 120, in one line",
        ),
        ("  short: Line\n", "missing-key", '"says" is missing; add it'),
        ("  says: Whole\n  shrt: Line\n", "unknown-key", 'did you mean "short"?'),
    ],
)
def test_a_caveat_that_does_not_fit_is_a_finding_at_its_line(
    folder: Path, caveat: str, slug: str, message: str
) -> None:
    loaded = load_plan(write_example(folder, f"caveat:\n{caveat}", about="plan").main)

    (problem,) = loaded.problems
    assert problem.slug == slug
    assert message in problem.message
    assert problem.location.line is not None
