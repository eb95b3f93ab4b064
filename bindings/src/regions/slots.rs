//! The keys that the script holds, by number: slots in blocks of their own, each twice as large as the one before.

use super::{Block, REGIONS, Region};
use alloc::rc::Rc;
use core::mem::{forget, size_of};
use core::ptr::null_mut;
use jwtmint::{Imported, Result};

/// How many slots the first block has room for: with its head they are 512 bytes.
const LEAST_ROOM: usize = 42;

pub(super) struct Slot {
    key: Option<Rc<Imported>>,
    region: *mut Region,
    /// Of a free slot, the next free one's number; 0 for none.
    next_free: usize,
}

/// Keeps a key and returns its number, which is never 0.
pub(crate) fn put(key: Imported) -> Result<u32> {
    let key = Some(Rc::new(key));
    let free = REGIONS.free_slot.get();
    let number = if free == 0 { REGIONS.slots_used.get() + 1 } else { free };
    let slot = slot_or_more(number);
    // SAFETY: there is a request under way.
    let region = unsafe { &*REGIONS.current.get() };
    if free == 0 {
        REGIONS.slots_used.set(number);
    } else {
        REGIONS.free_slot.set(slot.next_free);
    }
    forget(core::mem::replace(&mut slot.key, key));
    slot.region = REGIONS.current.get();
    region.kept.set(true);
    Ok(number as u32)
}

/// The slot of a number that is in use, or the next one.
fn slot_or_more(number: usize) -> &'static mut Slot {
    let mut index = number - 1;
    let mut room = LEAST_ROOM;
    let mut link = &REGIONS.slots;
    loop {
        if link.get().is_null() {
            let block = REGIONS.block(size_of::<Block>() + room * size_of::<Slot>());
            if block.is_null() {
                core::arch::wasm32::unreachable();
            }
            // SAFETY: the new block is nobody else's, and all zeros behind its head: slots without a key.
            unsafe { (*block).next.set(null_mut()) };
            link.set(block);
        }
        // SAFETY: a block of the chain has room for as many slots; no reference to one is kept over a call that makes another.
        unsafe {
            if index < room {
                return &mut *link.get().add(1).cast::<Slot>().add(index);
            }
            link = &(*link.get()).next;
        }
        index -= room;
        room *= 2;
    }
}

fn slot(number: u32) -> Option<&'static mut Slot> {
    let number = number as usize;
    (1..=REGIONS.slots_used.get()).contains(&number).then(|| slot_or_more(number))
}

/// The key, shared: nothing stays borrowed while it is used.
pub(crate) fn get(number: u32) -> Result<Rc<Imported>> {
    slot(number).and_then(|slot| slot.key.clone()).ok_or_else(crate::no_such_key)
}

/// Forgets the key; its memory is wiped when this request has ended, and those that it came into.
pub(crate) fn free(number: u32) {
    if let Some(slot) = slot(number)
        && slot.key.is_some()
    {
        let region = slot.region;
        vacate(slot, number as usize);
        // SAFETY: the key was the one that referred to what is in its region.
        unsafe { REGIONS.discard(region) };
    }
}

/// Forgets the key that the region holds.
pub(super) fn vacate_of(region: &Region) {
    for number in 1..=REGIONS.slots_used.get() {
        let slot = slot_or_more(number);
        if core::ptr::eq(slot.region, region) {
            return vacate(slot, number);
        }
    }
}

/// Nothing of the key need be dropped: its memory is wiped as a whole.
#[inline(always)]
fn vacate(slot: &mut Slot, number: usize) {
    forget(slot.key.take());
    slot.region = null_mut();
    slot.next_free = REGIONS.free_slot.replace(number);
}
