"""The verbs: check, score, begin a plan, build a report, explain. All else is composed here, and printed elsewhere."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from spreadkit.checking.run import (
    check_crosswalk,
    check_framework,
    check_plan,
    check_vocabulary,
    findings_of,
    make_subject,
    run_rules,
)
from spreadkit.errors import NothingToCheckError, PatientDataError, SpreadkitError, UnreadablePlanError
from spreadkit.framework.question import questions_by_id, questions_of
from spreadkit.library.discovery import PLAN_ENDING, PLAN_NAME, FileToCheck, find_plan, find_targets, refuse_left
from spreadkit.library.frameworks import Library, open_framework
from spreadkit.loading.attachments import attach
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.loading.loader import load_crosswalk, load_framework, load_plan, load_vocabulary
from spreadkit.model.finding import CheckedCounts, CheckResult, Finding, Severity
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan
from spreadkit.model.score import PlanScore
from spreadkit.rules._registry import all_rules, find_rule
from spreadkit.rules._subject import Subject
from spreadkit.version import __version__
from spreadkit.words import count_of, did_you_mean, in_words

if TYPE_CHECKING:
    from spreadkit.model.crossing import Crossing
    from spreadkit.model.migration import Migration
    from spreadkit.model.report import Report
    from spreadkit.model.rollout import Site
    from spreadkit.sections._view import View
    from spreadkit.writing.write_proposals import WrittenProposals

_PARALLEL_FROM: Final = 64
_CHUNK: Final = 16

CheckTask = tuple[FileToCheck, date]


class CheckedFile(NamedTuple):
    """What looking at one file gave."""

    tables: int
    findings: list[Finding]


class NewPlan(NamedTuple):
    """What beginning a plan did: the plan, the files that were written, and those that were there already."""

    plan: Path
    written: list[Path]
    kept: list[Path]


MapTasks = Callable[[Iterable[CheckTask]], Iterator[CheckedFile]]


class OpenedPlan(NamedTuple):
    """A plan that was read, judged and scored for a date."""

    loaded: LoadedPlan
    subject: Subject
    findings: tuple[Finding, ...]
    score: PlanScore


def check(paths: Sequence[Path], *, as_of: date, jobs: int | None = None) -> CheckResult:
    """Check the plans and frameworks at these paths (files, or folders to search).

    Work is spread over `jobs` processes (default: one for each core) when there is enough of it. Raises
    NothingToCheckError when there is neither a plan nor a framework.
    """
    targets = find_targets(paths)
    if not targets:
        where = ", ".join(f'"{path}"' for path in paths)
        raise NothingToCheckError(f"there is no plan and no framework in {where}; begin one with: spreadkit init")
    tables, findings = 0, list[Finding]()
    with _looker(len(targets), jobs) as look:
        for looked in look((target, as_of) for target in targets):
            tables += looked.tables
            findings += looked.findings
    kinds = Counter(target.kind for target in targets)
    checked = CheckedCounts(
        plans=kinds["plan"],
        frameworks=kinds["framework"],
        tables=tables,
        crosswalks=kinds["crosswalk"],
        vocabularies=kinds["concepts"],
    )
    return CheckResult(checked=checked, findings=tuple(findings))


def summary(result: CheckResult) -> str:
    """Say in one line what was checked and how much was found."""
    checked = result.checked
    looked_at = [
        count_of(checked.plans, "plan"),
        count_of(checked.frameworks, "framework"),
        count_of(checked.tables, "table"),
        *([count_of(checked.crosswalks, "crosswalk")] if checked.crosswalks else []),
        *([count_of(checked.vocabularies, "vocabulary", "vocabularies")] if checked.vocabularies else []),
    ]
    counts = [count_of(result.count(severity), severity.value) for severity in Severity if result.count(severity)]
    return f"checked {in_words(looked_at)}: {in_words(counts) or 'nothing to mend'}"


def read_plan(path: Path) -> tuple[LoadedPlan, Plan]:
    """Read the plan at a path (a file, or a folder that holds one).

    Raises SpreadkitError when there is none, UnreadablePlanError when its shape allows no plan.
    """
    loaded = load_plan(find_plan(path))
    if loaded.plan is None:
        raise UnreadablePlanError(f'"{loaded.source.name}" cannot be read as a plan; see: spreadkit check {path}')
    return loaded, loaded.plan


def open_plan(path: Path, *, as_of: date) -> OpenedPlan:
    """Read, judge and score the plan at a path (a file, or a folder that holds one).

    Raises SpreadkitError when there is none, UnreadablePlanError when its shape allows no plan.
    """
    loaded, _ = read_plan(path)
    judgement = run_rules(make_subject(loaded, as_of, section_ids=_section_ids))
    subject = judgement.subject
    score = PlanScore(as_of=subject.as_of, plan=loaded.source.name, frameworks=subject.standing.scores)
    return OpenedPlan(loaded, judgement.subject, tuple(findings_of(loaded, judgement)), score)


def score_by_concept(opened: OpenedPlan) -> PlanScore:
    """Return the score of a plan with its profile by concept: all its frameworks side by side, without a total."""
    from spreadkit.comparing.concept_profile import profile_by_concept

    scored = [(opened.subject.frameworks[score.id], score) for score in opened.score.frameworks]
    concepts = Library(opened.loaded.path.parent).vocabulary().concepts
    return replace(opened.score, profile=profile_by_concept(scored, concepts))


def build_report(  # noqa: PLR0913 - what a report can be asked for
    path: Path,
    *,
    as_of: date,
    reader: str = "steering",
    site: str | None = None,
    since: str | None = None,
    redact: bool = False,
) -> "Report":
    """Build the report of a plan for a reader, for any format to render: `sponsor`, `steering`, or `site`.

    `site` is the id of the site whose sheet it is; `since` a day, or a revision of git, from which on it says what
    moved; with `redact`, what looks like the data of patients is masked. Raises SpreadkitError when there is no such
    reader, site, day or revision, PatientDataError when the plan holds such data and nothing is to be masked.
    """
    looked = _view_of(path, as_of=as_of, reader=reader, since=since, redact=redact)
    view = looked.view
    if site is None and view.reader is view.reader.SITE:
        raise SpreadkitError("a site sheet is about one site; say which: --site ID, or --site all with --output FOLDER")
    if site is not None and view.reader is not view.reader.SITE:
        raise SpreadkitError(f'only the report for "site" is about one site, not that for "{reader}"')
    return looked.assemble(view.for_site(_site(view, site)) if site is not None else view)


def build_reports(
    paths: Sequence[Path], *, as_of: date, reader: str = "steering", since: str | None = None, redact: bool = False
) -> "Iterator[tuple[str, Report]]":
    """Build the reports of several plans, one after the other, each with a name for its file.

    Raises SpreadkitError when one of them cannot be made, or two would have one name.
    """
    plans = dict[str, Path]()
    for plan in map(find_plan, paths):
        name = plan.resolve().parent.name if plan.name == PLAN_NAME else plan.name.removesuffix(PLAN_ENDING)
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
    """What a report is made from, and the texts that must not be shown in it."""

    view: "View"
    secrets: frozenset[str] = frozenset()
    allowed: tuple[str, ...] = ()
    redact: bool = False

    def assemble(self, view: "View") -> "Report":
        """Make a report, without what must not be shown."""
        from spreadkit.reporting.build import assemble_report

        report = assemble_report(view)
        if not self.redact:
            return report
        from spreadkit.reporting.redact import redact

        return redact(report, self.secrets, self.allowed)


def _view_of(path: Path, *, as_of: date, reader: str, since: str | None, redact: bool) -> _PlanView:
    """Read, judge and score a plan for a report; and its past beside it, where asked."""
    from spreadkit.model.report import Recipient

    if reader not in [recipient.value for recipient in Recipient]:
        choices = in_words([recipient.value for recipient in Recipient], joiner="or")
        hint = did_you_mean(reader, [recipient.value for recipient in Recipient])
        raise SpreadkitError(f'there is no report for "{reader}"{hint}; choose {choices}')
    now = _searched_view(path, as_of)
    if not redact:
        _must_hold_no_patients(now.view, path)
    now = now._replace(view=replace(now.view, reader=Recipient(reader)), redact=redact)
    return now if since is None else _with_moves(path, now, since)


def _must_hold_no_patients(view: "View", path: Path) -> None:
    found = sum(finding.slug == "looks-like-patient-data" for finding in view.findings)
    if found:
        raise PatientDataError(
            f"no report is made: {count_of(found, 'place')} in the plan or its files may hold data of patients; "
            f"to see where: spreadkit check {path}; to have them masked in the report: --redact"
        )


def _view(path: Path, as_of: date) -> "View":
    return _searched_view(path, as_of).view


def _searched_view(path: Path, as_of: date) -> _PlanView:
    from spreadkit.sections._view import View

    opened = open_plan(path, as_of=as_of)
    view = View(
        opened.subject.standing,
        opened.score,
        opened.findings,
        revision=_revision_of(opened.loaded),
        generator=f"spreadkit {__version__}",
        concepts=Library(opened.loaded.path.parent).vocabulary().concepts,
        attached={
            name: attachment.content for name, attachment in attach(opened.loaded).items() if not attachment.why_not
        },
    )
    searched = opened.subject.searched
    return _PlanView(view, searched.secrets, searched.allowed)


def _with_moves(path: Path, now: _PlanView, since: str) -> _PlanView:
    """Add what moved since a day, as far as the plan's files tell, or since a revision of git.

    What had no place in the plan then is masked, even where it is gone now.
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
        secrets = now.secrets | before.secrets
        return now._replace(
            view=replace(now.view, moves=moves), secrets=secrets, redact=now.redact or bool(before.secrets)
        )


def _must_be_past(since: str, day: date, as_of: date) -> None:
    if day > as_of:
        raise SpreadkitError(f'"{since}" is of {day}, later than the report ({as_of}); name an earlier one')


def _site(view: "View", name: str) -> "Site":
    """Return a site by its id. Raises SpreadkitError when the plan has none of it."""
    sites = {site.id: site for site in view.plan.sites}
    if name not in sites:
        hint = did_you_mean(name, sites)
        raise SpreadkitError(f'there is no site "{name}"{hint}; see: spreadkit adoption show')
    return sites[name]


def crosswalk(path: Path, *, to: str, as_of: date) -> "Crossing":
    """Say which criteria of another framework are likely answered already, by which answers of the plan.

    Only proposes. Raises SpreadkitError when the framework cannot be found.
    """
    return _cross(open_plan(path, as_of=as_of), _get_framework(to, _folder_of(path)))


def propose(path: Path, *, to: str, as_of: date) -> "WrittenProposals":
    """Write what `crosswalk` shows into the plan: the framework, and a stub for every criterion, with its proposal.

    What is proposed answers nothing. Raises SpreadkitError when the plan cannot be changed safely.
    """
    from spreadkit.writing.lock import change_alone
    from spreadkit.writing.scaffold import followed_framework
    from spreadkit.writing.write_proposals import write_proposals

    def write() -> "WrittenProposals":
        opened, follow = open_plan(path, as_of=as_of), followed_framework(to, _folder_of(path))
        return write_proposals(opened.loaded, _cross(opened, follow.framework), follow)

    return change_alone(find_plan(path), write)


def migrate(path: Path, *, to: str | None = None, source: Path | None = None, write: bool = False) -> "Migration":
    """Say what going over to other editions of its frameworks does to a plan, and do it if asked to.

    `to` is an edition, or `id@edition` (default: the editions that are here); `source` the file of the old edition.
    Raises SpreadkitError when an edition cannot be had, or the plan cannot be changed safely.
    """
    from spreadkit.writing.lock import change_alone
    from spreadkit.writing.migrate_edition import migrate_plan, migration_request

    plan, wanted = find_plan(path), migration_request(to, source)

    def go_over() -> "Migration":
        return migrate_plan(load_plan(plan), wanted, write=write)

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
        name=opened.loaded.source.name,
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
    yield from (loaded.framework for loaded in Library(folder).all() if loaded.framework)


def _section_ids() -> tuple[str, ...]:
    """Return the ids of the sections of a report. All sections are loaded for it, so it is asked only where needed."""
    from spreadkit.reporting.build import section_ids

    return section_ids()


def _look(task: CheckTask) -> CheckedFile:
    target, as_of = task
    match target.kind:
        case "framework":
            return CheckedFile(0, check_framework(load_framework(target.path, top=target.top)))
        case "concepts":
            return CheckedFile(0, check_vocabulary(load_vocabulary(target.path, top=target.top)))
        case "crosswalk":
            return CheckedFile(0, check_crosswalk(load_crosswalk(target.path, top=target.top)))
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
