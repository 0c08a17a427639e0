"""The rules, one file per family, one function per rule, its docstring the manual."""
