"""The reports of discussion sessions: written by secretaries, made into results, cards and suggestions, and erased."""
