"""Whether a question is asked at all, where that hangs on the answer to another."""

from collections.abc import Mapping

from spreadkit.framework.question import Question, questions_by_id
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer


def condition_holds(question: Question, answers: Mapping[str, Answer], *, seen: tuple[str, ...] = ()) -> bool | None:
    """Say whether a question is asked; None where that hangs on an answer that is not given yet."""
    condition = question.criterion.only_if
    if condition is None:
        return True
    other, seen = questions_by_id(question.framework).get(condition.criterion), (*seen, question.id)
    if other is None or other.id in seen:
        return None
    if condition_holds(other, answers, seen=seen) is False:
        return False
    answer = answers.get(other.id)
    level = answer.level if answer and not answer.recheck else None
    if level is None or level == UNKNOWN_LEVEL or not other.fits(level):
        return None
    if condition.is_:
        return level in condition.is_
    return other.is_at_least(level, condition.at_least or other.enough)
