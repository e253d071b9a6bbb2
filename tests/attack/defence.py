"""What a defence is, for the lists of them."""

from collections import namedtuple

# `text` stands in the file exactly once, and `without` takes its place. `killer` is what must notice: "compiler",
# "namespace FILTER" or "unit FILTER" with GoogleTest's words, or "bed TIER WORD..." with pytest's.
Defence = namedtuple("Defence", "name file text without killer")
