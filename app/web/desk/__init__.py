"""The coordinator's desk: preparing, links, and what is exported afterwards."""
