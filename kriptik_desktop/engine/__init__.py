"""Durable work: what was recorded is never done again."""
