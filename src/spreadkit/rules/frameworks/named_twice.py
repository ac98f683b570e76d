"""A list names the same thing twice.

Why it matters: the second counts for nothing, so the author meant another one, which is now missing; or somebody reads
two where there is one.

What to do: correct one of the two, or take it out.
"""

from collections.abc import Iterator

from spreadkit.model.base import FileModel, kebab
from spreadkit.model.framework import Row
from spreadkit.rules import FrameworkSubject, Hit, Route, Severity, framework_rule

PASSES = """
figures:
  both: {title: The weaker part, method: min, of: [leadership, communication]}
"""

FAILS = """
figures:
  both:
    title: The weaker part
    method: min
    of:
      - leadership
      - leadership  # <--
"""


@framework_rule("SK143", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Go through every list of names or texts of a framework; in a row of a table the place says what is meant."""
    yield from _below(subject.framework, ())


def _below(part: object, route: Route) -> Iterator[Hit]:
    match part:
        case Row():
            return
        case FileModel():
            for name in type(part).model_fields:
                yield from _below(getattr(part, name), (*route, kebab(name)))
        case dict():
            for key, value in part.items():
                yield from _below(value, (*route, key))
        case tuple():
            for index, item in enumerate(part):
                if isinstance(item, str) and item in part[:index]:
                    yield (*route, index), f'"{item}" is named twice in this list; correct one of the two, or remove it'
                yield from _below(item, (*route, index))
