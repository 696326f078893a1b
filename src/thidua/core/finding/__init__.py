"""What published figures say about each other: computed from the numbers and their marks, never typed in.

A mark says what a number is about (which list, part of which total); the numbers decide whether there is anything
to find. A new file of figures gives new findings, and a file without contradictions gives none.
"""

from thidua.core.finding.distribution import Edition, award_findings
from thidua.core.finding.figure import Finding, FindingKind, Published
from thidua.core.finding.search import find

__all__ = ["Edition", "Finding", "FindingKind", "Published", "award_findings", "find"]
