"""`python3 -m app bench`: how fast the program is, beside a floor and nginx with nchan, in the same run."""
