"""What is known of each provider, and how a credential is checked."""
