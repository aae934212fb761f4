"""Backups and restoring, carrying a meeting elsewhere, timed erasing, checks before an evening."""
