"""Validation: run the SHACL shapes over a built graph and say what a returning officer would query.

Takes a store (`pyoxigraph.Store`), gives `Finding` records; a violation is a finding, never an exception.
The shapes lie in `shapes/`. They are compiled to checks that find who may be at fault; pySHACL judges these.
"""

from electiongraph.validation.findings import SEVERITIES, Evidence, Finding
from electiongraph.validation.report import report_turtle
from electiongraph.validation.validator import ENGINES, validate, validate_change

__all__ = ["ENGINES", "SEVERITIES", "Evidence", "Finding", "report_turtle", "validate", "validate_change"]
