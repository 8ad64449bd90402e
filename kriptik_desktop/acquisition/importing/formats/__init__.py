"""One module for each foreign format; they run in the child and know neither vault nor catalogue."""
