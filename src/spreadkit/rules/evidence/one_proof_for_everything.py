"""One item of evidence carries a large part of all answers.

Why it matters: a document that is cited for everything was mostly written for something else. When it falls, so do all
the answers that lean on it.

What to do: cite for each answer what bears out just that one, such as minutes, a chart or a list. Answers whose typical
evidence is the very thing are not counted: a charter may stand under each answer that asks for the charter.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Question, Severity, Stage, Subject, plan_rule

_FEWEST_ANSWERS: Final = 6
"""Below so many answers with evidence the share says nothing (ours)."""

_TELLING: Final = 5
"""From so many letters on a word of an id tells what the item is. The figure is ours."""

_LARGEST_SHARE: Final = 3
"""One item may carry one answer in so many (ours)."""

_FRAMEWORK = """
--- frameworks/six.yaml
schema: spreadkit/framework@1
id: six
edition: "1"
title: Six criteria
wording: own
note: Made for this example.
sources:
  none: {cite: Made for this example}
scales:
  presence: {absent: {value: 0, label: Absent}, good: {value: 1, label: In place}}
components:
  all:
    title: All
    criteria: {a: {ask: A?}, b: {ask: B?}, c: {ask: C?}, d: {ask: D?}, e: {ask: E?}, f: {ask: F?}}
"""

PASSES = f"""
frameworks: [{{use: six@1}}]
evidence:
  charter: {{kind: link, link: "https://example.org/charter"}}
  minutes: {{kind: link, link: "https://example.org/minutes"}}
  chart: {{kind: link, link: "https://example.org/chart"}}
answers:
  six:
    a: {{level: good, evidence: charter}}
    b: {{level: good, evidence: charter}}
    c: {{level: good, evidence: minutes}}
    d: {{level: good, evidence: minutes}}
    e: {{level: good, evidence: chart}}
    f: {{level: good, evidence: chart}}
{_FRAMEWORK}"""

FAILS = f"""
frameworks: [{{use: six@1}}]
evidence:
  charter: {{kind: link, link: "https://example.org/charter"}}  # <--
  minutes: {{kind: link, link: "https://example.org/minutes"}}
  chart: {{kind: link, link: "https://example.org/chart"}}
answers:
  six:
    a: {{level: good, evidence: charter}}
    b: {{level: good, evidence: charter}}
    c: {{level: good, evidence: [charter, minutes]}}
    d: {{level: good, evidence: minutes}}
    e: {{level: good, evidence: chart}}
    f: {{level: good, evidence: chart}}
{_FRAMEWORK}"""


@plan_rule("SK308", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find evidence that more than a third of the answers with evidence cite."""
    cited = [(question, set(answer.evidence)) for question, answer in subject.questions if answer.evidence]
    if len(cited) < _FEWEST_ANSWERS:
        return
    items = subject.plan.evidence
    uses = Counter(
        name for question, names in cited for name in names if name in items and not _is_typical(question, name)
    )
    for name in subject.plan.evidence:
        if uses[name] * _LARGEST_SHARE > len(cited):
            yield (
                ("evidence", name),
                f'"{name}" is cited by {uses[name]} of {len(cited)} answers; cite what bears out each of them',
            )


def _is_typical(question: Question, name: str) -> bool:
    """Whether what a criterion gives as its typical evidence is called as the item is: one word of its id is in it."""
    words = {word for word in re.split(r"[.-]", name) if len(word) >= _TELLING and not word.isdigit()}
    texts = " ".join(question.criterion.evidence).lower()
    return any(re.search(rf"\b{re.escape(word)}", texts) for word in words)
