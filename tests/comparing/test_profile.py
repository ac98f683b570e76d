"""The profile by concept: every criterion on one line, spans that hold, and no total."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from spreadkit.api.plans import build_report, open_plan
from spreadkit.comparing.concept_profile import profile_by_concept
from spreadkit.formats._concepts import profile_lines
from spreadkit.library.frameworks import Library
from spreadkit.model.profile import ConceptLine, ConceptShare
from spreadkit.model.report import ReportTable, Section
from test_crosswalk import framework_text

AS_OF = date(2026, 6, 30)

ONE = {
    "all.sponsor": "concept: leadership, gate: launch, need: must, verified-by: [sponsor-missing]",
    "all.backing": "concept: leadership",
    "all.outcome": "concept: measurement",
    "all.own": "concept: equity",
}
TWO = {"all.head": "concept: leadership", "all.culture": "concept: culture", "all.none": "need: may"}

CRITERIA = [("one", name) for name in ONE] + [("two", name) for name in TWO]


def lay(folder: Path, answers: dict[tuple[str, str], str], *, frameworks: tuple[str, ...] = ("one", "two")) -> None:
    """Write both frameworks, and a plan that follows these of them; an answer is what stands behind its id."""
    (folder / "frameworks").mkdir(exist_ok=True)
    for name, criteria in {"one": ONE, "two": TWO}.items():
        (folder / "frameworks" / f"{name}.yaml").write_text(framework_text(name, criteria), encoding="utf-8")
    lines = ["schema: spreadkit/plan@1", "title: Example", "frameworks:"]
    lines += [f"  - use: {name}@1" for name in frameworks]
    lines.append("answers:")
    for name in frameworks:
        given_here = {criterion: said for (framework, criterion), said in answers.items() if framework == name}
        lines += [f"  {name}:", *(f"    {criterion}: {{{said}}}" for criterion, said in given_here.items())]
    (folder / "spread-plan.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def profile_of(folder: Path) -> tuple[ConceptLine, ...]:
    opened = open_plan(folder, as_of=AS_OF)
    scored = [(opened.subject.frameworks[score.id], score) for score in opened.score.frameworks]
    return profile_by_concept(scored, Library(folder).vocabulary().concepts)


def share_of(folder: Path, concept: str | None, framework: str) -> ConceptShare:
    line = next(each for each in profile_of(folder) if each.concept == concept)
    share = line.share_of(framework)
    assert share is not None
    return share


def section_of(folder: Path) -> Section | None:
    report = build_report(folder, as_of=AS_OF, reader="appendix")
    return next((each for each in report.sections if each.id == "concepts"), None)


def test_lines_follow_the_vocabulary_then_other_concepts_then_what_has_none(folder: Path) -> None:
    lay(folder, {})

    lines = profile_of(folder)

    assert [line.concept for line in lines] == ["leadership", "measurement", "culture", "equity", None]
    assert [line.title for line in lines] == [
        *("Leadership", "Measurement and feedback", "Culture", "equity", "Without a concept"),
    ]
    assert [share.framework for share in lines[0].shares] == ["one", "two"]
    assert lines[1].share_of("two") is None


def test_satisfied_open_and_not_applicable_are_told_apart(folder: Path) -> None:
    lay(
        folder,
        {
            ("one", "all.backing"): "level: good, because: A",
            ("one", "all.outcome"): "na: Not here, until: 2026-12-31",
            ("two", "all.head"): "level: partial, because: B",
        },
    )

    one, two = share_of(folder, "leadership", "one"), share_of(folder, "leadership", "two")
    nothing = share_of(folder, "measurement", "one")

    assert (one.answered, one.applicable, one.satisfied, one.open) == (1, 2, 1, 1)
    assert (one.low, one.high) == (Decimal("0.500"), Decimal("1.000"))
    assert (two.answered, two.applicable, two.satisfied) == (1, 1, 0)
    assert (two.low, two.high) == (0, 0)
    assert (nothing.applicable, nothing.low, nothing.high) == (0, None, None)


def test_claim_that_the_plan_contradicts_is_not_satisfied(folder: Path) -> None:
    lay(folder, {("one", "all.sponsor"): "level: good, because: A"})
    before = share_of(folder, "leadership", "one").satisfied
    path = folder / "spread-plan.yaml"
    path.write_text(path.read_text() + "people:\n  ap: {name: A. Patel, role: executive-sponsor}\n")

    assert (before, share_of(folder, "leadership", "one").satisfied) == (0, 1)


said = st.sampled_from(["", "level: absent", "level: good", "level: unknown", "na: Not here", "note: Later"])


@given(answers=st.fixed_dictionaries({}, optional=dict.fromkeys(CRITERIA, said)))
def test_every_criterion_is_on_one_line_and_spans_hold(answers: dict[tuple[str, str], str], tmp_path: Path) -> None:
    lay(tmp_path, answers)

    shares = [share for line in profile_of(tmp_path) for share in line.shares]

    set_aside = sum(each.startswith("na") for each in answers.values())
    assert sum(share.applicable for share in shares) == len(CRITERIA) - set_aside
    for share in shares:
        assert 0 <= share.satisfied <= share.answered <= share.applicable
        if share.low is not None and share.high is not None:
            assert 0 <= share.low <= share.high <= 1
            assert (share.low == share.high) == (share.open == 0)


@given(answers=st.fixed_dictionaries({}, optional=dict.fromkeys(CRITERIA, said)))
def test_answering_what_is_open_stays_inside_the_span(answers: dict[tuple[str, str], str], tmp_path: Path) -> None:
    lay(tmp_path, answers)
    before = {(line.concept, share.framework): share for line in profile_of(tmp_path) for share in line.shares}
    filled = dict.fromkeys(CRITERIA, "level: good") | {
        each: text for each, text in answers.items() if text.startswith(("level: a", "level: g", "na"))
    }

    lay(tmp_path, filled)

    for line in profile_of(tmp_path):
        for share in line.shares:
            earlier = before[line.concept, share.framework]
            assert earlier.low is None or (share.low is not None and share.low >= earlier.low)
            assert earlier.high is None or (share.high is not None and share.high <= earlier.high)


def test_order_of_frameworks_changes_the_columns_alone(folder: Path) -> None:
    answers = {("one", "all.backing"): "level: good", ("two", "all.head"): "level: absent"}
    lay(folder, answers)
    there = profile_of(folder)
    lay(folder, answers, frameworks=("two", "one"))

    back = profile_of(folder)

    assert [line.concept for line in there] == [line.concept for line in back]
    for one, other in zip(there, back, strict=True):
        assert sorted(one.shares, key=lambda each: each.framework) == sorted(
            other.shares, key=lambda each: each.framework
        )


def test_text_says_spans_and_that_there_is_no_total(folder: Path) -> None:
    lay(folder, {("one", "all.backing"): "level: good", ("two", "all.head"): "level: good"})

    lines = list(profile_lines(profile_of(folder)))

    assert lines[0].split() == ["By", "concept", "one", "two"]
    assert lines[1] == "Leadership                1 to 2 of 2  1 of 1"
    assert lines[2] == "Measurement and feedback  0 to 1 of 1  -"
    assert "No total is made" in lines[-1]
    assert not any("total" in line.lower() for line in lines[:-2])


def test_report_has_the_profile_only_for_two_frameworks_or_more(folder: Path) -> None:
    lay(folder, {}, frameworks=("one",))
    alone = section_of(folder)
    lay(folder, {("one", "all.backing"): "level: good", ("two", "all.head"): "na: Not here, until: 2026-12-31"})

    section = section_of(folder)

    assert alone is None
    assert section is not None
    assert "No total is made" in section.intro
    (table,) = section.blocks
    assert isinstance(table, ReportTable)
    assert [column.header for column in table.columns] == ["Concept", "Framework one", "Framework two"]
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows[0] == ["Leadership", "1 of 2", "not applicable"]
    assert rows[1] == ["Measurement and feedback", "0 of 1", "not asked about"]
    assert table.rows[0][1].note == "1 not answered"
