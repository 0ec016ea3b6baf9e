"""Findings of any check, and the forms a report of them takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ascn_kg.findings.finding import SEVERITIES, Finding, Region, Related, Severity, Words, is_failure

if TYPE_CHECKING:
    from ascn_kg.findings.text import render_text

__all__ = ["SEVERITIES", "Finding", "Region", "Related", "Severity", "Words", "is_failure", "render_text"]


def __getattr__(name: str) -> Any:
    """The report as text is imported with its first use: every load of a graph needs findings, few need a report."""
    if name != "render_text":
        raise AttributeError(name)
    from ascn_kg.findings.text import render_text

    return render_text
