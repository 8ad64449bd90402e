"""Clients of single providers, only where data is not enough."""
