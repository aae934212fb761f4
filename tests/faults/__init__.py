"""Faults done to the real server, as a process of its own; and what it has promised held against what it has kept."""
