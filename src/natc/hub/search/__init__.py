"""Search: every text that can be found is kept beside it folded, so that both databases and both alphabets answer alike."""
