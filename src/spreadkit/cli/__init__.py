"""Layer 4: one module for each command, thin; alone in knowing typer, printing and exit codes."""
