"""A working document -> what goes out, for one audience, in files that can harm nobody."""
