"""The rules: one file each, in a folder a family, found by listing the folders.

What a rule's author needs is named here. `_rule` says what a rule is, `_subject` what it sees, `_registry` finds them.
"""

from spreadkit.framework.question import Question, questions_by_id, questions_in, questions_of
from spreadkit.model.base import UNKNOWN, Route, known
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Framework, Stage
from spreadkit.model.plan import Plan
from spreadkit.model.references import EVERYONE
from spreadkit.rules._rule import (
    Hit,
    Places,
    Rule,
    SiteCause,
    TextStretch,
    concepts_rule,
    crosswalk_rule,
    framework_rule,
    plan_rule,
    reading_rule,
    signposts_rule,
)
from spreadkit.rules._subject import (
    NEAR,
    ConceptsSubject,
    CrosswalkSubject,
    FrameworkSubject,
    SignpostsSubject,
    Subject,
)
from spreadkit.words import count_of, did_you_mean, first_of, in_figures, in_words

__all__ = [
    "EVERYONE",
    "NEAR",
    "UNKNOWN",
    "ConceptsSubject",
    "CrosswalkSubject",
    "Framework",
    "FrameworkSubject",
    "Hit",
    "Places",
    "Plan",
    "Question",
    "Route",
    "Rule",
    "Severity",
    "SignpostsSubject",
    "SiteCause",
    "Stage",
    "Subject",
    "TextStretch",
    "concepts_rule",
    "count_of",
    "crosswalk_rule",
    "did_you_mean",
    "first_of",
    "framework_rule",
    "in_figures",
    "in_words",
    "known",
    "plan_rule",
    "questions_by_id",
    "questions_in",
    "questions_of",
    "reading_rule",
    "signposts_rule",
]
