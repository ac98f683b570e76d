"""Layer 0: the frozen models that everything else speaks in."""
