"""Who is in the room: joining, sharing a phone, hosting a table, seating, merging groups, and whose a proposal is."""
