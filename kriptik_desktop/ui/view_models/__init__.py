"""One view-model per view."""
