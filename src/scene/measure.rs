//! How wide text is, without a browser: an upper bound for usual system fonts.
