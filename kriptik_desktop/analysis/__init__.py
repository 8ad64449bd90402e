"""From words to the services an app needs."""
