"""The public page of a meeting: what is told on it, which numbers may stand, and the plain files that it is made of."""
