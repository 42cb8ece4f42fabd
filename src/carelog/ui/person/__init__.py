"""A person's page as lines, without Textual."""
