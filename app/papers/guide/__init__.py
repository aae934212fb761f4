"""The guide: the whole toolkit in three languages, for the screen and as a printed booklet."""
