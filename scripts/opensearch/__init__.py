"""A real OpenSearch cluster on this machine's loopback, for the tests: `python -m scripts.opensearch`."""
