"""The report as JSON, for programs of one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ascn_kg.findings.finding import SEVERITIES, Finding


def render_json(findings: Sequence[Finding], *, left_out: int = 0) -> str:
    """``findings``, each as :meth:`Finding.as_json` gives it, and their ``counts`` (no final newline)."""
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    report = {
        "findings": [finding.as_json() for finding in ordered],
        "counts": {severity: sum(finding.severity == severity for finding in ordered) for severity in SEVERITIES},
        "left_out": left_out,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
