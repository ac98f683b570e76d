"""Published values beside figures: where others were, with who, how many, source and year; never what is enough."""

from collections.abc import Iterator, Mapping
from typing import Final

from spreadkit.model.framework import Basis, Framework, Norm
from spreadkit.model.score import NormBeside, ScoreRange

WHERE_OTHERS_WERE: Final = "Published values show where others were. They are no pass mark."

_GROUNDS: Final = {
    Basis.SOURCED: "",
    Basis.RECALLED: "; remembered, not looked up",
    Basis.JUDGEMENT: "; not read in its source",
}


def norms_beside(framework: Framework, ranges: Mapping[str, ScoreRange | None]) -> tuple[NormBeside, ...]:
    """Put each norm of a framework beside the figure that it is of, by the figures' names (`scoring`: the score)."""
    return tuple(
        NormBeside(
            id=name,
            of=norm.of,
            title=_title(framework, norm.of),
            here=ranges.get(norm.of),
            value=norm.value,
            statistic=norm.statistic,
            deviation=norm.deviation,
            cases=norm.cases,
            who=norm.who,
            year=norm.year,
            basis=norm.basis,
            sources=norm.sources,
            cited=tuple(_cited(framework, norm)),
        )
        for name, norm in framework.norms.items()
        if norm.of in ranges
    )


def norm_words(norm: NormBeside) -> str:
    """Say a published value as a sentence without a full stop: what it is, of whom, when and on what ground."""
    spread = "" if norm.deviation is None else f" (standard deviation {norm.deviation:f})"
    return f"{norm.value:f}{spread} is the {norm.statistic} of {who_words(norm)}, published {source_words(norm)}"


def who_words(norm: NormBeside) -> str:
    """Say how many, and who they were."""
    return f"{norm.cases} {norm.who.rstrip('.')}"


def source_words(norm: NormBeside) -> str:
    """Say when it was published, and where; with the reservation where that was not read."""
    cited = "; ".join(norm.cited).rstrip(".")
    return f"in {norm.year}{f' ({cited})' if cited else ''}{_GROUNDS[norm.basis]}"


def here_words(norm: NormBeside) -> str:
    """Say what the figure is here: its value, the range that it lies in, or that it is not known."""
    here = norm.here
    if here is None:
        return "not known"
    if here.value is not None:
        return f"{here.value:f}"
    return f"{here.low:f} to {here.high:f}"


def norm_sentence(norm: NormBeside) -> str:
    """Say what a figure is here, and what has been published beside it."""
    return f"{norm.title} is {here_words(norm)} here. {norm_words(norm)}."


def _title(framework: Framework, name: str) -> str:
    part = framework.components.get(name) or framework.figures.get(name)
    return part.title if part else "The score"


def _cited(framework: Framework, norm: Norm) -> Iterator[str]:
    for name in norm.sources:
        if name in framework.sources:
            yield framework.sources[name].cite
