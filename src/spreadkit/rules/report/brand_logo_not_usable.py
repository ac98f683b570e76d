"""The logo of the brand cannot be put into the report.

Why it matters: the report is one file that opens offline and runs nothing. A logo that is missing leaves a gap; one
that is huge makes the file too large to send; one with a script or a link in it would break that promise.

What to do: keep a PNG or a plain SVG of at most 100 kB beside the plan, and name it by its path from there. An SVG may
hold shapes, text, gradients and groups, with their colours as attributes; style sheets, pictures, filters and links are
not taken. Drawing programs write such a file as "plain" or "optimised" SVG; or save the logo as a PNG.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
brand: {name: North, logo: logo.svg}
--- logo.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>
"""

FAILS = """
brand:
  name: North
  logo: logo.svg  # <--
--- logo.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>
"""


@plan_rule("SK902", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a logo that is not there, too large, no picture, or not still."""
    brand = subject.plan.brand
    if brand and brand.logo and (why := subject.unusable.get(brand.logo)):
        yield ("brand", "logo"), f'the logo "{brand.logo[:80]}" {why}'
