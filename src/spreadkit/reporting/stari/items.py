"""The 27 items of the StaRI checklist: their numbers, parts and strands, and what each asks, in our own words.

Source: Pinnock H, Barwick M, Carpenter CR, et al. Standards for Reporting Implementation Studies (StaRI) statement. BMJ
2017;356:i6795. The statement is open access under CC BY-NC. Nothing here is a sentence of it.
"""

from typing import Final, NamedTuple

CITATION: Final = (
    "Pinnock H, Barwick M, Carpenter CR, Eldridge S, Grandes G, Griffiths CJ, Rycroft-Malone J, Meissner P, Murray E, "
    "Patel A, Sheikh A, Taylor SJC, for the StaRI Group. Standards for Reporting Implementation Studies (StaRI) "
    "statement. BMJ 2017;356:i6795."
)
STATEMENT_LINK: Final = "https://doi.org/10.1136/bmj.i6795"


class StariItem(NamedTuple):
    """One item: its number, the part that it is in, a title, and what it asks.

    `intervention` is what it asks of the intervention, where the checklist has two strands; `asks` is then what it asks
    of the implementation strategy. It is None where one text serves both.
    """

    number: int
    part: str
    title: str
    asks: str
    intervention: str | None = None


_FRONT: Final = "Title and abstract"
_INTRODUCTION: Final = "Introduction"
_DESCRIPTION: Final = "Methods: what was done"
_EVALUATION: Final = "Methods: how it was judged"
_RESULTS: Final = "Results"
_DISCUSSION: Final = "Discussion"
_GENERAL: Final = "General"

ITEMS: Final = (
    StariItem(1, _FRONT, "Title", "Can readers see from title or keywords that this studies implementation, and how?"),
    StariItem(
        2, _FRONT, "Abstract", "Does the abstract name the strategy, the intervention, and the main outcomes of each?"
    ),
    StariItem(3, _INTRODUCTION, "Problem", "Which problem in care is the intervention meant to solve?"),
    StariItem(
        4,
        _INTRODUCTION,
        "Rationale",
        "Why should this way of spreading work: theory, framework, or a pilot?",
        "Why should the intervention work, and what is the evidence that it does?",
    ),
    StariItem(
        5,
        _INTRODUCTION,
        "Aims",
        "What is to be reached by implementing, and what by the intervention itself?",
    ),
    StariItem(6, _DESCRIPTION, "Design", "How was it studied? What of the protocol was changed on the way, and why?"),
    StariItem(7, _DESCRIPTION, "Context", "What around the sites helped or hindered, and might do so elsewhere?"),
    StariItem(
        8,
        _DESCRIPTION,
        "Sites and population",
        "Which sites were to take part: what kind, with which means, chosen how?",
        "Which people is the intervention for, and who is left out?",
    ),
    StariItem(
        9,
        _DESCRIPTION,
        "Description",
        "What was done to bring the intervention to the sites, so that others can repeat it?",
        "What is the intervention, so that others can repeat it?",
    ),
    StariItem(10, _DESCRIPTION, "Sub-groups", "Were some sites or people studied more closely? How were they chosen?"),
    StariItem(
        11,
        _EVALUATION,
        "Outcomes",
        "By which outcomes, set in advance, is the implementation judged? What are the targets?",
        "By which outcomes, set in advance, is the intervention judged? What are the targets?",
    ),
    StariItem(12, _EVALUATION, "Process evaluation", "How is it seen whether the strategy works in the way expected?"),
    StariItem(
        13,
        _EVALUATION,
        "Economic evaluation",
        "How are the means and costs of the strategy counted?",
        "How are the means and costs of the intervention counted?",
    ),
    StariItem(14, _EVALUATION, "Sample size", "Why this many sites, people or data points?"),
    StariItem(15, _EVALUATION, "Analysis", "How were the data analysed, and why in this way?"),
    StariItem(16, _EVALUATION, "Sub-group analyses", "Which comparisons of sub-groups were planned beforehand?"),
    StariItem(
        17,
        _RESULTS,
        "Characteristics",
        "How many of the intended sites took part, and what kind of sites are they?",
        "How many of the intended people were reached, and who are they?",
    ),
    StariItem(
        18,
        _RESULTS,
        "Outcomes",
        "What came of the implementation, first the main outcome?",
        "What came of the intervention, first the main outcome?",
    ),
    StariItem(19, _RESULTS, "Process outcomes", "What do the process data say about how the strategy worked?"),
    StariItem(
        20,
        _RESULTS,
        "Economic results",
        "What did the strategy take, and what did it cost?",
        "What did the intervention take, and what did it cost?",
    ),
    StariItem(21, _RESULTS, "Sub-group results", "How did sub-groups do, and do those studied stand for all?"),
    StariItem(
        22,
        _RESULTS,
        "Fidelity and adaptation",
        "Was the strategy carried out as planned? How was it adapted?",
        "Were the core parts of the intervention delivered? How were they adapted?",
    ),
    StariItem(23, _RESULTS, "Changes of context", "What changed around the sites that may have moved the results?"),
    StariItem(24, _RESULTS, "Harms", "Which harms or unintended effects were seen?"),
    StariItem(
        25,
        _DISCUSSION,
        "Discussion",
        "What was found, how far can it be trusted, how does it compare with others, and what follows?",
    ),
    StariItem(
        26,
        _DISCUSSION,
        "Implications",
        "What does it mean for bringing the strategy to more sites?",
        "What does it mean for keeping the intervention going?",
    ),
    StariItem(
        27,
        _GENERAL,
        "Statements",
        "Who approved it? Where is it registered? Who paid? Which interests are declared?",
    ),
)
"""Every item, in the order of the checklist."""
