"""Getting a credential from a person."""
