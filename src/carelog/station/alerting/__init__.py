"""Alerts from the first sight to their end: who saw them, what is done, when they come back."""
