"""The website under load, beside two SPARQL servers of others: how fast, and what hostile queries do to it."""
