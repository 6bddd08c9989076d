"""The top floor: settings, addresses, the side bar."""
