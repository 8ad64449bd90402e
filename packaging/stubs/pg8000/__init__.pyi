# Only what this program uses; the package ships no types.
