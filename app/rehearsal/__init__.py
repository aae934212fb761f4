"""Rehearsing: a copy of a meeting, filled by simulated people who use their screens and nothing else."""
