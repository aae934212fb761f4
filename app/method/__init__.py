"""What people do, step by step: acts and their rules, no HTTP. `acts.py` lists their modules."""
