"""Version 1 of the interface for programs. What stands here keeps its meaning; what changes it becomes version 2."""
