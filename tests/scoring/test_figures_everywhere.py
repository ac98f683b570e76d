"""Whatever is worked out of a figure, every format says: its range, word, band, counts, and what settles it."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import AS_OF, HEAD

from spreadkit.formats import get_format
from spreadkit.model.framework import Framework, Operator, Scoring
from spreadkit.model.plan import Plan
from spreadkit.model.score import FigureScore, FrameworkScore, PlanScore
from spreadkit.reporting.build import assemble_report
from spreadkit.sections._view import View
from spreadkit.standing.standing import Standing

LEVELS = ("low", "mid", "top")
SITES = {"n": "North ward", "s": "South ward"}
SCALES = {
    "worth": {level: {"value": str(index), "label": f"Worth {level}"} for index, level in enumerate(LEVELS)},
    "words": {level: {"label": f"Word {level}"} for level in LEVELS},
    "days": {"answer": "date"},
    "numbers": {"answer": "number", "from": "1", "to": "5"},
}
GIVEN = {
    "worth": st.sampled_from(LEVELS),
    "words": st.sampled_from(LEVELS),
    "days": st.one_of(st.just("not-done"), st.dates(date(2026, 1, 1), date(2026, 12, 1)).map(date.isoformat)),
    "numbers": st.integers(1, 5).map(str),
}
FORMATS = ("text", "json", "markdown", "html", "docx")


@st.composite
def scorings(draw: st.DrawFn, of: list[str], criteria: list[str], scale: str, tag: str) -> dict[str, Any]:
    """Draw a way of scoring, with all that its method asks for."""
    method = draw(st.sampled_from([*Operator]))
    made: dict[str, Any] = {"method": method.value, "answered-at-least": draw(st.sampled_from(["0", "0.6", "1"]))}
    ways = ["lowest", "highest", "mean", "median", "distribution"]
    if draw(st.integers(0, 3)) == 0:
        made["per-site"] = {"roll-up": draw(st.sampled_from(ways))}
    if of:
        made["of"] = of[:2] if method is Operator.DIFFERENCE else of
    if method.joins and draw(st.booleans()):
        middle = draw(st.sampled_from(["0.5", "2", "50"]))
        made["bands"] = [
            {"id": "under", "title": f"Band {tag} under", "below": middle},
            {"id": "over", "title": f"Band {tag} over", "from": middle},
        ]
    if method is Operator.LADDER:
        made["rungs"] = [
            {"id": f"rung-{index}", "title": f"Rung {tag} {index}", "value": str(index), "needs": {name: needed}}
            for index, (name, needed) in enumerate(zip(criteria, draw_needs(draw, scale), strict=False), start=1)
        ]
    if method is Operator.TABLE:
        made["of"] = criteria[:2]
        rows = product(*[LEVELS] * len(criteria[:2]))
        made["rows"] = [{"when": list(row), "is": draw(st.sampled_from(["go", "wait"]))} for row in rows]
        made["words"] = {word: {"label": f"Outcome {tag} {word}"} for word in ("go", "wait")}
    return made


def draw_needs(draw: st.DrawFn, scale: str) -> list[str]:
    return [draw(GIVEN[scale]) for _ in range(3)]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Framework, dict[str, Any]]:
    scale = draw(st.sampled_from([*SCALES]))
    components = {}
    for name in ("one", "two"):
        names = [f"{name}.{index}" for index in range(draw(st.integers(1, 3)))]
        by_site = st.sampled_from([{}, {}, {"per-site": {"roll-up": "lowest"}}])
        criteria = {
            each: {"ask": "Is it so?", "reverse": draw(st.sampled_from(["yes", "no"])), **draw(by_site)}
            for each in names
        }
        components[name] = {"title": f"Component {name}", "criteria": criteria}
        if draw(st.booleans()):
            components[name]["scoring"] = draw(scorings([], names, scale, name))
    names = [name for component in components.values() for name in component["criteria"]]
    of = draw(st.sampled_from([["components"], ["criteria"], ["two", "one"]]))
    data = {
        **HEAD,
        "scales": {scale: SCALES[scale]},
        "components": components,
        "scoring": draw(scorings(of, names, scale, "main")),
        "figures": {"more": {"title": "A further one", **draw(scorings(["one", "two"], names, scale, "more"))}},
    }
    given_ = st.one_of(st.none(), st.just({"na": "No such thing"}), GIVEN[scale].map(lambda level: {"level": level}))
    answers = {name: answer for name in names if (answer := draw(given_)) is not None}
    for component in components.values():
        for name, criterion in component["criteria"].items():
            if "per-site" in criterion and "level" in answers.get(name, {}):
                answers[name] = {"sites": draw(st.dictionaries(st.sampled_from([*SITES]), GIVEN[scale], min_size=1))}
    return Framework.model_validate(data), answers


def view_of(framework: Framework, answers: dict[str, Any]) -> View:
    plan = Plan.model_validate(
        {
            "schema": "spreadkit/plan@1",
            "title": "Made",
            "frameworks": [{"use": "made"}],
            "sites": [{"id": name, "name": title} for name, title in SITES.items()],
            "answers": {"made": answers},
        }
    )
    standing = Standing(plan, {"made": framework}, AS_OF)
    return View(standing, PlanScore(as_of=AS_OF, plan="spread-plan.yaml", frameworks=standing.scores), ())


def pages_of(view: View) -> dict[str, str]:
    """Write the score, and the pack, in every format; and take the markup off again."""
    report = assemble_report(view)
    written = {name: get_format(name, "report").render_report(report) for name in FORMATS}
    pages = {name: text_of(name, content) for name, content in written.items() if name != "json"}
    score = get_format("text", "score").render_score(view.score)
    return {**pages, "score": " ".join(score.split()), "report as json": text_of("json", written["json"])}


def text_of(name: str, content: str | bytes) -> str:
    if isinstance(content, bytes):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = package.read("word/document.xml").decode()
    if name in {"html", "docx"}:
        content = unescape(re.sub(r"<[^>]*>", " " if name == "html" else "", content))
    if name == "markdown":
        content = unescape(re.sub(r"<!-- -->|\\(?=\W)", "", content)).replace("<br>", " ")
    return " ".join(content.split())


def figures_of(framework: Framework, score: FrameworkScore) -> Iterator[tuple[FigureScore, Scoring | None]]:
    yield score.figure, framework.scoring
    yield from ((each, framework.components[each.id].scoring) for each in score.components)
    yield from ((each, framework.figures[each.id]) for each in score.figures)


def words_of(framework: Framework, figure: FigureScore, scoring: Scoring | None) -> Iterator[str]:
    """What must be readable of a figure, worked out from the framework's file alone."""
    if figure.range is not None:
        yield from map(str, {figure.range.value, figure.range.low, figure.range.high} - {None})
    scale = next(iter(framework.scales.values()))
    labels = {level: each.label for level, each in scale.items()} if isinstance(scale, dict) else {}
    labels |= {"not-done": "not done"}
    titles = {band.id: band.title for band in scoring.bands} if scoring else {}
    titles |= {rung.id: rung.title for rung in scoring.rungs} if scoring else {}
    titles |= {word: each.label for word, each in scoring.words.items()} if scoring else {}
    titles |= {name: each.title for name, each in framework.components.items()}
    if figure.word is not None:
        yield (
            figure.word.rstrip("+")
            if figure.method == "date-duration"
            else (titles | labels).get(figure.word, figure.word)
        )
    if figure.band is not None:
        yield titles[figure.band]
    yield from (f"{number} {quoted((labels | titles).get(level, level))}" for level, number in figure.counts.items())
    yield from ((titles | SITES).get(name, name) for name in figure.decided_by)
    yield figure.says if figure.method != "none" else figure.says[1:]


def quoted(name: str) -> str:
    """Quote a name that begins with a number, which would be read as part of how many there are."""
    return name if name[0].isalpha() else f"“{name}”"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_every_format_says_all_that_is_known_of_every_figure(case: tuple[Framework, dict[str, Any]]) -> None:
    framework, answers = case
    view = view_of(framework, answers)
    (score,) = view.score.frameworks
    pages = pages_of(view)

    for figure, scoring in figures_of(framework, score):
        for word in words_of(framework, figure, scoring):
            missing = [name for name, page in pages.items() if word not in page]
            assert not missing, (figure.id, word)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_json_has_every_figure_whole(case: tuple[Framework, dict[str, Any]]) -> None:
    view = view_of(*case)
    (score,) = view.score.frameworks

    (data,) = json.loads(get_format("json", "score").render_score(view.score))["frameworks"]

    written = [data["figure"], *data["components"], *data["figures"]]
    figures = [score.figure, *score.components, *score.figures]
    assert [each["id"] for each in written] == [each.id for each in figures]
    for each, figure in zip(written, figures, strict=True):
        assert (each["word"], each["band"], each["says"]) == (figure.word, figure.band, figure.says)
        assert (each["decided_by"], each["counts"]) == (list(figure.decided_by), dict(figure.counts))
        assert [term["id"] for term in each["terms"]] == [term.id for term in figure.terms]
        value = figure.range and figure.range.value
        assert (each["score"] and each["score"]["value"]) == (None if value is None else float(value))


@settings(deadline=None)
@given(cases())
def test_part_is_a_number_only_where_the_whole_is_made_of_numbers(case: tuple[Framework, dict[str, Any]]) -> None:
    framework, _ = case
    (score,) = view_of(*case).score.frameworks
    words = {"count", "distribution", "table", "ladder", "none"}

    for component in score.components:
        if framework.components[component.id].scoring is None and score.figure.method in words:
            assert component.range is None
            assert component.method in words


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        *(("count", "count"), ("distribution", "distribution"), ("none", "none"), ("sum", "sum"), ("mean", "mean")),
        *(("median", "median"), ("min", "mean"), ("product", "mean"), ("furthest", "date-proportion")),
    ],
)
def test_component_without_its_own_way_follows_the_whole(whole: str, part: str) -> None:
    data = {
        **HEAD,
        "scoring": {"method": whole},
        "components": {"a": {"title": "A", "criteria": {"a.1": {"ask": "?"}}}},
    }
    (score,) = view_of(Framework.model_validate(data), {"a.1": {"level": "good"}}).score.frameworks

    assert score.components[0].method == part
