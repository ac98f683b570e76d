"""The verbs: check, score, begin a plan, build a report, explain. All else is composed here, and printed elsewhere."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from spreadkit.api.refusal import refuse_frameworks, refuse_places, refuse_plan
from spreadkit.checking.run import (
    check_crosswalk,
    check_framework,
    check_plan,
    check_signposts,
    check_unread,
    check_vocabulary,
    findings_of,
    make_subject,
    run_rules,
)
from spreadkit.errors import NothingToCheckError, SpreadkitError, UncleanPlanError, UnreadablePlanError
from spreadkit.framework.question import questions_by_id, questions_of
from spreadkit.kept.checks import CheckedFile, recalled, remember
from spreadkit.kept.runs import run_now
from spreadkit.library.discovery import PLAN_NAME, FileToCheck, find_plan, plan_stem, refuse_left
from spreadkit.library.frameworks import Library, open_framework
from spreadkit.library.targets import targets_of
from spreadkit.loading.attachments import attach
from spreadkit.loading.loaded import LoadedPlan, display_name
from spreadkit.loading.loader import load_crosswalk, load_framework, load_plan, load_signposts, load_vocabulary
from spreadkit.model.finding import CheckedCounts, CheckResult, Finding, Location, Severity
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan
from spreadkit.model.score import AnswerState, PlanScore
from spreadkit.model.unread import Unread
from spreadkit.privacy.masking import Mask, without_patients
from spreadkit.privacy.searched_texts import SearchedTexts
from spreadkit.reading.files import repository_left
from spreadkit.reading.questions import Witness, witnessed
from spreadkit.rules._registry import all_rules, find_rule
from spreadkit.rules._subject import Subject
from spreadkit.standing.standing import Standing
from spreadkit.version import __version__
from spreadkit.words import count_of, did_you_mean, first_of, in_words

if TYPE_CHECKING:
    from spreadkit.model.crossing import Crossing
    from spreadkit.model.migration import Migration
    from spreadkit.model.report import Report
    from spreadkit.model.rollout import Site
    from spreadkit.sections._view import View
    from spreadkit.writing.write_proposals import WrittenProposals

_TO_SEE: Final = "to see where: spreadkit check"
_PARALLEL_FROM: Final = 64
_CHUNK: Final = 16

CheckTask = tuple[FileToCheck, date, bool]
"""A file, the day, and whether what is asked for it is told with the result."""


class NewPlan(NamedTuple):
    """What beginning a plan did: the plan, the files that were written, and those that were there already."""

    plan: Path
    written: list[Path]
    kept: list[Path]


Looked = tuple[CheckedFile, Witness]
MapTasks = Callable[[Iterable[CheckTask]], Iterator[Looked]]


class OpenedPlan(NamedTuple):
    """A plan that was read, judged and scored for a date."""

    loaded: LoadedPlan
    subject: Subject
    findings: tuple[Finding, ...]
    score: PlanScore


def check(paths: Sequence[Path], *, as_of: date, jobs: int | None = None) -> CheckResult:
    """Check the plans and frameworks at these paths (files, or folders to search).

    A file that is neither, such as a table, stands for the plan that uses it; one that no plan uses is passed over.

    Work is spread over `jobs` processes (default: one for each core) when there is enough of it. Raises
    NothingToCheckError when there is neither a plan nor a framework.
    """
    run = run_now()
    with witnessed(None):  # looked for anew in each run, also in one that is kept
        targets, unused = found = targets_of(paths)
    if run is not None:
        run.searched(paths, found)
    if not targets and not unused:
        where = ", ".join(f'"{path}"' for path in paths)
        raise NothingToCheckError(f"there is no plan and no framework in {where}; begin one with: spreadkit init")
    tables, findings = 0, list[Finding]()
    for target, looked in zip(targets, _looked_at(targets, as_of, jobs), strict=True):
        tables += looked.tables
        about = display_name(target.path)
        findings += [replace(found, about=found.about or about) for found in looked.findings]
    findings = list({(found.code, found.location, found.message): found for found in findings}.values())
    kinds = Counter(target.kind for target in targets)
    checked = CheckedCounts(
        plans=kinds["plan"],
        frameworks=kinds["framework"],
        tables=tables,
        crosswalks=kinds["crosswalk"],
        vocabularies=kinds["concepts"],
        signposts=kinds["signposts"],
    )
    return CheckResult(
        checked=checked,
        findings=tuple(dict.fromkeys(findings)),
        passed_over=tuple(map(display_name, unused)),
        plans=tuple(without_patients(_named(target.path)) for target in targets if target.kind == "plan"),
        as_of=as_of,
    )


def _named(plan: Path) -> str:
    """Return what a plan is called, as it can be shown: a name may hold bytes that are no text."""
    return os.fsencode(plan_stem(plan)).decode("utf-8", "replace")


def summary(result: CheckResult) -> str:
    """Say in one line what was checked and how much was found."""
    checked = result.checked
    looked_at = [
        count_of(checked.plans, "plan"),
        count_of(checked.frameworks, "framework"),
        count_of(checked.tables, "table"),
        *([count_of(checked.crosswalks, "crosswalk")] if checked.crosswalks else []),
        *([count_of(checked.vocabularies, "vocabulary", "vocabularies")] if checked.vocabularies else []),
        *([count_of(checked.signposts, "file of signposts", "files of signposts")] if checked.signposts else []),
    ]
    counts = [count_of(result.count(severity), severity.value) for severity in Severity if result.count(severity)]
    found = f"checked {in_words(looked_at)}: {in_words(counts) or 'nothing to mend'}"
    if not result.passed_over:
        return found
    passed = count_of(len(result.passed_over), "file that no plan uses", "files that no plan uses")
    return f"{found}; passed over {passed} ({first_of(result.passed_over)})"


def read_plan(path: Path, *, as_of: date) -> tuple[LoadedPlan, Plan]:
    """Read the plan at a path (a file, or a folder that holds one), to be shown as it is on a day.

    Raises SpreadkitError when there is none, UnreadablePlanError when its shape allows no plan, PatientDataError when
    it may hold data of patients.
    """
    loaded, plan = _read(path)
    refuse_plan(loaded, path, as_of)
    return loaded, plan


def _read(path: Path) -> tuple[LoadedPlan, Plan]:
    plan = find_plan(path)
    loaded = load_plan(plan, top=repository_left(plan))
    if loaded.plan is None:
        raise UnreadablePlanError(f'"{loaded.source.name}" cannot be read as a plan; see: spreadkit check {path}')
    return loaded, loaded.plan


def open_plan(path: Path, *, as_of: date) -> OpenedPlan:
    """Read, judge and score the plan at a path (a file, or a folder that holds one).

    Raises SpreadkitError when there is none, UnreadablePlanError when its shape allows no plan, PatientDataError when
    it may hold data of patients.
    """
    opened = _open(path, as_of)
    refuse_places(_places_of_patients(opened.findings), path)
    return opened


def _open(path: Path, as_of: date) -> OpenedPlan:
    """Read, judge and score a plan, whatever it holds."""
    loaded, _ = _read(path)
    judgement = run_rules(make_subject(loaded, as_of, section_ids=_section_ids))
    subject = judgement.subject
    standing = subject.standing
    score = PlanScore(
        as_of=subject.as_of,
        plan=loaded.name,
        frameworks=standing.scores,
        unread=(*standing.plan.unread, *_levels_unread(loaded, standing)),
    )
    return OpenedPlan(loaded, judgement.subject, tuple(findings_of(loaded, judgement)), score)


def _levels_unread(loaded: LoadedPlan, standing: Standing) -> Iterator[Unread]:
    """Go through the answers whose level is none of their scale: loading a plan cannot know of it."""
    known = {unread.part for unread in standing.plan.unread}
    for framework in standing.scores:
        for criterion in framework.criteria:
            part = ("answers", framework.id, criterion.id)
            if criterion.state is AnswerState.UNREAD and part not in known:
                level = standing.plan.answer(framework.id, criterion.id).level
                place = loaded.locate((*part, "level"))
                yield Unread(part, loaded.beside(place.file), place.line, f'the scale has no level "{level}"', values=1)


def must_be_clean(path: Path, *, as_of: date) -> None:
    """Raise UncleanPlanError when `check` finds an error in the plan at a path, or it cannot be read whole.

    A headline of the plan's own that does not stand counts as an error here.
    """
    from spreadkit.model.verdict import HeadlineFault

    loaded, plan = read_plan(path, as_of=as_of)
    untrue = frozenset(HeadlineFault)
    findings = check_plan(loaded, as_of)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR or finding.slug in untrue]
    if errors or plan.unread:
        first = errors[0].message if errors else plan.unread[0].says
        raise UncleanPlanError(
            f"the plan has {count_of(len(errors), 'error')}, the first: {first}; correct it ({_TO_SEE} {path}), or run "
            "again without --require-clean"
        )


def score_by_concept(opened: OpenedPlan) -> PlanScore:
    """Return the score of a plan with its profile by concept: all its frameworks side by side, without a total."""
    from spreadkit.comparing.concept_profile import profile_by_concept

    scored = [(opened.subject.frameworks[score.id], score) for score in opened.score.frameworks]
    concepts = Library(opened.loaded.path.parent).vocabulary().concepts
    return replace(opened.score, profile=profile_by_concept(scored, concepts))


def score_with_verdicts(opened: OpenedPlan, score: PlanScore) -> PlanScore:
    """Return a score of a plan with the five verdicts on it: is it working, on track, stuck, lasting, to be trusted."""
    from spreadkit.verdicts.judge import page_of
    from spreadkit.verdicts.of_plan import state_of_plan, unread_parts

    standing = opened.subject.standing
    unread = unread_parts(opened.findings, score.unread, standing.plan.aim.measure)
    page = page_of(state_of_plan(standing, unread))
    return replace(score, verdicts=page.verdicts)


def build_report(  # noqa: PLR0913 - what a report can be asked for
    path: Path,
    *,
    as_of: date,
    reader: str = "steering",
    site: str | None = None,
    since: str | None = None,
    redact: bool = False,
) -> "Report":
    """Build the report of a plan for a reader, for any format to render: `sponsor`, `steering`, `site`, or `journal`.

    `site` is the id of the site whose sheet it is; `since` a day, or a revision of git, from which on it says what
    moved; with `redact`, what looks like the data of patients is masked. Raises SpreadkitError when there is no such
    reader, site, day or revision, PatientDataError when the plan holds such data and nothing is to be masked.
    """
    return build_report_and_count(path, as_of=as_of, reader=reader, site=site, since=since, redact=redact)[0]


def build_report_and_count(  # noqa: PLR0913 - as above
    path: Path,
    *,
    as_of: date,
    reader: str = "steering",
    site: str | None = None,
    since: str | None = None,
    redact: bool = False,
) -> "tuple[Report, int]":
    """Build a report as `build_report` does, and count what a check finds in the plan."""
    looked = _view_of(path, as_of=as_of, reader=reader, since=since, redact=redact)
    view = looked.view
    if site is None and view.reader is view.reader.SITE:
        raise SpreadkitError("a site sheet is about one site; say which: --site ID, or --site all with --output FOLDER")
    if site is not None and view.reader is not view.reader.SITE:
        raise SpreadkitError(f'only the report for "site" is about one site, not that for "{reader}"')
    report = looked.assemble(view.for_site(_site(looked, site)) if site is not None else view)
    return report, len(view.findings)


def build_reports(
    paths: Sequence[Path], *, as_of: date, reader: str = "steering", since: str | None = None, redact: bool = False
) -> "Iterator[tuple[str, Report]]":
    """Build the reports of several plans, one after the other, each with a name for its file.

    Raises SpreadkitError when one of them cannot be made, or two would have one name.
    """
    plans = dict[str, Path]()
    for plan in map(find_plan, paths):
        name = plan_stem(plan)
        if name in plans:
            raise SpreadkitError(f'two plans would be written as "{name}"; make their reports one by one')
        plans[name] = plan
    made = plans.items()
    return ((name, build_report(plan, as_of=as_of, reader=reader, since=since, redact=redact)) for name, plan in made)


def build_site_sheets(path: Path, *, as_of: date, since: str | None = None, redact: bool = False) -> "Iterator[Report]":
    """Build the sheet of every target site of a plan, one after the other. The plan is read and judged once.

    Raises SpreadkitError when the plan lists no target site.
    """
    looked = _view_of(path, as_of=as_of, reader="site", since=since, redact=redact)
    if not looked.view.target_sites:
        raise SpreadkitError("the plan lists no target site, so there is no sheet to make")
    return (looked.assemble(looked.view.for_site(site)) for site in looked.view.target_sites)


class _PlanView(NamedTuple):
    """What a report is made from, what was searched for it, and, if anything is masked, what else must not be shown."""

    view: "View"
    searched: SearchedTexts
    redact: bool = False
    before: frozenset[str] = frozenset()

    def mask(self, text: str) -> str:
        """Mask what must not be shown in a text, if anything is masked."""
        return Mask(self.searched.secrets | self.before)(text) if self.redact else text

    def assemble(self, view: "View") -> "Report":
        """Make a report, without what must not be shown."""
        from spreadkit.reporting.build import assemble_report

        report = assemble_report(view)
        if not self.redact:
            return report
        from spreadkit.reporting.redact import redact

        return redact(report, self.searched.secrets | self.before, self.searched.allowed, self.searched.ways)


def _view_of(path: Path, *, as_of: date, reader: str, since: str | None, redact: bool) -> _PlanView:
    """Read, judge and score a plan for a report; and its past beside it, where asked."""
    from spreadkit.model.report import Recipient

    if reader not in [recipient.value for recipient in Recipient]:
        choices = in_words([recipient.value for recipient in Recipient], joiner="or")
        hint = did_you_mean(reader, [recipient.value for recipient in Recipient])
        raise SpreadkitError(f'there is no report for "{reader}"{hint}; choose {choices}')
    now = _searched_view(path, as_of)
    if not redact:
        refuse_places(_places_of_patients(now.view.findings), path, what="no report is made")
    now = now._replace(view=replace(now.view, reader=Recipient(reader)), redact=redact)
    return now if since is None else _with_moves(path, now, since)


def _places_of_patients(findings: Iterable[Finding]) -> int:
    return sum(finding.slug == "looks-like-patient-data" for finding in findings)


def _view(path: Path, as_of: date) -> "View":
    return _searched_view(path, as_of).view


def _searched_view(path: Path, as_of: date) -> _PlanView:
    from spreadkit.sections._view import View

    opened = _open(path, as_of)
    view = View(
        opened.subject.standing,
        opened.score,
        tuple(_seen_from_plan(opened.loaded, finding) for finding in opened.findings),
        revision=_revision_of(opened.loaded),
        generator=f"spreadkit {__version__}",
        concepts=Library(opened.loaded.path.parent).vocabulary().concepts,
        attached={
            name: attachment.content for name, attachment in attach(opened.loaded).items() if not attachment.why_not
        },
    )
    return _PlanView(view, opened.subject.searched)


def _seen_from_plan(loaded: LoadedPlan, finding: Finding) -> Finding:
    """Name the files of a finding as seen from the plan's folder, so that a report is the same wherever it is made."""

    def seen(place: Location) -> Location:
        return replace(place, file=loaded.beside(place.file))

    return replace(finding, location=seen(finding.location), places=tuple(map(seen, finding.places)))


def _with_moves(path: Path, now: _PlanView, since: str) -> _PlanView:
    """Add what moved since a day, as far as the plan's files tell, or since a revision of git.

    What had no place in the plan then is masked, even where it is gone now, unless the plan allows it now.
    """
    from spreadkit.library.revisions import as_day, plan_at
    from spreadkit.reporting.compare import compare

    day = as_day(since)
    if day is not None:
        _must_be_past(since, day, now.view.as_of)
        return now._replace(view=replace(now.view, moves=compare(_view(path, day), now.view)))
    with plan_at(find_plan(path), since) as then:
        _must_be_past(since, then.on, now.view.as_of)
        before = _searched_view(then.plan, then.on)
        moves = compare(before.view, now.view, revision=then.revision)
        secrets = before.searched.secrets_but(now.searched.allowed)
        return now._replace(view=replace(now.view, moves=moves), before=secrets, redact=now.redact or bool(secrets))


def _must_be_past(since: str, day: date, as_of: date) -> None:
    if day > as_of:
        raise SpreadkitError(f'"{since}" is of {day}, later than the report ({as_of}); name an earlier one')


def _site(looked: _PlanView, name: str) -> "Site":
    """Return a site by its id. Raises SpreadkitError when the plan has none of it."""
    sites = {site.id: site for site in looked.view.plan.sites}
    if name not in sites:
        hint = looked.mask(did_you_mean(name, sites))
        raise SpreadkitError(f'there is no site "{name}"{hint}; see: spreadkit adoption show')
    return sites[name]


def crosswalk(path: Path, *, to: str, as_of: date) -> "Crossing":
    """Say which criteria of another framework are likely answered already, by which answers of the plan.

    Only proposes. Raises SpreadkitError when the framework cannot be found.
    """
    opened = open_plan(path, as_of=as_of)
    refuse_frameworks(_folder_of(path), [to])
    return _cross(opened, _get_framework(to, _folder_of(path)))


def propose(path: Path, *, to: str, as_of: date) -> "WrittenProposals":
    """Write what `crosswalk` shows into the plan: the framework, and a stub for every criterion, with its proposal.

    What is proposed answers nothing. Raises SpreadkitError when the plan cannot be changed safely.
    """
    from spreadkit.writing.lock import change_alone
    from spreadkit.writing.scaffold import followed_framework
    from spreadkit.writing.write_proposals import write_proposals

    def write() -> "WrittenProposals":
        opened = open_plan(path, as_of=as_of)
        refuse_frameworks(_folder_of(path), [to])
        follow = followed_framework(to, _folder_of(path))
        return write_proposals(opened.loaded, _cross(opened, follow.framework), follow)

    return change_alone(find_plan(path), write)


def migrate(
    path: Path, *, to: str | None = None, source: Path | None = None, write: bool = False, as_of: date | None = None
) -> "Migration":
    """Say what going over to other editions of its frameworks does to a plan, and do it if asked to.

    `to` is an edition, or `id@edition` (default: the editions that are here); `source` the file of the old edition.
    Raises SpreadkitError when an edition cannot be had, or the plan cannot be changed safely; PatientDataError when it
    may hold data of patients. `as_of` is the day on which what it allows must be in force; any when not given.
    """
    from spreadkit.writing.lock import change_alone
    from spreadkit.writing.migrate_edition import migrate_plan, migration_request

    plan = find_plan(path)
    refuse_frameworks(plan.parent, files=[source] if source else ())
    wanted = migration_request(to, source)

    def go_over() -> "Migration":
        loaded = load_plan(plan, top=repository_left(plan))
        refuse_plan(loaded, path, as_of)
        return migrate_plan(loaded, wanted, write=write)

    return change_alone(plan, go_over) if write else go_over()


def _cross(opened: OpenedPlan, target: Framework) -> "Crossing":
    from spreadkit.comparing.crosswalk import read_against

    library = Library(opened.loaded.path.parent)
    return read_against(
        target,
        opened.subject.plan,
        ((opened.subject.frameworks[score.id], score) for score in opened.score.frameworks),
        library.crosswalks(),
        concepts=library.vocabulary().concepts,
        name=opened.loaded.name,
    )


def _folder_of(path: Path) -> Path:
    return find_plan(path).parent


def _revision_of(loaded: LoadedPlan) -> str:
    """Return the first ten digits of a digest over the plan, its tables, and the files that go into its report.

    The same content has the same revision.
    """
    import hashlib

    digest = hashlib.sha256(loaded.source.text.encode())
    for mount in loaded.mounts:
        digest.update(b"\0" + mount.file.text.encode())
    for attachment in attach(loaded).values():
        digest.update(b"\0" + attachment.content)
    return digest.hexdigest()[:10]


def begin_plan(
    folder: Path, *, title: str, frameworks: Sequence[str], sponsor: str | None = None, agent: str | None = None
) -> NewPlan:
    """Write a new plan and what stands beside it into a folder. Files that are there already stay as they are.

    Raises SpreadkitError when there is a plan already, or a framework cannot be found.
    """
    from spreadkit.loading.schemas import json_schema
    from spreadkit.writing.scaffold import StarterPlan, followed_framework, starter_files
    from spreadkit.writing.write_starter import refuse_second, write_starter

    refuse_left(folder)
    refuse_frameworks(folder, frameworks)
    plan = folder / PLAN_NAME
    refuse_second(plan)
    used = {followed.framework.id: followed for followed in (followed_framework(name, folder) for name in frameworks)}
    files = starter_files(StarterPlan(title, list(used.values()), sponsor, agent), json_schema("plan"))
    written = write_starter(folder, files, plan=PLAN_NAME)
    paths = [folder / name for name in files]
    return NewPlan(plan, [path for path in paths if path in written], [path for path in paths if path not in written])


def explain(name: str, *, folder: Path = Path()) -> str:
    """Explain a rule (by code or slug) or a criterion (by id, or framework/id)."""
    from spreadkit.formats._text_explanation import explain_criterion, explain_rule

    if rule := find_rule(name):
        return explain_rule(rule)
    framework_id, _, criterion_id = name.rpartition("/")
    known = [word for rule in all_rules().values() for word in (rule.slug, rule.code)]
    for framework in _frameworks(folder):
        questions = questions_by_id(framework)
        known += questions
        if criterion_id in questions and framework_id in {"", framework.id}:
            return explain_criterion(questions[criterion_id])
    raise SpreadkitError(f'there is no rule and no criterion "{name}"{did_you_mean(name, known)}')


def list_frameworks(folder: Path) -> str:
    """List the frameworks that a plan in this folder can use, one a line."""
    lines = []
    for framework in _frameworks(folder):
        size = count_of(len(questions_of(framework)), "criterion", "criteria")
        lines.append(f"{framework.id}@{framework.edition}  {framework.title} ({size})\n")
    return "".join(lines)


def framework_ids(folder: Path) -> list[str]:
    """Return the ids of the frameworks that a plan in this folder can use."""
    return [framework.id for framework in _frameworks(folder)]


def _get_framework(name: str, folder: Path) -> Framework:
    """Return a framework by its id, or by the path of its file as seen from the working folder.

    An edition after @ is allowed and must be the one that is there.
    """
    return open_framework(name, folder)[1]


def _frameworks(folder: Path) -> Iterator[Framework]:
    refuse_frameworks(folder)
    yield from (loaded.framework for loaded in Library(folder).all() if loaded.framework)


def _section_ids() -> tuple[str, ...]:
    """Return the ids of the sections of a report. All sections are loaded for it, so it is asked only where needed."""
    from spreadkit.reporting.build import section_ids

    return section_ids()


def _looked_at(targets: Sequence[FileToCheck], as_of: date, jobs: int | None) -> Iterator[CheckedFile]:
    """Look at files, in order; in a run that is kept, only at those of which nothing is known that still holds."""
    run = run_now()
    known = recalled(run, targets, as_of) if run else {}
    missing = [target for target in targets if target not in known]
    looked = dict[FileToCheck, Looked]()
    with _looker(len(missing), jobs) as look:
        fresh = look((target, as_of, run is not None) for target in missing)
        for target in targets:
            if target not in known:
                known[target], _ = looked[target] = next(fresh)
            yield known[target]
    if run:
        remember(run, looked, as_of)


def _look(task: CheckTask) -> Looked:
    target, as_of, is_told = task
    witness = Witness()
    with witnessed(witness if is_told else None):
        return _look_at(target, as_of), witness


def _look_at(target: FileToCheck, as_of: date) -> CheckedFile:
    match target.kind:
        case "framework":
            return CheckedFile(0, check_framework(load_framework(target.path, top=target.top)))
        case "concepts":
            return CheckedFile(0, check_vocabulary(load_vocabulary(target.path, top=target.top)))
        case "crosswalk":
            return CheckedFile(0, check_crosswalk(load_crosswalk(target.path, top=target.top)))
        case "signposts":
            return CheckedFile(0, check_signposts(load_signposts(target.path, top=target.top)))
        case "unread":
            return CheckedFile(0, check_unread(target.path))
    loaded = load_plan(target.path, top=target.top)
    return CheckedFile(loaded.tables, check_plan(loaded, as_of, section_ids=_section_ids))


@contextmanager
def _looker(size: int, jobs: int | None) -> Iterator[MapTasks]:
    """Give a map over files that keeps their order: in this process, or over several."""
    workers = jobs or os.cpu_count() or 1
    if size < _PARALLEL_FROM or workers == 1:
        yield lambda tasks: map(_look, tasks)
        return
    import gc
    from multiprocessing import get_context

    all_rules()  # loaded once, before the processes part
    context = get_context("fork" if hasattr(os, "fork") else None)
    # What is read of a plan holds no cycles, so looking for them costs a tenth of the time and finds nothing.
    with context.Pool(workers, initializer=gc.disable) as pool:
        yield lambda tasks: pool.imap(_look, tasks, chunksize=_CHUNK)
