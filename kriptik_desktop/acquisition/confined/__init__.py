"""Work on files that nobody vouches for, done in a process of its own that can be ended."""
