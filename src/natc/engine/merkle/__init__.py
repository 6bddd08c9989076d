"""An append-only log as a Merkle tree (RFC 6962, RFC 9162), proofs about it, and its signed head."""
