"""The ledger: every act that matters is a leaf of an append-only Merkle log. It keeps ids and hashes, no names, no content."""
