"""electiongraph."""
