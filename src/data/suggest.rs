//! The nearest word: "did you mean".
