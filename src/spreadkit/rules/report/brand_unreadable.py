"""White text on the colour of the brand could not be read by everyone.

Why it matters: the head of the report carries its title, its date and its revision. Who sees less well, or reads it on
a poor screen, must be able to read these too: level AA of WCAG 2.2 asks for a contrast of 4.5 to 1.

What to do: choose a darker colour of the house, or leave the key out. Until then the report keeps its own colour.
"""

from collections.abc import Iterator

from spreadkit.brand.contrast import AA_TEXT, contrast, is_colour
from spreadkit.model.brand import ON_BRAND
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
brand: {name: North, colour: "#00305f"}
"""

FAILS = """
brand:
  name: North
  colour: "#ffb81c"  # <--
"""


@plan_rule("SK901", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find colours that are none, or too light to write on in white."""
    brand = subject.plan.brand
    if brand is None:
        return
    for key, colour in (("colour", brand.colour), ("colour-dark", brand.colour_dark)):
        if colour is None:
            continue
        if not is_colour(colour):
            yield ("brand", key), f'"{colour[:40]}" is not a colour; write # and six digits, such as "#00305f"'
        elif (ratio := contrast(colour, ON_BRAND)) < AA_TEXT:
            message = (
                f"white text on {colour} has a contrast of {ratio:.1f} to 1; choose a darker one, with 4.5 or more"
            )
            yield ("brand", key), message
