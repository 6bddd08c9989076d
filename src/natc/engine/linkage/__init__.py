"""One person registered by several bodies inside one country: found, decided by a human, and merged into one register at home."""
