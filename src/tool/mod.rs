//! The native tool: what `atlas` does, apart from its arguments.
