"""Bringing credentials over from other programs' files."""
