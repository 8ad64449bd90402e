"""From the files of a project to the services it talks to."""
