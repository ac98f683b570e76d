"""Whether a question is asked at all, where that hangs on the answer to another."""

from collections.abc import Container, Mapping

from spreadkit.framework.question import Question, questions_by_id
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer


def condition_holds(
    question: Question,
    answers: Mapping[str, Answer],
    *,
    evidenced: Container[str] = (),
    seen: tuple[str, ...] = (),
) -> bool | None:
    """Say whether a question is asked; None where that hangs on an answer that is not given yet.

    `evidenced` are the criteria whose evidence is a part of the plan itself.
    """
    condition = question.criterion.only_if
    if condition is None:
        return True
    other, seen = questions_by_id(question.framework).get(condition.criterion), (*seen, question.id)
    if other is None or other.id in seen:
        return None
    if condition_holds(other, answers, evidenced=evidenced, seen=seen) is False:
        return False
    level = _certain(other, answers.get(other.id), evidenced)
    if level is None:
        return None
    if condition.is_:
        return level in condition.is_
    least = condition.at_least or other.enough
    return None if least is None else other.is_at_least(level, least)


def _certain(question: Question, answer: Answer | None, evidenced: Container[str]) -> str | None:
    """Return the level of an answer that counts; None where it is open."""
    level = answer.level if answer and not answer.recheck else None
    if answer is None or level is None or level == UNKNOWN_LEVEL or not question.fits(level):
        return None
    return None if question.lacks_evidence(answer, level, evidenced) else level
