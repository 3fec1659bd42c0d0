"""Findings about quotations. Read `compare` first."""
