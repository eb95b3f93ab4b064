//! Keys that JavaScript holds, by number. The text of a key crosses the boundary once.

use alloc::{rc::Rc, vec::Vec};
use core::cell::UnsafeCell;
use jwtmint::Imported;
use jwtmint::Result;

/// Not a RefCell: JavaScript's call stack may end within any call, and would leave it borrowed for ever.
struct Store(UnsafeCell<Slots>);

struct Slots {
    keys: Vec<Option<Rc<Imported>>>,
    /// Indices of `keys` that hold none.
    free: Vec<usize>,
}

// SAFETY: this module is compiled for wasm32 without threads only, so no second thread can reach the cell.
unsafe impl Sync for Store {}

static STORE: Store = Store(UnsafeCell::new(Slots { keys: Vec::new(), free: Vec::new() }));

/// Runs `use_slots`, which calls nothing that comes back here.
fn with_slots<T>(use_slots: impl FnOnce(&mut Slots) -> T) -> T {
    // SAFETY: one thread, and no second reference while this one lives.
    use_slots(unsafe { &mut *STORE.0.get() })
}

/// Keeps a key and returns its number, which is never 0.
pub(super) fn put(key: Imported) -> Result<u32> {
    let key = Rc::new(key);
    with_slots(|slots| {
        // Both lists have room before either changes.
        let room = slots.keys.len() + 1;
        make_room(&mut slots.keys, room);
        make_room(&mut slots.free, room);
        let slot = slots.free.pop().unwrap_or(slots.keys.len());
        match slots.keys.get_mut(slot) {
            Some(place) => *place = Some(key),
            None => slots.keys.push(Some(key)),
        }
        Ok(slot as u32 + 1)
    })
}

/// As `Vec::reserve`, but the list is whole at any time: what may be broken off happens before and after the exchange.
fn make_room<T>(list: &mut Vec<T>, room: usize) {
    if list.capacity() < room {
        let mut larger = Vec::with_capacity(room * 2);
        larger.append(list);
        core::mem::swap(list, &mut larger);
    }
}

/// The key, shared, so that a random source which calls back into this library finds nothing borrowed.
pub(super) fn get(number: u32) -> Result<Rc<Imported>> {
    let slot = (number as usize).wrapping_sub(1);
    with_slots(|slots| slots.keys.get(slot).and_then(Clone::clone)).ok_or_else(crate::no_such_key)
}

/// Forgets the key; its memory is wiped when the last use of it ends.
pub(super) fn free(number: u32) {
    let slot = (number as usize).wrapping_sub(1);
    let key = with_slots(|slots| {
        let key = slots.keys.get_mut(slot).and_then(Option::take);
        if key.is_some() {
            slots.free.push(slot);
        }
        key
    });
    // Only now, with the number free already: wiping a key takes calls.
    drop(key);
}

/// Fills memory with zeros.
pub(super) fn zero(pointer: *mut u8, length: usize) {
    // SAFETY: the caller's own memory.
    unsafe { core::ptr::write_bytes(pointer, 0, length) };
}
