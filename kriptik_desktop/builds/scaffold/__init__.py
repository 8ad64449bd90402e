"""Writes the wired project from templates: text in, text out, no secret and no disk.

The builder is split into pure functions so that every stack can be rendered and compared in a test without a build.
"""
