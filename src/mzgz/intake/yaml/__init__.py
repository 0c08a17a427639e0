"""YAML as people write it: plain data that remembers line and column; quick where it is plain, forgiving where it is broken."""
