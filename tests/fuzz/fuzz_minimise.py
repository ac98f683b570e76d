"""Makes a case small: fewer words, files, branches, rows, lines and characters, while it breaks in the same way."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import yaml

from fuzz_case import Case
from fuzz_judge import Verdict
from fuzz_tables import rows_of
from fuzz_trees import slots, tree_of

_PLAIN: Final = (b"", b"\n")


def minimised(case: Case, judged: Callable[[Case], Verdict]) -> tuple[Case, Verdict]:
    """Return the smallest case found, with what is wrong with it. Raises ValueError when nothing is wrong with it."""
    verdict = judged(case)
    if verdict.fault is None:
        raise ValueError("this case breaks nothing any more")
    gets_smaller = True
    while gets_smaller:
        gets_smaller = False
        for steps in (_fewer_names, _fewer_branches, _fewer_rows, _fewer_pieces):
            found = _walked(case, verdict.fault, steps, judged)
            gets_smaller |= found is not None
            case = found or case
    return case, judged(case)


def _walked(
    case: Case, fault: tuple[str, str], steps: Callable[[Case], Iterator[Case]], judged: Callable[[Case], Verdict]
) -> Case | None:
    """Take every step that keeps the fault, from the start again after each that does; None when none does."""
    best, tried = None, set[Any]()
    goes_on = True
    while goes_on:
        goes_on = False
        for smaller in steps(best or case):
            mark = (tuple(sorted(smaller.files.items())), smaller.words, smaller.links, smaller.pipes)
            if mark in tried or _size(smaller) >= _size(best or case):
                continue
            tried.add(mark)
            if judged(smaller).fault == fault:
                best, goes_on = smaller, True
                break
    return best


def _size(case: Case) -> int:
    return sum(len(name) + len(text) for name, text in case.files.items()) + 9 * (
        len(case.words) + len(case.links) + len(case.pipes)
    )


def _fewer_names(case: Case) -> Iterator[Case]:
    for name in sorted(case.files, key=lambda name: -len(case.files[name])):
        yield case._replace(files={other: text for other, text in case.files.items() if other != name})
    for link in case.links:
        yield case._replace(links=tuple(other for other in case.links if other != link))
    for name in case.pipes:
        yield case._replace(pipes=tuple(other for other in case.pipes if other != name))
    for length in (2, 1):
        for at in range(1, len(case.words)):
            yield case._replace(words=case.words[:at] + case.words[at + length :])


def _with(case: Case, name: str, text: bytes) -> Case:
    return case._replace(files={**case.files, name: text})


def _fewer_branches(case: Case) -> Iterator[Case]:
    """Cut branches of YAML, the largest first."""
    for name, text in case.files.items():
        tree = tree_of(text) if name.endswith((".yaml", ".yml")) else None
        places = list(slots(tree)) if tree is not None else []
        for slot in sorted(places, key=lambda slot: -sum(1 for _ in slots(slot.node))):
            before = list(slot.parent.value)
            del slot.parent.value[slot.index]
            yield _with(
                case, name, yaml.serialize(tree, Dumper=yaml.CSafeDumper, allow_unicode=True).encode("utf-8", "replace")
            )
            slot.parent.value[:] = before


def _fewer_rows(case: Case) -> Iterator[Case]:
    """Leave out columns of tables."""
    for name, text in case.files.items():
        rows = rows_of(text) if name.endswith(".csv") else []
        for column in range(max(map(len, rows), default=0)):
            lines = [",".join(row[:column] + row[column + 1 :]) for row in rows]
            yield _with(case, name, "\n".join([*lines, ""]).encode("utf-8", "surrogateescape"))


def _fewer_pieces(case: Case) -> Iterator[Case]:
    """Leave out runs of lines and then of characters, from halves down to single ones."""
    for name, text in sorted(case.files.items(), key=lambda item: -len(item[1])):
        for pieces in (text.splitlines(keepends=True), [bytes([byte]) for byte in text] if len(text) < 600 else []):
            length = max(1, len(pieces) // 2)
            while pieces:
                for at in range(0, len(pieces), length):
                    yield _with(case, name, b"".join(pieces[:at] + pieces[at + length :]))
                if length == 1:
                    break
                length //= 2
