"""Running the rules: what was read, judged for a date, becomes Findings with code, severity and place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from spreadkit.checking.causes import by_cause
from spreadkit.checking.why import with_causes, with_headings
from spreadkit.framework.extend import restored
from spreadkit.framework.loosening import LoosenedPart, without_leave
from spreadkit.framework.question import questions_of
from spreadkit.library.frameworks import Library, framework_used
from spreadkit.loading.attachments import attach
from spreadkit.loading.loaded import (
    Loaded,
    LoadedCrosswalk,
    LoadedFramework,
    LoadedPlan,
    LoadedSignposts,
    LoadedVocabulary,
    display_name,
)
from spreadkit.loading.texts_beside import read_texts_beside
from spreadkit.model.base import Route
from spreadkit.model.finding import Finding, Location, Severity
from spreadkit.model.framework import Framework, Stage
from spreadkit.model.part_of_plan import SECTIONS, UnreadPartError
from spreadkit.model.plan import Ignore, Plan
from spreadkit.model.references import PARTS_BY_KIND
from spreadkit.model.score import AcceptedFinding
from spreadkit.privacy.masking import Mask
from spreadkit.privacy.searched_texts import SearchedTexts, TextsToSearch
from spreadkit.reading.files import UNREADABLE, RefusedFileError, read_file, why_closed
from spreadkit.reading.questions import is_folder
from spreadkit.rules._registry import all_rules, find_rule, rules_about
from spreadkit.rules._rule import Hit, Places, Rule, RuleScope, TextStretch
from spreadkit.rules._subject import (
    ConceptsSubject,
    CrosswalkSubject,
    FrameworkSubject,
    SectionIds,
    SignpostsSubject,
    Subject,
    no_section_ids,
)
from spreadkit.rules.safety.looks_like_patient_data import find_in
from spreadkit.scoring.leaves import claimed_by
from spreadkit.standing.standing import Standing
from spreadkit.words import by_number, count_of, did_you_mean, in_words

_RuleHits = list[tuple[Rule, Hit]]


class JudgedPlan(NamedTuple):
    """What running rules over a plan gave: the plan with its contradicted claims, the hits, and which rules ran.

    `waiting` are the rules that did not run, or not to their end, since they need what could not be read, with the key
    at the top of the plan that they need first.
    """

    subject: Subject
    hits: _RuleHits
    ran: frozenset[str]
    waiting: Mapping[str, str] = MappingProxyType({})


def check_plan(
    loaded: LoadedPlan, as_of: date, *, only: Iterable[str] | None = None, section_ids: SectionIds = no_section_ids
) -> list[Finding]:
    """Check a plan that was read: problems of its files first, then every rule, or `only` those of these slugs.

    `section_ids` returns the ids of the sections of a report, which this room does not know.
    """
    if loaded.readable is None:
        searched = _searched(loaded, as_of)
        rule = all_rules()["looks-like-patient-data"]
        found = [_stamp(loaded, rule, hit, Stage.PREPARE) for hit in find_in(searched)]
        return _masked(with_headings(_in_order(loaded, _problems(loaded) + found, only)), searched)
    return findings_of(loaded, run_rules(make_subject(loaded, as_of, section_ids=section_ids), only=only), only=only)


def findings_of(loaded: LoadedPlan, judgement: JudgedPlan, *, only: Iterable[str] | None = None) -> list[Finding]:
    """Give what was judged its severity and place, after the problems of the files, without what the plan ignores."""
    subject = judgement.subject
    kept = by_cause(_without_ignored(subject.plan, judgement, subject.as_of))
    stamped = [_stamp(loaded, rule, hit, subject.plan.stage) for rule, hit in kept]
    problems = _problems(loaded)
    if loaded.plan is None and judgement.waiting:
        problems = _with_waiting(problems, judgement.waiting)
    return _masked(with_causes(_in_order(loaded, problems + stamped, only), subject.in_part()), subject.searched)


def _with_waiting(problems: list[Finding], waiting: Mapping[str, str]) -> list[Finding]:
    """Say with the first slip of a plan how many rules need what it keeps from being read, and of which parts."""
    named = in_words([f'"{part}"' for part in dict.fromkeys(waiting.values())])
    rules = count_of(len(waiting), "rule that needs", "rules that need")
    first = next((place for place, found in enumerate(problems) if found.slug == "unreadable-yaml"), 0)
    says = f"{problems[first].message} (until then {rules} {named} {by_number(len(waiting), 'is', 'are')} not run)"
    return [*problems[:first], replace(problems[first], message=says), *problems[first + 1 :]]


def patient_data_in(loaded: LoadedPlan, as_of: date) -> int:
    """Return how many places in a plan, its files and the frameworks beside it look like data of patients."""
    headings = loaded.readable.privacy.headings if loaded.readable else ()
    return sum(1 for _ in find_in(_searched(loaded, as_of), headings))


def _searched(loaded: LoadedPlan, as_of: date, frameworks: Iterable[LoadedFramework] = ()) -> SearchedTexts:
    """Return the texts of a plan, of the files that it names, and of frameworks and what else a team has beside them.

    They are read and searched when first asked for.
    """

    def read() -> TextsToSearch:
        used = (path for framework in frameworks for path in framework.own_paths)
        read_texts_beside(loaded, dict.fromkeys([*Library(loaded.path.parent).own_files(), *used]))
        return TextsToSearch(loaded.texts, loaded.unsearched)

    plan = loaded.readable
    allow = plan.privacy.allow if plan else ()
    ways = tuple(person.reach for person in plan.people.values() if person.reach) if plan else ()
    return SearchedTexts(read, tuple(entry.pattern for entry in allow if entry.is_in_force(as_of)), ways)


def _masked(findings: list[Finding], searched: SearchedTexts) -> list[Finding]:
    """Mask what must not be shown wherever findings quote it: in messages, lines, names of files and keys."""
    if not searched.secrets:
        return findings
    mask = Mask(searched.secrets)
    return [
        replace(
            finding,
            message=mask(finding.message),
            cause=mask(finding.cause),
            plainly=mask(finding.plainly),
            next_step=mask(finding.next_step),
            owners=tuple(map(mask, finding.owners)),
            location=replace(
                finding.location, file=mask(finding.location.file), excerpt=mask(finding.location.excerpt)
            ),
            route=_masked_route(finding.route, mask),
            routes=tuple(_masked_route(route, mask) for route in finding.routes),
            places=tuple(
                replace(place, file=mask(place.file), excerpt=mask(place.excerpt)) for place in finding.places
            ),
        )
        for finding in findings
    ]


def check_unread(path: Path) -> list[Finding]:
    """Say of a place that was to be searched why it cannot be read."""
    why = why_closed(path)
    if why is None:
        try:
            read_file(path, 1, top=None)
        except RefusedFileError as error:
            why = error.says
    rule = all_rules()[UNREADABLE]
    what = "folder" if is_folder(path) else "file"
    place = Location(file=display_name(path))
    return with_headings([_finding(rule, rule.severity, f"the {what} {why}", place, ())]) if why else []


def _masked_route(route: Route, mask: Mask) -> Route:
    return tuple(mask(step) if isinstance(step, str) else step for step in route)


def check_framework(loaded: LoadedFramework, *, only: Iterable[str] | None = None) -> list[Finding]:
    """Check a framework that was read. What is wrong with the one that it extends is told when that one is checked."""
    findings = _in_framework(loaded)
    if loaded.base is not None:
        in_base = {(finding.code, finding.location) for finding in _in_framework(loaded.base)}
        findings = [finding for finding in findings if (finding.code, finding.location) not in in_base]
    return with_headings(_in_order(loaded, _with_patients(loaded, findings), only))


def _in_framework(loaded: LoadedFramework) -> list[Finding]:
    findings = _problems(loaded)
    if loaded.framework is not None:
        library = Library.beside(loaded.path)
        words = library.vocabulary()
        subject = FrameworkSubject(
            loaded.framework,
            loaded.path.stem,
            tuple(all_rules()),
            concepts=tuple(words.concepts),
            situations=tuple(words.situations),
            base=loaded.base.framework if loaded.base else None,
            gates_of=lambda framework_id: _gates_of(library, framework_id),
            lost=tuple(loaded.lost),
        )
        findings += _without_consequences(loaded, _found_by_rules(loaded, "framework", subject))
    return findings


def _without_consequences(loaded: Loaded, findings: list[Finding]) -> list[Finding]:
    """Leave out what figures come to where a part that they are worked out from could not be read, or is not sound."""
    rules = all_rules()
    is_whole = not loaded.lost and not any(rules[finding.slug].is_cause for finding in findings)
    return findings if is_whole else [finding for finding in findings if not rules[finding.slug].needs_whole]


def _gates_of(library: Library, framework_id: str) -> tuple[str, ...] | None:
    found = library.find(framework_id)
    return tuple(found.framework.gates) if found and found.framework else None


def check_vocabulary(loaded: LoadedVocabulary) -> list[Finding]:
    """Check a file of concepts and situations that was read."""
    findings = _problems(loaded)
    if loaded.vocabulary is not None:
        library = Library.beside(loaded.path)
        subject = ConceptsSubject(loaded.vocabulary, library.vocabulary_before(loaded.path), tuple(library.ids()))
        findings += _found_by_rules(loaded, "concepts", subject)
    return with_headings(_in_order(loaded, _with_patients(loaded, findings), None))


def check_signposts(loaded: LoadedSignposts) -> list[Finding]:
    """Check a file of signposts that was read."""
    findings = _problems(loaded)
    if loaded.signposts is not None:
        library = Library.beside(loaded.path)
        subject = SignpostsSubject(
            loaded.signposts,
            library.signposts_before(loaded.path),
            tuple(library.ids()),
            tuple(library.vocabulary().situations),
        )
        findings += _found_by_rules(loaded, "signposts", subject)
    return with_headings(_in_order(loaded, _with_patients(loaded, findings), None))


def check_crosswalk(loaded: LoadedCrosswalk) -> list[Finding]:
    """Check a crosswalk that was read."""
    findings = _problems(loaded)
    if loaded.crosswalk is not None:
        library = Library.beside(loaded.path)
        found = {letter: library.find(use.id) for letter, use in loaded.crosswalk.between.uses.items()}
        frameworks = {letter: source.framework for letter, source in found.items() if source and source.framework}
        subject = CrosswalkSubject(loaded.crosswalk, loaded.path.stem, frameworks, tuple(library.ids()))
        findings += _found_by_rules(loaded, "crosswalk", subject)
    return with_headings(_in_order(loaded, _with_patients(loaded, findings), None))


def _with_patients(loaded: Loaded, findings: list[Finding]) -> list[Finding]:
    """Add what looks like data of patients in the text of a file beside plans, and mask it in all that is found."""
    bases = [loaded.base] if isinstance(loaded, LoadedFramework) and loaded.base else []
    searched = SearchedTexts(lambda: TextsToSearch([text for read in (loaded, *bases) for text in read.texts]))
    rule = all_rules()["looks-like-patient-data"]
    own = [
        _stamp(loaded, rule, (where, message), Stage.PREPARE)
        for where, message in find_in(searched)
        if isinstance(where, TextStretch) and where.file == 0
    ]
    return _masked(findings + own, searched)


def make_subject(loaded: LoadedPlan, as_of: date, *, section_ids: SectionIds = no_section_ids) -> Subject:
    """Put together what rules see of a plan that was read."""
    plan = loaded.readable
    assert plan is not None  # noqa: S101 - callers have looked
    day = plan.judged_on(as_of)
    found = {use.id: framework_used(loaded, use, use.edition) for use in plan.frameworks}
    judged = {name: _as_judged(framework, day) for name, framework in found.items() if framework is not None}
    frameworks = {name: on_date.framework for name, on_date in judged.items()}
    everything_found = len(frameworks) == len(found)
    return Subject(
        Standing(plan, frameworks, day),
        run_for=as_of,
        files=loaded.files,
        unusable={name: attachment.why_not for name, attachment in attach(loaded).items() if attachment.why_not},
        searched=_searched(loaded, as_of, filter(None, found.values())),
        parts=frozenset(loaded.source.data) | loaded.lost_sections,
        known_frameworks=() if everything_found else tuple(Library(loaded.path.parent).ids()),
        is_lost=loaded.is_lost,
        lost_kinds=frozenset(
            kind for kind, parts in PARTS_BY_KIND.items() if any(_lost_entries(loaded.lost, part) for part in parts)
        ),
        lost_sections=loaded.lost_sections & SECTIONS,
        undone={name: on_date.undone for name, on_date in judged.items() if on_date.undone},
        current=dict(_in_other_edition(loaded, frameworks)),
        editions_missing=frozenset(_editions_missing(loaded, plan)),
        section_ids=section_ids,
    )


def _in_other_edition(loaded: LoadedPlan, frameworks: Mapping[str, Framework]) -> Iterator[tuple[str, Framework]]:
    """Go through the frameworks of which the plan is pinned to an edition that is not the current one."""
    for use in loaded.readable.frameworks if loaded.readable else ():
        pinned = frameworks.get(use.id)
        if use.edition is None or pinned is None or pinned.edition != use.edition:
            continue
        now = framework_used(loaded, use)
        if now and now.framework and now.framework.edition != use.edition:
            yield use.id, now.framework


def _editions_missing(loaded: LoadedPlan, plan: Plan) -> Iterator[str]:
    """Go through the editions that rounds of ratings name and that are not here."""
    uses = {use.id: use for use in plan.frameworks}
    for name, _, edition in {round_.framework.partition("@") for round_ in plan.ratings.values()}:
        found = framework_used(loaded, uses[name], edition) if edition and name in uses else None
        if found and found.framework and found.framework.edition != edition:
            yield f"{name}@{edition}"


class _FrameworkOnDate(NamedTuple):
    """A framework as it holds on a date, the data it is made of, and what it makes easier without leave."""

    framework: Framework
    data: dict[str, Any]
    undone: list[LoosenedPart]


def _as_judged(loaded: LoadedFramework, as_of: date) -> _FrameworkOnDate:
    """Return a framework as it holds on a date: what it makes easier without leave is as in the one that it extends."""
    assert loaded.framework is not None  # noqa: S101 - callers have looked
    if loaded.base is None:
        return _FrameworkOnDate(loaded.framework, loaded.source.data, [])
    base = _as_judged(loaded.base, as_of)
    undone = without_leave(loaded.framework, base.framework, as_of)
    if not undone:
        return _FrameworkOnDate(loaded.framework, loaded.source.data, [])
    data = restored(loaded.source.data, base.data, [route for part in undone for route in part.routes])
    return _FrameworkOnDate(Framework.model_validate(data), data, undone)


def run_rules(subject: Subject, *, only: Iterable[str] | None = None) -> JudgedPlan:
    """Run the rules over a plan. Those that judge claims against findings, and gates, come last."""
    ended = subject.plan.has_ended(subject.run_for)
    rules = [
        rule for rule in rules_about("plan") if (only is None or rule.slug in only) and (rule.after_end or not ended)
    ]
    waiting: dict[str, str] = {}
    part = subject.in_part()
    hits = [hit for rule in rules if not rule.judged_last for hit in _run_in_part(rule, part, waiting)]
    claims = _against_claims(subject, hits)
    informed = replace(subject, standing=subject.standing.informed_by(*claims))
    part = replace(part, standing=part.standing.informed_by(*claims)) if subject.lost_sections else informed
    hits += [hit for rule in rules if rule.judged_last for hit in _run_in_part(rule, part, waiting)]
    return JudgedPlan(informed, hits, frozenset(rule.slug for rule in rules) - waiting.keys(), waiting)


def _run_in_part(rule: Rule, subject: Subject, waiting: dict[str, str]) -> Iterator[tuple[Rule, Hit]]:
    """Run a rule up to where it asks for what could not be read; then it is among those that wait for that.

    Without the day of its end no rule knows for which day a plan is judged.
    """
    if "ended" in subject.lost_sections:
        waiting[rule.slug] = "ended"
        return
    try:
        for hit in _run(rule, subject, subject.is_lost):
            yield rule, hit
    except UnreadPartError as unread:
        waiting[rule.slug] = unread.part


_Contradicted = dict[str, dict[str, tuple[str, ...]]]
_Accepted = dict[str, dict[str, tuple[AcceptedFinding, ...]]]


def _against_claims(subject: Subject, hits: _RuleHits) -> tuple[_Contradicted, _Accepted]:
    """Say which claims are contradicted: those whose `verified-by` rules found something, at whatever stage.

    What the plan ignores contradicts nothing. Which claims rest on that is told beside them.
    """
    found, lived_with = _told_apart(subject, hits)
    contradicted: _Contradicted = {}
    accepted: _Accepted = {}
    for name, framework in subject.frameworks.items():
        answers, around = subject.plan.answers.get(name, {}), subject.standing.circumstances[name]
        for question in questions_of(framework):
            verified_by = question.criterion.verified_by
            against = tuple(slug for slug in verified_by if slug in found)
            rests_on = tuple(finding for slug in verified_by for finding in lived_with.get(slug, ()))
            if not (against or rests_on) or not claimed_by(question, answers, around):
                continue
            if against:
                contradicted.setdefault(name, {})[question.id] = against
            if rests_on:
                accepted.setdefault(name, {})[question.id] = rests_on
    return contradicted, accepted


def _told_apart(subject: Subject, hits: _RuleHits) -> tuple[set[str], dict[str, list[AcceptedFinding]]]:
    """Return the slugs of the rules that found something to act on, and by slug what the team lives with instead."""
    in_force = [entry for entry in subject.plan.ignore if entry.is_in_force(subject.as_of)]
    found: set[str] = set()
    lived_with: dict[str, list[AcceptedFinding]] = {}
    for rule, where in ((rule, place) for rule, hit in hits for place in _places_of(hit)):
        entry = next((entry for entry in in_force if _covers(entry, rule, where)), None)
        if rule.severity is Severity.NOTE:
            continue
        if entry is None or entry.by is None or entry.until is None:
            found.add(rule.slug)
            continue
        accepted = AcceptedFinding(rule=rule.slug, by=entry.by, because=entry.because or "", until=entry.until)
        if accepted not in lived_with.setdefault(rule.slug, []):
            lived_with[rule.slug].append(accepted)
    return found, lived_with


def _places_of(hit: Hit) -> Sequence[Route | TextStretch]:
    """Return the places of a hit, one or several."""
    where, _ = hit
    return where.routes if isinstance(where, Places) else (where,)


def _found_by_rules(loaded: Loaded, about: RuleScope, subject: Any) -> list[Finding]:
    """Run the rules about a kind of file beside plans, and give what they find its severity and place."""
    return [
        _stamp(loaded, rule, hit, Stage.EMBED)
        for rule in rules_about(about)
        for hit in _run(rule, subject, loaded.is_lost)
    ]


def _run(rule: Rule, subject: Any, is_lost: Callable[[Route], bool]) -> Iterator[Hit]:
    """Run a rule, leaving out what it says of values that could not be read."""
    for where, message in rule.check(subject) if rule.check else ():
        if isinstance(where, Places):
            where = Places([route for route in where.routes if not is_lost(route)])  # noqa: PLW2901 - those that are left
            if where.routes:
                yield where, message
        elif isinstance(where, TextStretch) or not is_lost(where):
            yield where, message


def _lost_entries(lost: Iterable[Route], part: Route) -> bool:
    """Whether a part of the plan, or a whole entry of it, was left out."""
    return any(len(route) <= len(part) + 1 and route[: len(part)] == part[: len(route)] for route in lost)


def _problems(loaded: Loaded) -> list[Finding]:
    rules = all_rules()
    return [
        replace(
            _finding(
                rules[problem.slug], rules[problem.slug].severity, problem.message, problem.location, problem.route
            ),
            places=problem.places,
        )
        for problem in (*loaded.problems, *loaded.notices)
    ]


def _stamp(loaded: Loaded, rule: Rule, hit: Hit, stage: Stage) -> Finding:
    where, message = hit
    route: Route = ()
    places: tuple[Location, ...] = ()
    routes: tuple[Route, ...] = ()
    if isinstance(where, Places):
        if len(where.routes) > 1:
            places, routes = tuple(map(loaded.locate, where.routes)), tuple(map(loaded.as_written, where.routes))
        where = where.routes[0]
    if isinstance(where, TextStretch):
        place = loaded.locate_in_text(where.file, where.start, where.end)
    else:
        place, route = loaded.locate(where), loaded.as_written(where)
    shown = replace(place, excerpt="") if rule.masked else place
    return replace(_finding(rule, rule.severity_at(stage), message, shown, route), places=places, routes=routes)


def _finding(rule: Rule, severity: Severity, message: str, place: Location, route: Route) -> Finding:
    return Finding(
        code=rule.code, slug=rule.slug, severity=severity, message=message, location=place, route=route, help=rule.help
    )


def _without_ignored(plan: Plan, judgement: JudgedPlan, as_of: date) -> _RuleHits:
    """Leave out what the plan ignores for a stated reason and time, and report what ignores nothing.

    Of rules that were not run it cannot be said that they find nothing.
    """
    hits = judgement.hits
    in_force = [(index, entry) for index, entry in enumerate(plan.ignore) if entry.is_in_force(as_of)]
    if not in_force:
        return hits
    used: set[int] = set()
    kept: _RuleHits = []
    for rule, hit in hits:
        left = list[Route | TextStretch]()
        for place in _places_of(hit):
            covering = [index for index, entry in in_force if _covers(entry, rule, place)]
            used.update(covering)
            left += [] if covering else [place]
        if left:
            routes = [place for place in left if not isinstance(place, TextStretch)]
            kept.append((rule, (Places(routes) if len(routes) > 1 else left[0], hit[1])))
    unused = all_rules()["unused-ignore"]
    for index, entry in in_force:
        named = find_rule(entry.rule)
        if index not in used and (named is None or named.slug in judgement.ran):
            kept.append((unused, (("ignore", index), _why_unused(entry))))
    return kept


def _why_unused(entry: Ignore) -> str:
    rule = find_rule(entry.rule)
    if rule is None:
        return f'there is no rule "{entry.rule}"{did_you_mean(entry.rule, all_rules())}; correct the name, or remove it'
    if not rule.can_be_ignored:
        return f'what "{entry.rule}" finds cannot be ignored; correct it, and remove this entry'
    where = f' at "{entry.at}"' if entry.at else ""
    return f'nothing is found by "{entry.rule}"{where}; remove this entry'


def _covers(entry: Ignore, rule: Rule, route: Route | TextStretch) -> bool:
    if not rule.can_be_ignored or find_rule(entry.rule) is not rule:
        return False
    if isinstance(route, TextStretch):
        return entry.at is None
    here = ".".join(str(step) for step in route)
    return entry.at is None or here == entry.at or here.startswith(entry.at + ".")


def _in_order(loaded: Loaded, findings: list[Finding], only: Iterable[str] | None) -> list[Finding]:
    """Sort findings: errors first, then those at the most places, then by place, the plan's own file first."""
    wanted = findings if only is None else [finding for finding in findings if finding.slug in set(only)]
    own = loaded.source.name

    def weight(finding: Finding) -> tuple[int, int, bool, str, int, int, str]:
        where, places = finding.location, max(len(finding.places), 1)
        return finding.severity.rank, -places, where.file != own, where.file, where.line, where.column, finding.code

    return sorted(wanted, key=weight)
