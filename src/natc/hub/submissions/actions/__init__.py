"""What changes calls, submissions and answers. Each: lock, check, change, record, in one transaction; mail leaves on commit."""
