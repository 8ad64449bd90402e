"""Tests of KripTik Desktop."""
