"""Plants single errors in the real data and counts how many the checks catch."""
