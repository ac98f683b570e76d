"""The whole worksheet: when to use the framework, its phases, gates and components, its figures and its sources."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spreadkit.framework.loosening import as_published
from spreadkit.framework.question import questions_in, questions_of
from spreadkit.framework.resting import rests_on
from spreadkit.framework.whose_words import whose_words
from spreadkit.model.framework import Citation, Figure, Fit, Framework, Gate, Need, RatingRules, Scoring
from spreadkit.model.report import (
    Blank,
    Blanks,
    Block,
    Fact,
    Facts,
    Group,
    Report,
    ReportTable,
    Section,
    TableCell,
    TableColumn,
)
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.reporting.worksheet.arithmetic import in_sentences
from spreadkit.reporting.worksheet.criteria import BOX, criterion_blocks, level_name
from spreadkit.scoring.norms import WHERE_OTHERS_WERE, norm_words, norms_beside
from spreadkit.scoring.operands import MAIN, operands_of, title_of
from spreadkit.sections._wording import bullets, fact, interval, label, paragraphs, section
from spreadkit.words import count_of, in_words

FITS: Final = {Fit.WELL: "Well", Fit.PARTLY: "Partly", Fit.POORLY: "Poorly"}

SEEN_WORDS: Final = {
    "whole": "Read as a whole",
    "part": "Read in part",
    "second-hand": "Known second-hand",
    "no": "Not read",
}


_FOOTS: Final = {"own": "own words", "paraphrase": "paraphrase", "official": "the authors' text"}

_HOW: Final = (
    "Tick one box for each question. “Unknown” is an answer, too: it says that you looked. "
    "Write down why, and where that can be seen."
)


def assemble_worksheet(
    framework: Framework, *, file: str, situations: Mapping[str, str], generator: str = "spreadkit"
) -> Report:
    """Put a framework together as a worksheet. `situations` are the questions behind the ids under `suits`."""
    made = (
        _about(framework),
        _to_fill_in(),
        *(_component(framework, name) for name in framework.components),
        _gates(framework),
        _figures(framework),
        _norms(framework),
        _ratings(framework),
        _phases(framework),
        _suits(framework, situations),
        _loosened(framework),
        _sources(framework),
    )
    return Report(
        title=framework.title,
        plan=file,
        kind="worksheet",
        caveat=framework.note,
        facts=tuple(_facts(framework)),
        foot=f"{framework.title} ({framework.id}@{framework.edition}), {_FOOTS[framework.wording]}, not endorsed",
        sections=tuple(section for section in made if section is not None),
        generator=generator,
    )


def _to_fill_in() -> Section:
    """Ask what is filled in for, by whom and when, above the first question."""
    blanks = (
        Blank(label="Plan or project"),
        Blank(label="Place or site"),
        Blank(label="By", half=True),
        Blank(label="On", half=True),
    )
    return section("sheet", "To fill in", [Blanks(items=blanks)], intro=_HOW)


def _facts(framework: Framework) -> Iterator[Fact]:
    yield fact("Id", framework.id)
    yield fact("Edition", framework.edition)
    yield fact("Wording", whose_words(framework))
    if framework.licence:
        yield fact("Licence", framework.licence)
    if framework.extends is not None:
        why = [framework.extends.because, as_published(framework)]
        yield fact("Built on", framework.extends.use, "; ".join(filter(None, why)))
    criteria = len(questions_of(framework))
    parts = count_of(len(framework.components), "component")
    yield fact("Size", f"{parts}, {count_of(criteria, 'criterion', 'criteria')}")


def _about(framework: Framework) -> Section | None:
    blocks = tuple(paragraphs(framework.about))
    return section("about", "What it is for", blocks) if blocks else None


def _loosened(framework: Framework) -> Section | None:
    if not framework.loosens:
        return None
    rows = [
        (
            loosening.at,
            loosening.what or "",
            loosening.because or "",
            loosening.by or "",
            day(loosening.until, silent=""),
        )
        for loosening in framework.loosens
    ]
    made = _table("Each has a reason, a name and an end", ["What", "How", "Why", "By", "Until"], rows)
    return section("loosened", "What is easier than in the framework that it is built on", [made])


def _suits(framework: Framework, situations: Mapping[str, str]) -> Section | None:
    if not framework.suits:
        return None
    ranked = sorted(framework.suits.items(), key=lambda item: list(Fit).index(item[1].fits))
    rows = [
        (situations.get(name, label(name)), FITS[fit.fits], fit.because, rests_on(fit.basis, fit.sources))
        for name, fit in ranked
    ]
    made = _table("Situations in which it fits, or does not", ["Situation", "Fit", "Why", "Rests on"], rows)
    return section("suits", "When to use it", [made])


def _phases(framework: Framework) -> Section | None:
    if not framework.phases:
        return None
    rows = [(phase.title, label(phase.stage), phase.about or "") for phase in framework.phases]
    made = _table("The phases in their order", ["Phase", "Stage of a plan", "What it is"], rows)
    return section("phases", "Phases", [made])


def _gates(framework: Framework) -> Section | None:
    if not framework.gates:
        return None
    intro = (
        "A gate is open when everything that it needs is in place. Answers that are open or set aside never open it."
    )
    blocks = [
        Group(title=gate.title, note=name, blocks=tuple(_gate(framework, name, gate)))
        for name, gate in framework.gates.items()
    ]
    return section("gates", "Gates", blocks, intro=intro)


def _gate(framework: Framework, name: str, gate: Gate) -> Iterator[Block]:
    yield from paragraphs(gate.about)
    before = next((phase.title for phase in framework.phases if phase.id == gate.before), gate.before)
    yield from paragraphs(f"It stands before the phase “{before}”, and before the stage “{gate.stage}” of a plan.")
    needs = [*_musts(framework, name), *_needs(framework, gate)]
    if needs:
        yield bullets(f"{BOX} {need}" for need in needs).model_copy(update={"boxed": True})


def _musts(framework: Framework, gate_id: str) -> Iterator[str]:
    for question in questions_of(framework):
        if question.criterion.gate == gate_id and question.criterion.need is Need.MUST:
            yield f"{question.ask} ({question.id}: {level_name(question)})"


def _needs(framework: Framework, gate: Gate) -> Iterator[str]:
    for name, least in gate.needs.items():
        yield f"{title_of(framework, name)} ({name}) is at {least} or more"
    for name in gate.requires:
        yield f"The gate {name} is open"


def _component(framework: Framework, name: str) -> Section:
    component = framework.components[name]
    rests = f"Rests on: {rests_on(component.basis, component.sources)}." if component.sources else None
    blocks: list[Block] = [
        *paragraphs(component.about, rests, _counts(framework, name)),
        *(block for question in questions_in(framework, name) for block in criterion_blocks(question)),
    ]
    called = framework.labels.get("component", "component").capitalize()
    return section(f"component-{name}", f"{called}: {component.title}", blocks)


def _counts(framework: Framework, name: str) -> str | None:
    """Say when a component counts, and how much, where that is not always and once."""
    component = framework.components[name]
    parts = [
        f"has the weight {component.weight}" if component.weight != 1 else "",
        *(f"at the stage {stage} the weight {weight}" for stage, weight in component.weight_at.items()),
        f"counts at the stages {in_words(list(component.stages))} only" if component.stages else "",
    ]
    said = in_words([part for part in parts if part])
    return f"It {said}." if said else None


def _figures(framework: Framework) -> Section:
    groups = [_figure(framework, MAIN, "The score", framework.scoring)]
    groups += [
        _figure(framework, name, component.title, component.scoring)
        for name, component in framework.components.items()
        if component.scoring
    ]
    groups += [_figure(framework, name, figure.title, figure) for name, figure in framework.figures.items()]
    if framework.not_answered:
        codes = [f"{code.label} ({name}): {_COUNTS[code.counts]}" for name, code in framework.not_answered.items()]
        groups.append(Group(title="Further ways of not answering", blocks=(bullets(codes),)))
    return section("figures", "How answers become figures", groups)


_COUNTS: Final = {
    "open": "it is open, as “unknown” is",
    "out": "it is left out, as what does not apply",
    "lowest": "it counts as the lowest answer",
}


def _figure(framework: Framework, name: str, title: str, scoring: Scoring) -> Group:
    about = scoring.about if isinstance(scoring, Figure) else None
    rests = f"Rests on: {rests_on(scoring.basis, scoring.sources)}." if isinstance(scoring, Figure) else None
    blocks = [
        *paragraphs(about, " ".join(in_sentences(framework, name, scoring)), rests),
        *_tables(framework, name, title, scoring),
    ]
    return Group(title=title, note=name, blocks=tuple(blocks))


def _tables(framework: Framework, name: str, title: str, scoring: Scoring) -> Iterator[Block]:
    if scoring.bands:
        rows = [
            (band.title, interval(band), band.about or "", rests_on(band.basis, band.sources)) for band in scoring.bands
        ]
        percent = ", in percent of what is possible" if scoring.bands_in == "percent" else ""
        yield _table(f"Bands{percent}: {title}", ["Band", "From, to", "What it means", "Rests on"], rows)
    if scoring.rungs:
        rungs = [
            (
                rung.title,
                str(rung.value),
                ("; ".join(f"{operand}: {least}" for operand, least in rung.needs.items()) or "nothing")
                + (", each with evidence" if rung.needs_evidence else ""),
            )
            for rung in scoring.rungs
        ]
        yield _table(f"Rungs: {title}", ["Rung", "Value", "Needs"], rungs)
    if scoring.rows:
        outcomes = {word: outcome.label for word, outcome in scoring.words.items()}
        headers = [title_of(framework, operand) for operand in operands_of(framework, name)]
        lines = [(*row.when, outcomes.get(row.is_, row.is_)) for row in scoring.rows if len(row.when) == len(headers)]
        yield _table(f"Outcomes: {title}", [*headers, "Outcome"], lines)
    about = [f"{outcome.label}: {outcome.about}" for outcome in scoring.words.values() if outcome.about]
    if about:
        yield bullets(about)


def _norms(framework: Framework) -> Section | None:
    beside = norms_beside(framework, {norm.of: None for norm in framework.norms.values()})
    rows = [(norm.title, f"{norm_words(norm)}.") for norm in beside]
    if not rows:
        return None
    made = _table("What others came to", ["Figure", "Value"], rows)
    return section("norms", "Published values", [made], intro=WHERE_OTHERS_WERE)


def _ratings(framework: Framework) -> Section | None:
    rules = framework.ratings
    if rules is None:
        return None
    parts = in_words([title_of(framework, part) for part in rules.of]) or "everything"
    among = f", among them in the role of {in_words(rules.include)}" if rules.include else ""
    common = "median" if rules.aggregate == "median" else "mean"
    says = [
        f"Several people rate {parts} on their own first, and talk about it then.",
        f"At least {count_of(rules.least_raters, 'person', 'people')} rate{among}.",
        f"Where they have not agreed on an answer, the {common} of their ratings counts.",
        *_agreement_needed(rules),
        f"They differ where their ratings span {rules.differ_from} levels or more.",
    ]
    return section("ratings", "Several raters", [bullets(says)])


def _agreement_needed(rules: RatingRules) -> Iterator[str]:
    asked = rules.aggregate_if
    if asked is None:
        return
    for least, what in (
        (asked.r_wg, "r_wg of a criterion"),
        (asked.r_wg_j, "r_wg(j) of the criteria of a component together"),
    ):
        if least is not None:
            rests = rests_on(asked.basis, asked.sources)
            yield f"It counts only where they agree: {what} is {least} or more. This rests on {rests}."


def _sources(framework: Framework) -> Section:
    lines = tuple(Fact(term=name, says=_source(source)) for name, source in framework.sources.items())
    return section("sources", "Sources", [Facts(items=lines)], intro=whose_words(framework))


def _table(title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> ReportTable:
    """Make a table without the columns in which nothing stands."""
    kept = [index for index, _ in enumerate(headers) if any(row[index] for row in rows)]
    return ReportTable(
        title=title,
        columns=tuple(TableColumn(header=headers[index]) for index in kept),
        rows=tuple(tuple(TableCell(text=row[index]) for index in kept) for row in rows),
    )


def _source(source: Citation) -> Phrase:
    link = source.url or (f"https://doi.org/{source.doi}" if source.doi else None)
    return Phrase(text=source.cite, note=SEEN_WORDS[source.seen], link=link)
