//! The flow: rights holders left, services right under who runs them.
