"""The handover of a shift: all that the next one must know, from what stands in the log."""
