"""Text on the screen: wrapping, highlight spans, styles, snippets, messages. Knows no widget."""
