"""The owner's local socket and the commands it serves."""
