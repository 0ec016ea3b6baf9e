"""Findings of any check, and the forms a report of them takes."""

from ascn_kg.findings.finding import SEVERITIES, Finding, Region, Related, Severity, Words, is_failure
from ascn_kg.findings.text import render_text

__all__ = ["SEVERITIES", "Finding", "Region", "Related", "Severity", "Words", "is_failure", "render_text"]
