"""Who may work, who may come in, and how many days in a row."""
