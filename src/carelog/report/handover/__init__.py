"""The handover in words: for a screen, as plain text, and as one page to print."""
