"""Early care and reminders as lines, and what is typed of them, without Textual."""
