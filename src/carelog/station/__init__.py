"""The nurses' desk: the one door through which screens and commands act, opened for a named person."""
