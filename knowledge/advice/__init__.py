"""Advice that fits a person: computed from the knowledge base, with reasons and sources."""
