"""Uploaded files: read into sheets, understood by column, made into cards and results."""
