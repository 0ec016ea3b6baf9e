"""Hostile input: real files broken at random, and what nobody would write on purpose."""
