"""What is stored at one moment, piece by piece, kept for as long as its scope is not touched."""
