"""Printed papers: each as sheets of values, which Typst makes into PDF in a child process."""
