"""The screen: everything that knows Textual, and nothing that knows where records are kept."""
