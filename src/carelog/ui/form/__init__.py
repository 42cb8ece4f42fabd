"""Forms: a list of fields as data, a pure reducer for their keys, and the lines they are painted as; no textual."""
