//! The two doors to JavaScript, each thin: take text, call the core, give text back.
//!
//! Both speak the same operations (`ops`), so no host can differ from another in what it accepts.

mod ops;
mod render;
#[cfg(not(feature = "std"))]
#[path = "stack.rs"]
mod store;
#[cfg(feature = "std")]
mod store;

use crate::error::{Code, Error};

fn no_such_key() -> Error {
    Error::new(Code::KeyInvalid, &["The key was freed, or no key was given. Import it again."])
}

// What these doors export is reached by its symbol, not by its path.
#[cfg(feature = "script")]
#[expect(unreachable_pub)]
mod script;
#[cfg(feature = "wasm")]
#[expect(unreachable_pub)]
mod wasm;
