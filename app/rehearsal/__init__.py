"""Rehearsing: simulated people play a copy of a meeting, using nothing but their screens."""
