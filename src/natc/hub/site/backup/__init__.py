"""One file that holds the whole hub, encrypted to people who keep an age key elsewhere; and the hub back from it."""
