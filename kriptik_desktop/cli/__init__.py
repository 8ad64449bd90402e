"""The kriptik command."""
