"""What is printed: each paper as sheets of values, which Typst sets as PDF in a process of its own."""
