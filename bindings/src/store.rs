//! Keys that JavaScript holds, by number. The text of a key crosses the boundary once.

use crate::heap::{self, HEAP};
use crate::stack_ends;
use alloc::{boxed::Box, vec::Vec};
use core::cell::UnsafeCell;
use core::ops::Deref;
use jwtmint::Imported;
use jwtmint::Result;

/// Not a RefCell: JavaScript's call stack may end within any call, and would leave it borrowed for ever.
struct Store(UnsafeCell<Slots>);

struct Slots {
    keys: Vec<Option<Box<Imported>>>,
    /// Indices of `keys` that hold none.
    free: Vec<usize>,
    /// Keys that are freed, but may be in use by a call under way.
    #[expect(clippy::vec_box, reason = "moving a key out of its box takes a call")]
    freed: Vec<Box<Imported>>,
}

// SAFETY: this module is compiled for wasm32 without threads only, so no second thread can reach the cell.
unsafe impl Sync for Store {}

static STORE: Store = Store(UnsafeCell::new(Slots { keys: Vec::new(), free: Vec::new(), freed: Vec::new() }));

/// Runs `use_slots`, which calls nothing that comes back here.
#[inline(always)]
fn with_slots<T>(use_slots: impl FnOnce(&mut Slots) -> T) -> T {
    // SAFETY: one thread, and no second reference while this one lives.
    use_slots(unsafe { &mut *STORE.0.get() })
}

/// Keeps a key and returns its number, which is never 0.
pub(super) fn put(key: Imported) -> Result<u32> {
    let key = Box::new(key);
    with_slots(|slots| {
        // Both lists have room before either changes.
        let room = slots.keys.len() + 1;
        make_room(&mut slots.keys, room);
        make_room(&mut slots.free, room);
        let slot = slots.free.pop().unwrap_or(slots.keys.len());
        match slots.keys.get_mut(slot) {
            // It holds none, and dropping that may be a call.
            Some(place) => core::mem::forget(place.replace(key)),
            None => slots.keys.push(Some(key)),
        }
        let number = slot as u32 + 1;
        HEAP.made(number);
        Ok(number)
    })
}

/// As `Vec::reserve`, but the list is whole at any time: what may be broken off happens before and after the exchange.
fn make_room<T>(list: &mut Vec<T>, room: usize) {
    if list.capacity() < room {
        let call = heap::begin();
        let mut larger = Vec::with_capacity(room * 2);
        heap::keep(call);
        larger.append(list);
        core::mem::swap(list, &mut larger);
    }
}

/// The key, which is there for as long as a call is under way.
pub(super) fn get(number: u32) -> Result<impl Deref<Target = Imported>> {
    let slot = (number as usize).wrapping_sub(1);
    let key = with_slots(|slots| slots.keys.get(slot)?.as_deref().map(core::ptr::from_ref));
    // SAFETY: only `sweep` drops keys, which waits for the end of the outermost call.
    key.map(|key: *const Imported| unsafe { &*key }).ok_or_else(crate::no_such_key)
}

/// Forgets the key, which goes when no call uses it any more.
pub(super) fn free(number: u32) {
    let slot = (number as usize).wrapping_sub(1);
    with_slots(|slots| {
        let room = slots.freed.len() + 1;
        make_room(&mut slots.freed, room);
        // A key is not lost between the two lists.
        stack_ends::room_for(stack_ends::FRAMES_TO_KEEP);
        if let Some(key) = slots.keys.get_mut(slot).and_then(Option::take) {
            slots.free.push(slot);
            slots.freed.push(key);
        }
    });
    sweep();
}

/// Forgets a key whose memory goes with that of the call which made it.
pub(super) fn forget(number: u32) {
    let slot = (number as usize).wrapping_sub(1);
    with_slots(|slots| {
        if let Some(place) = slots.keys.get_mut(slot)
            && place.is_some()
        {
            slots.free.push(slot);
            core::mem::forget(place.take());
        }
    });
}

/// Drops, and so wipes, the keys that were freed, once no outer call may be using them.
pub(super) fn sweep() {
    if HEAP.current().is_null() {
        while with_slots(|slots| !slots.freed.is_empty()) {
            // A key is not dropped by half.
            stack_ends::room_for(stack_ends::FRAMES_TO_DROP_A_KEY);
            drop(with_slots(|slots| slots.freed.pop()));
        }
    }
}

/// Fills memory with zeros.
pub(super) fn zero(pointer: *mut u8, length: usize) {
    // SAFETY: the caller's own memory.
    unsafe { core::ptr::write_bytes(pointer, 0, length) };
}
