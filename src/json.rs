//! A strict JSON reader that keeps text as text (RFC 8259, and I-JSON's rules for names and strings).
//!
//! Header and claims are never rebuilt from a tree: a value here is a span of the user's own text,
//! checked once, read only where a registered name asks for it. That keeps tokens byte-exact,
//! integers beyond 2^53 and key order whole, and the plain-JavaScript build small.

mod scan;
mod value;

pub(crate) use scan::{object, repeated, sorted};
pub(crate) use value::{Member, Object, Value, push_string};
