"""Erasing, from the disk too: after the retention time; one text or a whole meeting on request."""
