//! Options under the names that they have in the JavaScript package (`expiresIn`, `keyid` …), as JSON text.
//!
//! The one place that knows these names, with their units and the sentences about them. The doors to JavaScript read
//! options here, and so does `serde`, from any format: both refuse what is unknown, and name the nearest known option.

mod duration;
mod fields;
mod key;
mod payload;
mod token;
