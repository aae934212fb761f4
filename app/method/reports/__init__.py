"""Reports of discussion sessions: written, made into results, cards, suggestions, and erased."""
