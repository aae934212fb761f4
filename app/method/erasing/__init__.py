"""Erasing: by itself when its time is over, one text or a whole meeting on request; from the disk too."""
