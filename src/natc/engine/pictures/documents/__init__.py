"""Documents for print: the national brief and the situation report, as values that become PDF and Word."""
