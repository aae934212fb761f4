"""What goes out on paper and in files, and what comes in."""
