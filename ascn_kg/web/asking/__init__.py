"""Saved questions over the web: forms, answers, figures, and the API for programs."""
