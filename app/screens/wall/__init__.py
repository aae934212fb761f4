"""How things stand on the wall: sizes, places and lines, in the wall's own units."""
