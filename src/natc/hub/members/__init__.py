"""Who is in the Network: territories, organisations, desks, people and their mandates; what a mandate permits."""
