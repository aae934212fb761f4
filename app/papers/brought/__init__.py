"""What comes in: files of many kinds, read into sheets of cells, understood by column, made into cards and results."""
