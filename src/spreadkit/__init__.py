"""spreadkit: plans for the spread of improvements in health care, as text that can be checked."""

__version__ = "0.1.0"
