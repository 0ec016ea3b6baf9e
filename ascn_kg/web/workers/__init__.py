"""Processes that answer one request at a time and may be killed."""
