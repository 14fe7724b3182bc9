//! The one type through which addresses reach a link.
