//! The two doors of jwtmint to JavaScript, each thin: take text, call the library, give text back.
//!
//! Both speak the same operations (`ops`), so no host can differ from another in what it accepts. This crate is a
//! module for JavaScript and nothing else: on other targets than wasm32 it is empty.
#![cfg_attr(feature = "script", no_std)]
#![cfg(all(target_arch = "wasm32", any(feature = "wasm", feature = "script")))]

extern crate alloc;

#[cfg(not(feature = "script"))]
mod heap;
mod ops;
#[cfg(feature = "script")]
mod regions;
mod render;
mod stack;
#[cfg(not(feature = "script"))]
mod stack_ends;
#[cfg(not(feature = "script"))]
mod store;
mod wording;

#[cfg(feature = "script")]
use regions as store;

use jwtmint::__bindings::error;
use jwtmint::{Code, Error};

fn no_such_key() -> Error {
    error(Code::KeyInvalid, &["The key was freed, or no key was given. Import it again."])
}

// What these doors export is reached by its symbol, not by its path.
#[cfg(not(feature = "script"))]
#[expect(unreachable_pub)]
mod host_crypto;
#[cfg(feature = "script")]
#[expect(unreachable_pub)]
mod script;
#[cfg(not(feature = "script"))]
#[expect(unreachable_pub)]
mod wasm;
