"""The call that an answer suggests to make next."""

from typing import Annotated, Any

from pydantic import BaseModel, Field


class NextStep(BaseModel):
    """What to do now."""

    tool: Annotated[str | None, Field(description="None: it is for a person to do.")] = None
    arguments: dict[str, Any] | None = None
    why: str
    then: Annotated[list[dict[str, Any]] | None, Field(description="Calls to make after it.")] = (
        None
    )


SAVED = "The file is here: tell the user where."
