"""Worksheets: everything that a framework's file says is on them, to be read and to be filled in by hand."""

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import spreadkit
from spreadkit.formats.html import css_text
from spreadkit.library.frameworks import Library
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Framework
from spreadkit.model.report import Blank, Blanks, Bullets, Group, Report, walk
from spreadkit.reporting.worksheet.sheet import assemble_worksheet

FORMATS = ("text", "md", "html")
BUILT_IN = Library().ids()

EVERYTHING = """\
schema: spreadkit/framework@1
id: every
edition: "7"
title: Everything at once
wording: paraphrase
licence: CC BY 4.0
note: |
  First caveat.

  Second caveat.
about: What it is good for.
sources:
  book: {cite: "A book, 1999", url: "https://example.org/book", seen: second-hand}
  paper: {cite: "A paper", doi: 10.1000/paper, seen: whole}
labels: {component: domain}
suits:
  will-it-last: {fits: poorly, because: Not made for that, basis: sourced, sources: [book]}
  own-situation: {fits: well, because: Made for that}
not-answered:
  not-able: {label: Not able to say, counts: out}
scales:
  presence:
    absent: {value: 0, label: Absent}
    good: {value: 2, label: In place, about: To be seen by anybody}
  kind: {simple: {label: Simple}, complex: {label: Complex}}
  help:
    answer: number
    from: -2
    to: 2
    step: 0.5
    low: A barrier
    high: A help
    bands: [{id: minus, title: Rather hinders, below: 0, about: Think again}, {id: plus, title: Helps, from: 0}]
  done: {answer: date}
  story: {answer: words, at-least: 12}
phases:
  - {id: plan, title: Plan it, stage: prepare, about: Think first}
  - {id: do, title: Do it, stage: launch}
gates:
  start:
    title: Ready to begin
    before: do
    stage: launch
    about: Who decides is written down.
    needs: {weaker: 40}
    requires: other/launch
components:
  people:
    title: People
    about: Who does it.
    weight: 3
    weight-at: {embed: 1}
    stages: [prepare, launch]
    basis: recalled
    sources: [book]
    criteria:
      people.lead:
        ask: Who leads?
        levels: {absent: Nobody, good: Somebody}
        points:
          good: {value: 8.5, basis: recalled, note: Fits the published mean}
          absent: {value: 1}
        evidence: [A charter, A rota]
        prompts: [Who stands in?, Since when?]
        gate: start
        need: must
        weight: 2
        weight-at: {embed: 5}
        evidence-from: good
        fresh-for: 90
        not-applicable: never
        basis: sourced
        levels-basis: recalled
        sources: [paper]
        verified-by: [sponsor-missing]
        note: Only here.
      people.sites:
        ask: Is it known at each site?
        per-site: {roll-up: share, share: 0.8}
        only-if: {criterion: people.lead, at-least: good}
        stages: [launch]
  rest:
    title: The rest
    scoring: {method: none}
    criteria:
      rest.kind: {ask: What kind is it?, scale: kind, only-if: {criterion: people.lead, is: [good, absent]}}
      rest.help: {ask: Does it help?, scale: help, reverse: yes}
      rest.done: {ask: When was it done?, scale: done}
      rest.story: {ask: What happened?, scale: story}
      rest.counted: {ask: How many sites have it?, scale: help, from-plan: sites-in-place}
scoring:
  method: mean
  of: components
  weights: {people: 4}
  rescale: {times: 2, plus: 1}
  round: {to: 0.5, halves: even}
  bands:
    - {id: low, title: Little, below: 50, about: Begin again, basis: recalled, sources: [book]}
    - {id: high, title: Much, from: 50}
figures:
  weaker:
   {title: The weaker, about: What lags, method: min, of: [people, rest.help], basis: sourced, sources: [paper]}
  steps:
    title: Steps
    method: ladder
    rungs: [{id: one, title: First step, value: 0.5, needs: {people.lead: good}}]
  next:
    title: Next
    method: table
    of: [rest.kind]
    rows: [{when: [simple], is: go}, {when: [complex], is: wait}]
    words: {go: {label: Go on, about: At once}, wait: {label: Wait}}
ratings: {of: people, least-raters: 4, include: [adopter], aggregate: median, differ-from: 2}
examples: []
"""


def framework_of(text: str, folder: Path) -> Framework:
    path = folder / "every.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_framework(path)
    assert [each.message for each in loaded.problems] == []
    assert loaded.framework is not None
    return loaded.framework


@pytest.fixture
def sheet(tmp_path: Path) -> Report:
    questions = {"will-it-last": "Will it last?", "own-situation": "Is it ours?"}
    return assemble_worksheet(framework_of(EVERYTHING, tmp_path), file="every.yaml", situations=questions)


def written(report: Report, format_: str) -> str:
    text = spreadkit.get_format(format_, "report").render_report(report)
    assert isinstance(text, str)
    return text


class Words(HTMLParser):
    """The text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shown(report: Report, format_: str) -> str:
    """Return what a person sees, in one line."""
    text = written(report, format_)
    if format_ == "html":
        text = " ".join(Words(text.partition("<body>")[2]).words)
    if format_ == "md":
        text = re.sub(r"\\(?=[^\w\s])", "", text).replace("<br>", " ")
    return " ".join(text.split())


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "words",
    [
        *(
            "Everything at once",
            "First caveat.",
            "Second caveat.",
            "What it is good for.",
            "CC BY 4.0",
            "A paraphrase, not the text of the authors",
        ),
        *("Will it last?", "Not made for that", "what was seen of the sources: book", "Is it ours?", "Made for that"),
        *("Plan it", "Think first", "Prepare", "Ready to begin", "Who decides is written down.", "“Do it”"),
        *(
            "☐ Who leads? (people.lead: In place)",
            "☐ The weaker (weaker) is at 40 or more",
            "The gate other/launch is open",
        ),
        *(
            "Its levels rest on",
            "Domain: People",
            "Who does it.",
            "has the weight 3",
            "at the stage embed the weight 1",
            "memory, not looked up",
        ),
        *("counts at the stages prepare and launch only", "☐ In place (good, worth 8.5): Somebody", "worth 1): Nobody"),
        *(
            "Points: memory, not looked up: Fits the published mean",
            "A charter; A rota",
            "Who stands in?",
            "Since when?",
        ),
        *("Must-have at the gate “Ready to begin”; enough is: In place", "5 at the stage embed", "from “good” on"),
        *("90 days", "never: it cannot be set aside", "sponsor-missing", "Only here.", "To be seen by anybody"),
        *("the share of sites that satisfy it counts; 80 % of them must", "people.lead is answered good, or better"),
        *(
            "people.lead is answered good or absent",
            "☐ Answer: a number from -2 to 2 in steps of 0.5",
            "-2 is: A barrier",
        ),
        *("2 is: A help", "below 0: Rather hinders", "Think again", "are bad here, so they are turned round"),
        *("☐ Done on the day below", "☐ Not done", "☐ Not able to say", "☐ Unknown: we looked, and nobody could say"),
        *("counted from the plan: the target sites where every core change is in place", "☐ Not applicable"),
        *("The mean of all components, each turned into percent of its range first.", "Weights: People 4;"),
        *(
            "What is not answered is left out.",
            "The result is taken times 2, plus 1.",
            "rounded to 0.5 at the end, halves to",
        ),
        *(
            "Little",
            "below 50",
            "Begin again",
            "Much",
            "50 or more",
            "What lags",
            "The lowest of People and rest.help",
        ),
        *("The highest rung that is reached", "First step", "people.lead: good", "Looked up in a table, by rest.kind."),
        *("simple", "Go on", "Go on: At once", "No figure is made: the framework gives none."),
        *(
            "Not able to say (not-able): it is left out, as what does not apply",
            "Several people rate People on their own",
        ),
        *(
            "At least 4 people rate, among them in the role of adopter.",
            "the median of their ratings counts",
            "span 2 levels or more",
        ),
        *("A book, 1999", "https://example.org/book", "Known second-hand", "A paper", "https://doi.org/10.1000/paper"),
    ],
)
def test_everything_that_the_file_says_is_on_the_sheet(words: str, format_: str, sheet: Report) -> None:
    seen = written(sheet, format_) if words.startswith("https://") else shown(sheet, format_)

    assert words in seen.replace("\\", "") if words.startswith("https://") else words in seen


@pytest.mark.parametrize("format_", ["md", "html"])
@pytest.mark.parametrize(
    "blank", ["Because", "Evidence", "By", "On", "Number", "Done on", "Answers by site", "Plan or project"]
)
def test_there_is_room_to_write_by_hand(blank: str, format_: str, sheet: Report) -> None:
    room = '<span class="line">&nbsp;</span>'
    line = {"md": f"\n| {blank} | |\n", "html": f"<dt>{blank}</dt><dd>{room}"}[format_]

    assert line in written(sheet, format_)


def test_what_is_counted_is_not_filled_in_and_an_open_question_has_room(sheet: Report) -> None:
    blanks = [
        [block.items for block in walk((group,)) if isinstance(block, Blanks)]
        for section in sheet.sections
        if section.id == "component-rest"
        for group in section.blocks
        if isinstance(group, Group)
    ]

    assert blanks[-1] == []
    assert blanks[-2][0][0] == Blank(label="Answer, in 12 words or more", lines=3)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_question_stays_with_its_boxes_and_its_lines_on_one_page(name: str) -> None:
    sheet = spreadkit.build_worksheet(name, Path())

    questions = [
        group
        for section in sheet.sections
        if section.id.startswith("component-")
        for group in section.blocks
        if isinstance(group, Group)
    ]
    page = written(sheet, "html")

    assert len(questions) > 9
    assert all(group.together for group in questions)
    assert all(group.blocks[0].boxed for group in questions if isinstance(group.blocks[0], Bullets))
    assert page.count('<div class="together">') == len(questions)
    assert sheet.foot.endswith("own words, not endorsed")
    assert css_text(f"Spread worksheet, {sheet.foot}") in page


def test_in_word_a_question_stays_together_and_its_lines_are_high_enough_to_write_on(sheet: Report) -> None:
    content = spreadkit.get_format("docx", "report").render_report(sheet)
    assert isinstance(content, bytes)
    document = docx.Document(BytesIO(content))

    asked = next(line for line in document.paragraphs if line.text.startswith("Who leads?"))
    blanks = next(table for table in document.tables if table.cell(0, 0).text == "Because")

    assert asked.paragraph_format.keep_with_next
    assert [round(row.height.mm) for row in blanks.rows if row.height] == [16, 8, 8, 8]


def test_no_day_stands_on_a_sheet(sheet: Report) -> None:
    page = written(sheet, "html")

    assert "<title>Everything at once: spread worksheet</title>" in page
    assert "Skip to the worksheet" in page
    assert shown(sheet, "text").endswith("Made from every.yaml, with spreadkit.")
    assert shown(sheet, "md").endswith("Made from every.yaml, with spreadkit.")
    assert "not stated" not in page


@pytest.mark.parametrize("framework", BUILT_IN)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_built_in_framework_has_its_sheet(framework: str, format_: str) -> None:
    loaded = Library().find(framework)
    assert loaded is not None
    assert loaded.framework is not None

    text = shown(spreadkit.build_worksheet(framework, Path()), format_)

    for name, criterion in loaded.framework.criteria.items():
        assert " ".join(criterion.ask.split()) in text, name
        assert f"({name})" in text or f" {name} " in text, name
    assert text == shown(spreadkit.build_worksheet(framework, Path()), format_)


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(HOSTILE)
def test_whatever_a_text_holds_is_shown_as_text(text: str) -> None:
    framework = Library().find("ihi-spread")
    assert framework is not None
    assert framework.framework is not None
    criterion = framework.framework.components["leadership"].criteria["leadership.executive-sponsor"]
    components = {
        "leadership": framework.framework.components["leadership"].model_copy(
            update={
                "criteria": {"leadership.executive-sponsor": criterion.model_copy(update={"ask": text, "note": text})}
            }
        )
    }
    changed = framework.framework.model_copy(update={"components": components, "title": text, "note": text})

    report = assemble_worksheet(changed, file="f.yaml", situations={})

    assert "<script" not in written(report, "html").partition("<body>")[2]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written(report, "text"))
    assert written(report, "md")


@pytest.mark.usefixtures("folder")
def test_a_plans_report_can_be_read_as_text() -> None:
    spreadkit.begin_plan(Path("new"), title="Huddles", frameworks=["ihi-spread"])

    text = written(spreadkit.build_report(Path("new"), as_of=date(2026, 6, 30), reader="appendix"), "text")

    assert text.startswith("Huddles\n=======\n")
    assert "as of 30 June 2026" in text
    assert max(len(line) for line in text.splitlines() if "https://" not in line) <= 100
