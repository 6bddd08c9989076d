"""A release as files that people and machines read: CSV, a workbook, SDMX, and what is hidden and why, in words."""
