"""How fast a change can reach all sites, and what that takes: waves, coaches, dates, and what gives when it is late."""
