"""The rooms of the site, a module each."""
