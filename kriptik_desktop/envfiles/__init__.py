"""Writing and reading a project's environment files."""
