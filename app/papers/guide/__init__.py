"""The guide: the whole toolkit in each of the hall's languages, for the screen and as a printed booklet."""
