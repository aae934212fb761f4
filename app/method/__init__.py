"""What people do, step by step: acts and their rules, no HTTP. The clock, the wall and the end: `programme.py`."""
