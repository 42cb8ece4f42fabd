"""The least a Textual app can be: what the launch of carelog is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class MinimalApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("ready to go")


MinimalApp().run()
