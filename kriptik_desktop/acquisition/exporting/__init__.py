"""Taking credentials out for other programs."""
