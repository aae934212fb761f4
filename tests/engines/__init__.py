"""What browsers know, by version: the oldest that are promised, and what is newer than one of them."""
