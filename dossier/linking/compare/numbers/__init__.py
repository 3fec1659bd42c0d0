"""Findings about numbers. Read `compare` first."""
