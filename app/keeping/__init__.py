"""Keeping: backups and putting one back, what is erased when, and whether this machine is ready for an evening."""
