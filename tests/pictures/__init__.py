"""Every screen of the evening as pictures, looked over for what must not be: `python3 -m app pictures`."""
