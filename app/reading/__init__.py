"""What is stored at one moment, in pieces that are cached until one of their scopes is touched."""
