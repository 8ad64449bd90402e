"""Pictures of everything one can see: each component in each state, and the app's own screens."""
