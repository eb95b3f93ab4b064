//! Keys that JavaScript holds, by number. The text of a key crosses the boundary once.

use alloc::{rc::Rc, vec::Vec};
use core::cell::RefCell;
use jwtmint::Imported;
use jwtmint::Result;

struct Store(RefCell<Vec<Option<Rc<Imported>>>>);

// SAFETY: this module is compiled for wasm32 without threads only (`host` is gated on it in lib.rs,
// and neither build enables atomics), so no second thread can reach the cell.
unsafe impl Sync for Store {}

static STORE: Store = Store(RefCell::new(Vec::new()));

/// Keeps a key and returns its number, which is never 0.
pub(super) fn put(key: Imported) -> Result<u32> {
    let mut slots = STORE.0.borrow_mut();
    let slot = slots.iter().position(Option::is_none).unwrap_or_else(|| {
        slots.push(None);
        slots.len() - 1
    });
    slots[slot] = Some(Rc::new(key));
    Ok(slot as u32 + 1)
}

/// The key, shared: the store is free again before the key is used, so that a random source which
/// calls back into this library finds nothing borrowed.
pub(super) fn get(number: u32) -> Result<Rc<Imported>> {
    let slots = STORE.0.borrow();
    let found = (number as usize).checked_sub(1).and_then(|slot| slots.get(slot)).and_then(Clone::clone);
    found.ok_or_else(crate::no_such_key)
}

/// Forgets the key; its memory is wiped when the last use of it ends.
pub(super) fn free(number: u32) {
    if let Some(slot) = (number as usize).checked_sub(1)
        && let Some(place) = STORE.0.borrow_mut().get_mut(slot)
    {
        *place = None;
    }
}
