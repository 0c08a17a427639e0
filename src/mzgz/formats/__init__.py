"""The doors out: each module or folder turns a finished value into one format."""
