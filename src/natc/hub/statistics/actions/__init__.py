"""What is done with releases: by people, by the states, by the test and the clock."""
