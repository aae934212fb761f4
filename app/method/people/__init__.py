"""Who is in the room: joining, sharing phones, hosting, seating, merging, and owning proposals."""
