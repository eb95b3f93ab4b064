//! Memory and keys of the plain-JavaScript build, in regions.
//!
//! A request takes memory upwards in a region of its own and gives nothing back; when its answer has been read, the whole
//! region is wiped and taken back at once. Freeing is then no code at all, which makes the files a tenth smaller. The
//! region of a request that makes a key is the key's until that is freed: keys come and go in any order, each by itself.
//!
//! A region is a list of blocks. Blocks that are given back at the end of the used memory shorten it; others wait, by
//! size, for the next region. The host's call stack may end at any call, also of a function of this module: so what
//! belongs together is stored without a call in between, and `recover` finds all that is left.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;
use core::mem::size_of;
use core::ptr::null_mut;

mod slots;

pub(super) use slots::{free, get, put};

const PAGE: usize = 65_536;

/// What blocks begin and end at multiples of.
const ALIGNMENT: usize = 16;

/// What a region begins with, and grows by at first: most requests need no more.
const LEAST_BLOCK: usize = 2048;

/// The size from which on blocks are no longer made larger than what is needed.
const MOST_AHEAD: usize = 65_536;

/// Blocks wait in a list for each power of two.
const SIZES: usize = usize::BITS as usize;

/// A piece of memory; what it holds begins behind this head.
struct Block {
    next: Cell<*mut Block>,
    size: Cell<usize>,
}

/// Stands at the beginning of a region's first block.
struct Region {
    /// The request that was under way when this one began, or the next region to be wiped.
    outer: Cell<*mut Region>,
    newest: Cell<*mut Block>,
    /// The first free byte of the newest block.
    at: Cell<usize>,
    /// Whether the request made a key, which keeps the region.
    kept: Cell<bool>,
}

struct Regions {
    /// The end of the used memory; 0 before the first use.
    top: Cell<usize>,
    waiting: [Cell<*mut Block>; SIZES],
    /// Of the innermost request under way: more than one when the host's random source calls back into the library.
    current: Cell<*mut Region>,
    /// Regions that nothing refers to any more, to be wiped.
    discarded: Cell<*mut Region>,
    slots: Cell<*mut Block>,
    slots_used: Cell<usize>,
    free_slot: Cell<usize>,
}

// SAFETY: the plain-JavaScript build has one thread.
unsafe impl Sync for Regions {}

#[global_allocator]
static REGIONS: Regions = Regions {
    top: Cell::new(0),
    waiting: [const { Cell::new(null_mut()) }; SIZES],
    current: Cell::new(null_mut()),
    discarded: Cell::new(null_mut()),
    slots: Cell::new(null_mut()),
    slots_used: Cell::new(0),
    free_slot: Cell::new(0),
};

unsafe extern "C" {
    /// Where the linker's data ends.
    static __heap_base: u8;
}

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Fills memory with zeros: a loop here would take an interpreter a hundred times as long.
    fn wipe(pointer: *mut u8, length: usize);
}

impl Regions {
    fn top(&self) -> usize {
        match self.top.get() {
            0 => (&raw const __heap_base).addr().next_multiple_of(ALIGNMENT),
            top => top,
        }
    }

    /// Whether the memory reaches to `end`, if need be after growing: by a quarter at least, since that copies it.
    fn reaches(&self, end: usize) -> bool {
        let pages = memory_size(0);
        end <= pages * PAGE || {
            let missing = (end - pages * PAGE).div_ceil(PAGE);
            memory_grow(0, missing.max(pages / 4)) != usize::MAX || memory_grow(0, missing) != usize::MAX
        }
    }

    /// A block of `size` bytes at least, from those that wait or from the end. Its content is zeros.
    fn block(&self, size: usize) -> *mut Block {
        // Small blocks are of few sizes, so that the first of a list will do; for a large one the list is searched.
        let size = if size < MOST_AHEAD { size.next_power_of_two() } else { size.next_multiple_of(ALIGNMENT) };
        for list in &self.waiting[size.ilog2() as usize..] {
            let mut link = list;
            // SAFETY: blocks in the lists are nobody else's.
            while let Some(waiting) = unsafe { link.get().as_ref() } {
                if waiting.size.get() >= size {
                    let found = link.get();
                    link.set(waiting.next.get());
                    return found;
                }
                link = &waiting.next;
            }
        }
        let start = self.top();
        match start.checked_add(size) {
            Some(end) if self.reaches(end) => {
                let block = start as *mut Block;
                // SAFETY: the memory behind the end was nobody's.
                unsafe { block.write(Block { next: Cell::new(null_mut()), size: Cell::new(size) }) };
                self.top.set(end);
                block
            }
            _ => null_mut(),
        }
    }

    /// Wipes what was discarded, and gives it back.
    fn sweep(&self) {
        // SAFETY: a discarded region has a first block, in which it stands itself, and which goes last.
        while let Some(region) = unsafe { self.discarded.get().as_ref() } {
            let block = region.newest.get();
            // SAFETY: nothing refers to what is in the block any more.
            unsafe {
                let (older, size) = ((*block).next.get(), (*block).size.get());
                // What the region says of itself is needed until all else is wiped.
                let held: *mut u8 =
                    if older.is_null() { (&raw const *region).add(1).cast_mut().cast() } else { block.add(1).cast() };
                let list = &self.waiting[size.ilog2() as usize];
                // Read before the call, so that where it is needs none after it.
                let first = list.get();
                wipe(held, block.addr() + size - held.addr());
                if older.is_null() {
                    self.discarded.set(region.outer.take());
                    region.at.set(0);
                    region.kept.set(false);
                }
                region.newest.set(older);
                if block.addr() + size == self.top.get() {
                    (*block).next.set(null_mut());
                    (*block).size.set(0);
                    self.top.set(block.addr());
                } else {
                    (*block).next.set(first);
                    list.set(block);
                }
            }
        }
    }

    /// # Safety
    /// Nothing but the region itself refers to what is in it.
    #[inline(always)]
    unsafe fn discard(&self, region: *mut Region) {
        // SAFETY: by the caller's promise.
        unsafe { (*region).outer.set(self.discarded.get()) };
        self.discarded.set(region);
    }

    /// Room in the region for `layout`, in its newest block or a new one.
    ///
    /// # Safety
    /// The region is that of a request under way.
    unsafe fn take(&self, region: &Region, layout: Layout) -> *mut u8 {
        // SAFETY: the newest block is the region's own.
        unsafe {
            let newest = region.newest.get();
            let (start, size) = (region.at.get().next_multiple_of(layout.align()), (*newest).size.get());
            match start.checked_add(layout.size()) {
                None => return null_mut(),
                Some(end) if end <= newest.addr() + size => {
                    region.at.set(end);
                    return start as *mut u8;
                }
                Some(_) => {}
            }
            let Some(needed) = layout.size().checked_add(size_of::<Block>() + layout.align()) else {
                return null_mut();
            };
            let block = self.block(needed.max((size * 2).min(MOST_AHEAD)));
            if block.is_null() {
                return null_mut();
            }
            (*block).next.set(newest);
            region.at.set(block.add(1).addr());
            region.newest.set(block);
            self.take(region, layout)
        }
    }
}

// SAFETY: `alloc` hands out bytes of a block that nobody else has, above all that was handed out of it, aligned as asked;
// blocks are given back with their region alone, when nothing in it is reachable any more.
unsafe impl GlobalAlloc for Regions {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: null outside of a request, where nothing is allocated.
        match unsafe { self.current.get().as_ref() } {
            // SAFETY: the region is the current request's.
            Some(region) => unsafe { self.take(region, layout) },
            None => null_mut(),
        }
    }

    /// All memory that is handed out is zeros.
    #[inline(always)]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as `alloc`.
        unsafe { self.alloc(layout) }
    }

    #[inline(always)]
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    #[inline(never)]
    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: there is a request under way, since `old` is of one; the alignment is that of a layout that exists;
        // `new` does not overlap `old`.
        unsafe {
            // What was handed out last grows where it is, and with it a block that is the last: most growing text is.
            if let Some(region) = self.current.get().as_ref()
                && old.addr() + layout.size() == region.at.get()
                && let Some(end) = old.addr().checked_add(size)
            {
                let newest = region.newest.get();
                let limit = newest.addr() + (*newest).size.get();
                let grown = end.next_multiple_of(ALIGNMENT);
                if end <= limit || limit == self.top.get() && self.reaches(grown) {
                    if end > limit {
                        (*newest).size.set(grown - newest.addr());
                        self.top.set(grown);
                    }
                    region.at.set(end);
                    return old;
                }
            }
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                core::ptr::copy_nonoverlapping(old, new, layout.size().min(size));
            }
            new
        }
    }
}

/// Fills memory with zeros.
pub(super) fn zero(pointer: *mut u8, length: usize) {
    // SAFETY: the caller's own memory.
    unsafe { wipe(pointer, length) };
}

/// A request begins: room for its `length` bytes. What comes last is what makes it the one under way.
pub(super) fn begin(length: usize) -> *mut u8 {
    let needed = length.saturating_add(size_of::<Block>() + size_of::<Region>());
    let block = REGIONS.block(needed.max(LEAST_BLOCK));
    if block.is_null() {
        core::arch::wasm32::unreachable();
    }
    // SAFETY: the block is nobody else's, and has room for a region's beginning and the request.
    unsafe {
        (*block).next.set(null_mut());
        let region: *mut Region = block.add(1).cast();
        let request: *mut u8 = region.add(1).cast();
        region.write(Region {
            outer: Cell::new(REGIONS.current.get()),
            newest: Cell::new(block),
            at: Cell::new(request.addr() + length),
            kept: Cell::new(false),
        });
        REGIONS.current.set(region);
        request
    }
}

/// A request's answer was read: its memory is wiped and taken back, unless it made a key.
pub(super) fn end() {
    let region = REGIONS.current.get();
    // SAFETY: a request that is under way has a region; one that kept no key is referred to by nothing else.
    unsafe {
        let Some(ending) = region.as_ref() else { return };
        let outer = ending.outer.get();
        // Wiping takes calls: where one is broken off, the request that made a key has not ended, and the key goes with it.
        if !ending.kept.get() {
            REGIONS.current.set(outer);
            REGIONS.discard(region);
        }
        // A key may be freed while a request uses it: what was discarded goes when none is under way.
        if outer.is_null() {
            REGIONS.sweep();
        }
        REGIONS.current.set(outer);
    }
}

/// Ends the requests that began within this one, all for null, since they were broken off, and frees the keys that they
/// made: nobody has learnt their numbers.
pub(super) fn recover(request: *const u8) {
    // What begins with the request begins behind the region's own head.
    let around = request.cast::<Region>().wrapping_sub(usize::from(!request.is_null()));
    // SAFETY: the chain of requests under way; nothing refers to what is in one that was broken off.
    unsafe {
        while !core::ptr::eq(REGIONS.current.get(), around)
            && let Some(broken_off) = REGIONS.current.get().as_ref()
        {
            if broken_off.kept.get() {
                slots::vacate_of(broken_off);
            }
            REGIONS.current.set(broken_off.outer.get());
            REGIONS.discard((&raw const *broken_off).cast_mut());
        }
    }
    if request.is_null() {
        REGIONS.sweep();
    }
}
