"""The window: view-models and the QML engine."""
