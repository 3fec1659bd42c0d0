"""Safe use of files: locks, atomic writes, bounds on YAML."""
