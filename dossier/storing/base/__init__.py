"""What every engine shares: the protocol `Store` with what goes in and out of it, and helpers for files and memory.

Read `store` first. Nothing here imports an engine.
"""
