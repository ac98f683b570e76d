"""What the files and folders beside frameworks are called."""

from typing import Final

CONCEPTS_NAME: Final = "concepts.yaml"
SIGNPOSTS_NAME: Final = "signposts.yaml"
CROSSWALKS_FOLDER: Final = "crosswalks"
