"""What covers the workspace: choosers and the lists side by side with their articles."""
