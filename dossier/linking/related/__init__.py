"""Passages of other articles that tell the same fact, best first."""
