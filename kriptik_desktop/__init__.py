"""KripTik Desktop: describe an app, get its credentials, receive the wired project."""

__version__ = "0.1.0"
