"""An analyser that is made when the first text is read.

Reading the word lists and preparing the catalogue's phrases takes a tenth of a second, and at the start nobody has
typed anything yet.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kriptik_desktop.analysis.model import Analysis
from kriptik_desktop.providers.catalogue import Catalogue

if TYPE_CHECKING:
    from kriptik_desktop.analysis.service import Analyser


class AnalyserOnFirstUse:
    """Reads prompts as :class:`Analyser` does; any thread may ask."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._making = threading.Lock()
        self._analyser: Analyser | None = None

    def analyse(self, prompt: str) -> Analysis:
        """Return what ``prompt`` asks for.

        Raises EmptyPrompt for blank text and PromptTooLong beyond 20,000 characters.
        """
        return self._made().analyse(prompt)

    def _made(self) -> Analyser:
        with self._making:
            if self._analyser is None:
                from kriptik_desktop.analysis.service import Analyser

                self._analyser = Analyser(self._catalogue)
            return self._analyser
