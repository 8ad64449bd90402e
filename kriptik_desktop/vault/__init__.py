"""The sealed store of credentials."""
