"""The routes of the desk, a module for each thing people come for; each has `add(app, desk)`."""
