"""The desk in a browser: the same pages and the same files as the commands, on one machine of the bureau."""
