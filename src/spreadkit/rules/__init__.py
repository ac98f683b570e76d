"""The rules: one file each, found by listing this folder. `_registry` says what a rule is made of."""
