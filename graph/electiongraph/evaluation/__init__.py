"""Measure extraction against gold: precision and recall, rule by rule, and the faults of the gold itself.

For developers, `python -m electiongraph.evaluation`; no stage of the program imports it.
"""

from electiongraph.evaluation.corpora import Case, gold_faults, read_cases
from electiongraph.evaluation.measures import Score, Scored, score_cases, tally
from electiongraph.evaluation.scoring import Comparison, Record, compare, matches

__all__ = [
    "Case",
    "Comparison",
    "Record",
    "Score",
    "Scored",
    "compare",
    "gold_faults",
    "matches",
    "read_cases",
    "score_cases",
    "tally",
]
