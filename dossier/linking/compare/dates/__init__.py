"""Findings about dates. Read `compare` first."""
