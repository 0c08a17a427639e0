"""Many workspaces in one data set: which are new, what they hold as rows of columns, and the manifest of what is there."""
