"""A browser that only remembers."""

from __future__ import annotations


class FakeBrowser:
    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.opened: list[str] = []

    async def open(self, url: str) -> bool:
        self.opened.append(url)
        return self.works
