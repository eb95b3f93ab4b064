//! The keys that the script holds, by number: slots in a block of their own, which doubles when it is full.

use super::{Block, REGIONS, Region};
use alloc::rc::Rc;
use core::mem::{forget, size_of};
use core::ptr::null_mut;
use jwtmint::{Imported, Result};

pub(super) struct Slot {
    pub(super) key: Option<Rc<Imported>>,
    pub(super) region: *mut Region,
    /// Of a free slot, the next free one's number; 0 for none.
    next_free: usize,
}

/// Keeps a key and returns its number, which is never 0.
pub(crate) fn put(key: Imported) -> Result<u32> {
    let slot = Slot { key: Some(Rc::new(key)), region: REGIONS.current.get(), next_free: 0 };
    let free = REGIONS.free_slot.get();
    // SAFETY: `free` is the number of a slot; the place behind the last one has room after `make_room`.
    unsafe {
        let number = if free == 0 {
            make_room();
            REGIONS.slots_used.get() + 1
        } else {
            free
        };
        let place = REGIONS.slots.get().add(number - 1);
        if free == 0 {
            REGIONS.slots_used.set(number);
        } else {
            REGIONS.free_slot.set((*place).next_free);
        }
        place.write(slot);
        (*REGIONS.current.get()).kept.set(true);
        Ok(number as u32)
    }
}

/// Room for one more slot: in a block twice as large, where the last one is full.
fn make_room() {
    let (used, room) = (REGIONS.slots_used.get(), REGIONS.slots_room.get());
    if used < room {
        return;
    }
    let size = ((room * 2).max(31) + 1) * size_of::<Slot>();
    let block = REGIONS.block(size);
    if block.is_null() {
        core::arch::wasm32::unreachable();
    }
    // SAFETY: the new block is nobody else's; the old one is given back when the slots have moved.
    unsafe {
        let (old, new): (_, *mut Slot) = (REGIONS.slots.get(), block.add(1).cast());
        core::ptr::copy_nonoverlapping(old, new, used);
        REGIONS.slots_room.set(((*block).size.get() - size_of::<Block>()) / size_of::<Slot>());
        REGIONS.slots.set(new);
        if !old.is_null() {
            REGIONS.give_back(old.cast::<Block>().sub(1), || {});
        }
    }
}

pub(super) fn slot(number: u32) -> Option<&'static mut Slot> {
    let index = (number as usize).checked_sub(1)?;
    // SAFETY: below `slots_used` there are slots; no reference to one is kept over a call that makes another.
    (index < REGIONS.slots_used.get()).then(|| unsafe { &mut *REGIONS.slots.get().add(index) })
}

/// The key, shared: nothing stays borrowed while it is used.
pub(crate) fn get(number: u32) -> Result<Rc<Imported>> {
    slot(number).and_then(|slot| slot.key.clone()).ok_or_else(crate::no_such_key)
}

/// Forgets the key; its memory is wiped when this request has ended, and those that it came into.
pub(crate) fn free(number: u32) {
    if let Some(slot) = slot(number)
        && let Some(key) = slot.key.take()
    {
        slot.next_free = REGIONS.free_slot.get();
        REGIONS.free_slot.set(number as usize);
        // Nothing of it need be dropped: its memory is wiped as a whole.
        forget(key);
        // SAFETY: the key was the one that referred to what is in its region.
        unsafe { REGIONS.discard(core::mem::replace(&mut slot.region, null_mut())) };
    }
}
