"""What people do, step by step: acts and their rules, no HTTP. Clock, wall, end: `programme.py`."""
