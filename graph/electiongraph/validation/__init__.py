"""Validation: run the SHACL shapes over a built graph and say what a returning officer would query.

Takes a store (`pyoxigraph.Store`), gives `Finding` records; a violation is a finding, never an exception.
The shapes lie in `shapes/`; pySHACL decides what is valid.
"""

from electiongraph.validation.findings import SEVERITIES, Evidence, Finding
from electiongraph.validation.report import report_turtle
from electiongraph.validation.validator import ENGINES, validate

__all__ = ["ENGINES", "SEVERITIES", "Evidence", "Finding", "report_turtle", "validate"]
