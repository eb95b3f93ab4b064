//! Memory and keys of the plain-JavaScript build, as one stack.
//!
//! A request takes memory upwards and gives nothing back; when its answer has been read, all of it
//! is wiped and taken back at once. Freeing is then no code at all, which makes the files a tenth
//! smaller. A request that makes a key keeps its memory until that key is freed and no younger key
//! is left: the keys that `sign` and `verify` make of text for one call always are the youngest.

use alloc::rc::Rc;
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::{Cell, RefCell};
use jwtmint::__bindings::error;
use jwtmint::Imported;
use jwtmint::{Code, Result};

/// More keys than any script holds at once.
const MOST_KEYS: usize = 1024;

const PAGE: usize = 65_536;

struct Slot {
    key: Option<Rc<Imported>>,
    /// Where the memory stood before the request that made the key.
    mark: usize,
}

struct Stack {
    /// The first free byte; 0 before the first use.
    next: Cell<usize>,
    /// Where the outermost request began.
    mark: Cell<usize>,
    /// Requests under way: more than one when the host's random source calls back into the library.
    depth: Cell<usize>,
    /// Whether the request under way made a key, so that its memory stays.
    kept: Cell<bool>,
    used: Cell<usize>,
    slots: RefCell<[Slot; MOST_KEYS]>,
}

// SAFETY: the plain-JavaScript build has one thread.
unsafe impl Sync for Stack {}

#[global_allocator]
static STACK: Stack = Stack {
    next: Cell::new(0),
    mark: Cell::new(0),
    depth: Cell::new(0),
    kept: Cell::new(false),
    used: Cell::new(0),
    slots: RefCell::new([const { Slot { key: None, mark: 0 } }; MOST_KEYS]),
};

unsafe extern "C" {
    /// Where the linker's data ends.
    static __heap_base: u8;
}

impl Stack {
    fn next(&self) -> usize {
        match self.next.get() {
            0 => (&raw const __heap_base).addr(),
            next => next,
        }
    }

    /// Moves the end of the used memory to `end`, growing the whole where needed.
    fn extend(&self, end: usize) -> bool {
        let have = memory_size(0) * PAGE;
        if end > have && memory_grow(0, (end - have).div_ceil(PAGE)) == usize::MAX {
            return false;
        }
        self.next.set(end);
        true
    }
}

// SAFETY: `alloc` hands out bytes above everything handed out since the last take-back, aligned as
// asked; take-backs happen in `end` alone, when no request is under way and none of its memory is
// reachable any more: what outlives a request is held by a slot, whose mark lies below it.
unsafe impl GlobalAlloc for Stack {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.next().next_multiple_of(layout.align());
        match start.checked_add(layout.size()) {
            Some(end) if self.extend(end) => start as *mut u8,
            _ => core::ptr::null_mut(),
        }
    }

    #[inline(always)]
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    #[inline(never)]
    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // What was handed out last grows where it is: most growing text is.
        if old.addr() + layout.size() == self.next() && size > layout.size() {
            return if self.extend(old.addr().saturating_add(size)) { old } else { core::ptr::null_mut() };
        }
        // SAFETY: the alignment is that of a layout that exists; `new` does not overlap `old`.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                core::ptr::copy_nonoverlapping(old, new, layout.size().min(size));
            }
            new
        }
    }
}

/// A request begins.
pub(super) fn begin() {
    if STACK.depth.get() == 0 {
        STACK.mark.set(STACK.next());
    }
    STACK.depth.set(STACK.depth.get() + 1);
}

/// A request's answer was read: its memory is wiped and taken back, unless it made a key.
pub(super) fn end() {
    let depth = STACK.depth.get().saturating_sub(1);
    STACK.depth.set(depth);
    if depth > 0 {
        return;
    }
    if STACK.kept.replace(false) {
        return;
    }
    let (mark, next) = (STACK.mark.get(), STACK.next());
    // SAFETY: these bytes belong to requests that have ended, and to keys that were freed.
    unsafe { core::ptr::write_bytes(mark as *mut u8, 0, next - mark) };
    STACK.next.set(mark);
}

/// Keeps a key and returns its number, which is never 0.
pub(super) fn put(key: Imported) -> Result<u32> {
    let slot = STACK.used.get();
    let mut slots = STACK.slots.borrow_mut();
    let Some(place) = slots.get_mut(slot) else {
        return Err(error(
            Code::KeyInvalid,
            &["More than 1024 keys are held at once. Free those that are no longer used, the youngest first."],
        ));
    };
    *place = Slot { key: Some(Rc::new(key)), mark: STACK.mark.get() };
    STACK.used.set(slot + 1);
    STACK.kept.set(true);
    Ok(slot as u32 + 1)
}

/// The key, shared: nothing stays borrowed while it is used.
pub(super) fn get(number: u32) -> Result<Rc<Imported>> {
    let slots = STACK.slots.borrow();
    let found = (number as usize).checked_sub(1).and_then(|slot| slots.get(slot)).and_then(|slot| slot.key.clone());
    found.ok_or_else(crate::no_such_key)
}

/// Forgets the key; the memory of the youngest keys goes when all of them are forgotten.
pub(super) fn free(number: u32) {
    let mut slots = STACK.slots.borrow_mut();
    let slot = (number as usize).wrapping_sub(1);
    let key = slots.get_mut(slot).and_then(|slot| slot.key.take());
    let mut used = STACK.used.get();
    // The youngest is wiped with its request. One that is in use is wiped with those younger than it.
    if slot.wrapping_add(1) < used && key.is_some_and(|key| Rc::strong_count(&key) == 1) {
        let (from, until) = (slots[slot].mark, slots[slot + 1].mark);
        // SAFETY: between these marks is the memory of the request that made this key alone, which nobody holds any more.
        unsafe { core::ptr::write_bytes(from as *mut u8, 0, until - from) };
    }
    while used > 0 && slots[used - 1].key.is_none() {
        used -= 1;
        STACK.mark.set(STACK.mark.get().min(slots[used].mark));
    }
    STACK.used.set(used);
}
