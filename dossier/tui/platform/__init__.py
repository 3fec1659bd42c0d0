"""The terminal, the clipboard, the editor, processes and threads, and what touches private parts of Textual.

Read `private` first.
"""
