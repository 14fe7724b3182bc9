//! Class names of marks, and the style sheet of an exported file.
