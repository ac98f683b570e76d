"""How a team's own report looks: its name, its logo, and the colour of its head."""

from typing import Final, Literal

from spreadkit.model.base import FileModel, Id, Many, Text

ON_BRAND: Final = "#ffffff"
"""The colour of the text that stands on a team's colour."""


class Brand(FileModel):
    """A team's name, logo and colours.

    `logo` is a PNG or SVG file beside the plan; `colour` and `colour_dark` lie under the head of the report, by light
    and by dark, and are written as `#` and six hexadecimal digits. White text stands on both.
    """

    name: Text | None = None
    logo: Text | None = None
    colour: Text | None = None
    colour_dark: Text | None = None


class OwnPage(FileModel):
    """A page of the team's own, from a Markdown file beside the plan. It stands after a section, or at the end."""

    title: Text
    file: Text
    after: Id | None = None
    for_: Many[Literal["sponsor", "steering", "site"]] = ("steering",)


class Layout(FileModel):
    """What a team has otherwise in its pack: sections in an `order` of its own, some left out, pages of its own.

    Sections that `order` does not name follow those that it does, in their usual order.
    """

    order: Many[Id] = ()
    leave_out: Many[Id] = ()
    pages: tuple[OwnPage, ...] = ()
