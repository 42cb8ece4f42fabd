"""When to worry: care protocols as data with their sources, and the pure functions that read them."""
