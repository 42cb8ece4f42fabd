"""What every condition of a protocol file has in common."""

from pydantic import BaseModel, ConfigDict


class Wording(BaseModel):
    """A condition as the file writes it: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
