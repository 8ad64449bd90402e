"""From a prompt and a stack to the wired project."""
