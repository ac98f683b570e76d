"""The sections of a report, one file each. They are found by listing this folder (see `reporting`)."""
