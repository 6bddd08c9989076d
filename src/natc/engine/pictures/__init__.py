"""Charts, maps and printed reports made from figures that may be seen."""
