//! What the tests of several files share.

mod damage;
mod forms;
mod jwk;
mod random_damage;
mod set;

use super::{ImportOptions, Imported, Key};
use crate::Code;

#[track_caller]
fn one(text: &str) -> Key {
    match Imported::from_text(text, &ImportOptions::default()).unwrap() {
        Imported::One(key) => key,
        Imported::Set(_) => panic!("one key was expected"),
    }
}

#[track_caller]
fn refused(text: &str, code: Code, sentence: &str) {
    let error = Imported::from_text(text, &ImportOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.to_string().contains(sentence)), (code, true), "{error:?}");
}
