"""What a rule is: one file each in `rules/`.

The docstring of a rule's file is its manual: the first line says what it finds, a paragraph `Why it matters:` and a
paragraph `What to do:` follow. `passes` and `fails` are small plans that are run as its tests; the line that the
finding must point at ends in `# <--`.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal, NamedTuple

from spreadkit.model.base import Route
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Stage
from spreadkit.model.schedule import CheckId
from spreadkit.record import record
from spreadkit.rules._subject import ConceptsSubject, CrosswalkSubject, FrameworkSubject, SignpostsSubject, Subject


@record
class TextStretch:
    """A stretch of one of the plan's texts, by its number and character positions, where no route leads."""

    file: int
    start: int
    end: int


class Places:
    """Several places of one thing that was found: the routes, the first one first."""

    __slots__ = ("routes",)

    def __init__(self, routes: Sequence[Route]) -> None:
        self.routes = tuple(routes)


Hit = tuple[Route | TextStretch | Places, str]
"""Where, and one sentence. The runner adds code, severity and place."""


class SiteCause(NamedTuple):
    """Why something is found at sites: a sentence for one, one for several, and one where it is about none by name.

    `{sites}` stands for their names.
    """

    one: str
    many: str
    none: str


RuleScope = Literal["file", "plan", "framework", "concepts", "crosswalk", "signposts"]
_PlanCheck = Callable[[Subject], Iterable[Hit]]
_FrameworkCheck = Callable[[FrameworkSubject], Iterable[Hit]]
_ConceptsCheck = Callable[[ConceptsSubject], Iterable[Hit]]
_CrosswalkCheck = Callable[[CrosswalkSubject], Iterable[Hit]]
_SignpostsCheck = Callable[[SignpostsSubject], Iterable[Hit]]


@record(slots=False)
class Rule:
    """One rule. `stage` is where it begins to have its severity; before that it is a note.

    Rules about files have no check of their own: what they describe is found while reading. A `masked` rule finds what
    must not be shown, so that its findings carry no line of the file. `holds` is the check of a rollout that it is a
    part of. What a `foretold` rule will find is told while rows are collected, before they are written. `check` takes
    the subject of what it is about. A rule that asks somebody to act says `after_end=False`: it is silent once the
    spread has ended, since the past cannot be changed. What stays is whether the record agrees with itself. One that
    judges what a framework comes to when all of it is sound says `needs_whole=True`: it is silent while something could
    not be read, or a rule with `is_cause` has found anything. `cause` says in a few words why it is found; without
    it, what the rule finds says it. What is found since nothing is entered any more has `of_silence=True`.
    """

    code: str
    slug: str
    severity: Severity
    manual: str
    passes: str
    fails: str
    about: RuleScope
    stage: Stage = Stage.PREPARE
    judged_last: bool = False
    masked: bool = False
    holds: CheckId | None = None
    foretold: bool = False
    can_be_ignored: bool = True
    after_end: bool = True
    needs_whole: bool = False
    is_cause: bool = False
    cause: str | SiteCause = ""
    of_silence: bool = False
    check: Callable[[Any], Iterable[Hit]] | None = None

    def severity_at(self, stage: Stage) -> Severity:
        """Return how bad a finding of this rule is for a plan at a stage."""
        return self.severity if stage.rank >= self.stage.rank else Severity.NOTE

    @property
    def says(self) -> str:
        """What the rule finds, in one sentence."""
        return self.manual.partition("\n")[0]

    @property
    def heading(self) -> str:
        """The cause of what the rule finds where no site is named: its own, or else what it finds."""
        cause = self.cause.none if isinstance(self.cause, SiteCause) else self.cause
        return cause or self.says.removesuffix(".")

    @property
    def why(self) -> str:
        """Why it matters."""
        return self._paragraph("Why it matters:")

    @cached_property
    def help(self) -> str:
        """What to do about it."""
        return self._paragraph("What to do:")

    def _paragraph(self, heading: str) -> str:
        for paragraph in self.manual.split("\n\n"):
            if paragraph.startswith(heading):
                return " ".join(paragraph.removeprefix(heading).split())
        return ""


def plan_rule(  # noqa: PLR0913 - what a rule states of itself
    code: str,
    severity: Severity,
    *,
    passes: str,
    fails: str,
    stage: Stage = Stage.PREPARE,
    judged_last: bool = False,
    masked: bool = False,
    holds: CheckId | None = None,
    foretold: bool = False,
    can_be_ignored: bool = True,
    after_end: bool = True,
    cause: str | SiteCause = "",
    of_silence: bool = False,
) -> Callable[[_PlanCheck], Rule]:
    """Make a rule about plans from a function that yields routes and sentences."""

    def make(check: _PlanCheck) -> Rule:
        return replace(
            _rule_about("plan", code, severity, passes, fails)(check),
            stage=stage,
            judged_last=judged_last,
            masked=masked,
            holds=holds,
            foretold=foretold,
            can_be_ignored=can_be_ignored,
            after_end=after_end,
            cause=cause,
            of_silence=of_silence,
        )

    return make


def framework_rule(  # noqa: PLR0913 - what a rule states of itself
    code: str,
    severity: Severity,
    *,
    passes: str,
    fails: str,
    needs_whole: bool = False,
    is_cause: bool = False,
    cause: str = "",
) -> Callable[[_FrameworkCheck], Rule]:
    """Make a rule about frameworks from a function that yields routes and sentences."""

    def make(check: _FrameworkCheck) -> Rule:
        made = _rule_about("framework", code, severity, passes, fails)(check)
        return replace(made, needs_whole=needs_whole, is_cause=is_cause, cause=cause)

    return make


def concepts_rule(code: str, severity: Severity, *, passes: str, fails: str) -> Callable[[_ConceptsCheck], Rule]:
    """Make a rule about files of concepts from a function that yields routes and sentences."""
    return _rule_about("concepts", code, severity, passes, fails)


def crosswalk_rule(code: str, severity: Severity, *, passes: str, fails: str) -> Callable[[_CrosswalkCheck], Rule]:
    """Make a rule about crosswalks from a function that yields routes and sentences."""
    return _rule_about("crosswalk", code, severity, passes, fails)


def signposts_rule(code: str, severity: Severity, *, passes: str, fails: str) -> Callable[[_SignpostsCheck], Rule]:
    """Make a rule about files of signposts from a function that yields routes and sentences."""
    return _rule_about("signposts", code, severity, passes, fails)


def reading_rule(  # noqa: PLR0913 - what a rule states of itself
    module: str,
    code: str,
    *,
    passes: str,
    fails: str,
    severity: Severity = Severity.ERROR,
    about: Literal["file", "framework"] = "file",
    can_be_ignored: bool = True,
    cause: str = "",
) -> Rule:
    """Describe what is found while a file is read, or by the runner itself; `module` is the rule's `__name__`."""
    slug, manual = _identity(module)
    return Rule(code, slug, severity, manual, passes, fails, about, can_be_ignored=can_be_ignored, cause=cause)


def _rule_about(
    about: RuleScope, code: str, severity: Severity, passes: str, fails: str
) -> Callable[[Callable[[Any], Iterable[Hit]]], Rule]:
    def make(check: Callable[[Any], Iterable[Hit]]) -> Rule:
        slug, manual = _identity(check.__module__)
        return Rule(code, slug, severity, manual, passes, fails, about, check=check)

    return make


def _identity(module: str) -> tuple[str, str]:
    """Return a rule's slug, from the name of its file, and its manual, from the docstring."""
    manual = sys.modules[module].__doc__ or ""
    return module.rpartition(".")[2].replace("_", "-"), manual.strip()
