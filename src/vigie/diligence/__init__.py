"""Due diligence as a cycle of management; its first question: which duties apply, from when, and why."""
