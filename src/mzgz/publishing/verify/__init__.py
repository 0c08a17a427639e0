"""Documents people have edited held against the data: every number, every word that asserts something."""
