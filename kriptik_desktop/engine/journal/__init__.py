"""The engine's adapter on SQLite: a journal of steps, signals and timers in the state database."""

from kriptik_desktop.engine.journal.engine import JournalEngine

__all__ = ["JournalEngine"]
