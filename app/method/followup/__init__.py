"""Follow-up: how agreed actions go on, when residents are told, and what has been published."""
