"""What stands between HTTP and the pages: reading requests, writing answers, limits and the log."""
