"""A project: folder, prompt, stack, mode."""
