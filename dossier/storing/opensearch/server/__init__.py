"""The way to a cluster: who asks, what is sent, and what went wrong in a sentence. Read `client` first."""
