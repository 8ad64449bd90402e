"""What the analyser refuses to read."""

from __future__ import annotations

from kriptik_desktop.core.errors import InvalidInput

PROMPT_LIMIT = 20_000
"""Characters; about eight pages of text."""


class EmptyPrompt(InvalidInput):
    """There is nothing to read."""

    def __init__(self) -> None:
        super().__init__(
            "prompt_empty", "The description is empty.", "Say in a sentence or two what the app does and for whom."
        )


class PromptTooLong(InvalidInput):
    """The description is longer than the limit."""

    def __init__(self, length: int) -> None:
        super().__init__(
            "prompt_too_long",
            f"The description has {length:,} characters; {PROMPT_LIMIT:,} is the limit.",
            "Keep what the app does and which services it uses; details can go into the project later.",
        )
