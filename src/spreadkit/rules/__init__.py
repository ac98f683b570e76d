"""The rules: one file each, found by listing this folder. See `spreadkit.ruling` for what a rule is made of."""
