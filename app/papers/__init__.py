"""Papers and files: those that the program writes (`outcome*.py`: what came of the evening), and
those that it reads (`brought/`)."""
