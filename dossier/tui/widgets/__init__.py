"""The three panes, drawn line by line; they know the model but nothing of the app around them."""
