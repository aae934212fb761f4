"""The coordinator's desk: preparing, links, and what is taken out afterwards."""
