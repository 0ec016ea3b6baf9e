"""Measures the engine against its peers, on the real graph and on generated networks of any size."""
