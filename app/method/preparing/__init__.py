"""What a coordinator prepares before the evening."""
