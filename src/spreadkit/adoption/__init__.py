"""Adoption as history: what the dated events of sites and changes say, on any day. Nothing here is ever overwritten."""
