//! One block of the heap: its head, what is written into it when it is free, and its neighbours.

use core::cell::Cell;
use core::mem::size_of;

/// What is handed out begins at multiples of it; no type here asks for more.
pub(crate) const ALIGNMENT: usize = 16;

pub(crate) const HEAD: usize = size_of::<Block>();

/// Heads stand as far behind a multiple of `ALIGNMENT` as makes what follows them stand at one.
pub(super) const OFFSET: usize = (ALIGNMENT - HEAD % ALIGNMENT) % ALIGNMENT;

pub(super) const LEAST_BLOCK: usize = size_of::<Free>().next_multiple_of(ALIGNMENT);

/// In the size of a block: it is free.
pub(super) const FREE: usize = 1;

/// In the size of a block: the block below it is free, and its last word is its size.
pub(super) const BELOW_IS_FREE: usize = 2;

/// Longer stretches are filled by the engine.
const MOST_WIPED_BY_WORDS: usize = 128;

pub(super) type List = Cell<*mut Free>;

/// The head of a piece of memory. Each size leads to the next block, up to the top.
#[repr(C)]
pub(crate) struct Block {
    /// With the head, in bytes; and `FREE` or `BELOW_IS_FREE`.
    pub(super) size: Cell<usize>,
    /// The number of the call that it belongs to, or 0 for none. Free blocks have a link here.
    pub(crate) tag: Cell<usize>,
}

/// A free block, in a list.
#[repr(C)]
pub(super) struct Free {
    size: Cell<usize>,
    /// What points to this block in its list; null for the top.
    pub(super) link: Cell<*const List>,
    pub(super) next: List,
    /// Of the smallest blocks; that of others is at their end.
    last_word: Cell<usize>,
}

/// Bytes of a block that has room for `size`.
#[inline(always)]
pub(super) fn with_head(size: usize) -> usize {
    ((size + HEAD + ALIGNMENT - 1) & !(ALIGNMENT - 1)).max(LEAST_BLOCK)
}

impl Block {
    #[inline(always)]
    pub(super) fn bytes(&self) -> usize {
        self.size.get() & !(FREE | BELOW_IS_FREE)
    }

    #[inline(always)]
    pub(super) fn is(&self, flag: usize) -> bool {
        self.size.get() & flag != 0
    }

    #[inline(always)]
    pub(super) fn set_bytes(&self, bytes: usize) {
        self.size.set(bytes | (self.size.get() & (FREE | BELOW_IS_FREE)));
    }
}

/// The block that holds what is at `content`.
#[inline(always)]
pub(crate) fn block_of(content: *mut u8) -> *mut Block {
    content.wrapping_sub(HEAD).cast()
}

#[inline(always)]
pub(crate) fn content_of(block: *mut Block) -> *mut u8 {
    block.wrapping_add(1).cast()
}

/// # Safety
/// `block` is one below the top.
#[inline(always)]
pub(super) unsafe fn above(block: *mut Block) -> *mut Block {
    // SAFETY: by the caller's promise.
    unsafe { block.byte_add((*block).bytes()) }
}

/// # Safety
/// The block is in a list, or is the top.
#[inline(always)]
pub(super) unsafe fn unlink(block: *mut Block) {
    // SAFETY: by the caller's promise; its neighbours are in the same list.
    unsafe {
        let block: *mut Free = block.cast();
        if let Some(link) = (*block).link.get().as_ref() {
            let next = (*block).next.get();
            link.set(next);
            if !next.is_null() {
                (*next).link.set(link);
            }
        }
    }
}

/// Writes zeros, up to the end of an aligned word.
///
/// # Safety
/// These bytes are allocated, with the rest of the last word, and nobody reads them any more.
#[inline(always)]
pub(super) unsafe fn wipe(at: *mut u8, bytes: usize) {
    // SAFETY: by the caller's promise.
    unsafe {
        if bytes > MOST_WIPED_BY_WORDS {
            return core::ptr::write_bytes(at, 0, bytes);
        }
        // Volatile, or else the compiler would make a call to the engine of it, which takes longer.
        let mut word: *mut u64 = at.cast();
        while word < at.wrapping_add(bytes).cast() {
            word.write_volatile(0);
            word = word.add(1);
        }
    }
}
