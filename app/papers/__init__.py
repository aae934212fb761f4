"""Papers and files: those that the program writes, and those that it reads."""
