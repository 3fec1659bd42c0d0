"""Text on the screen: wrapping, highlight spans, styles, snippets, messages. Knows no widget.

Read `wrap` and `spans` first.
"""
