"""A framework extends another one that cannot be had.

Why it matters: all that the file takes over is missing, so that nothing can be judged by it. Another edition than the
one it was written for may ask other questions under the same ids, so it is not taken in its place.

What to do: name the framework that is extended with its edition, such as `ihi-spread@2006.1`, and keep its file in the
same folder unless it is built in. An older edition may be kept there as `id@edition.yaml`.
"""

from spreadkit.rules import reading_rule

PASSES = """
extends: {use: tiny@1, because: We answer for several hospitals at once}
"""

FAILS = """
extends: tiny@2  # <--
"""

check = reading_rule(__name__, "SK161", passes=PASSES, fails=FAILS, about="framework")
