"""The public page of a meeting: its content, which numbers it may show, and its plain files."""
