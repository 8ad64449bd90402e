"""Reads the pieces of a pasted text and knows what they are called; what they mean is decided by smart paste."""
