"""The guide: the whole toolkit, written out in three languages; read on the screen and printed as one booklet."""
