"""`python3 -m app bench`: measures the program beside a floor and nginx with nchan, in one run."""
