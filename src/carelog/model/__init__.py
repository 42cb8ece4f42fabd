"""What a nurse talks about: frozen, pure, and cheap to import (no pydantic, no file, no clock, no word)."""
