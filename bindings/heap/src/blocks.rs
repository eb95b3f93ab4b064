//! The blocks of the heap: taken, cut, and given back to make larger ones. All of it is inlined and calls nothing, so that
//! the end of the host's call stack never comes while a list is half changed.

use crate::Memory;
use core::cell::Cell;
use core::ptr::null_mut;

mod block;

pub(crate) use block::{ALIGNMENT, Block, HEAD, block_of, content_of};
use block::{BELOW_IS_FREE, FREE, Free, LEAST_BLOCK, List, OFFSET, above, unlink, wipe, with_head};

const LISTS: usize = u64::BITS as usize;

/// Blocks of fewer units of `ALIGNMENT` have a list for each size; of the others each list has those of a power of two.
const SMALL: usize = 32;

/// How many blocks of the list for its own size are looked at: those of the next one all have room.
const TRIES: usize = 8;

pub(crate) struct Blocks<M> {
    memory: M,
    /// Free blocks by size.
    lists: [List; LISTS],
    /// A bit for each list that may hold a block.
    filled: Cell<u64>,
    /// The lowest block; null before the first.
    first: Cell<*mut Block>,
    /// The free block at the end of the memory, in no list: what no list has is cut of it.
    top: Cell<*mut Block>,
}

#[inline(always)]
fn list_of(size: usize) -> usize {
    let units = size / ALIGNMENT;
    let own = if units < SMALL { units } else { SMALL - 5 + units.ilog2() as usize };
    own.min(LISTS - 1)
}

impl<M: Memory> Blocks<M> {
    pub(crate) const fn new(memory: M) -> Self {
        Blocks {
            memory,
            lists: [const { Cell::new(null_mut()) }; LISTS],
            filled: Cell::new(0),
            first: Cell::new(null_mut()),
            top: Cell::new(null_mut()),
        }
    }

    /// A block with room for `size` bytes at least, and this tag; null where the memory has ended.
    #[inline(always)]
    pub(crate) fn take(&self, size: usize, tag: usize) -> *mut Block {
        let bytes = with_head(size);
        let mut block = self.find(bytes);
        if block.is_null() {
            // SAFETY: a top that is there is a block. A part of it stays, as another top.
            unsafe {
                while self.top.get().is_null() || (*self.top.get()).bytes() < bytes + LEAST_BLOCK {
                    if !self.grow(bytes + LEAST_BLOCK) {
                        return null_mut();
                    }
                }
                block = self.top.get();
                self.cut_top(block, (*block).bytes(), bytes);
            }
        }
        // SAFETY: the block was made just now.
        unsafe { (*block).tag.set(tag) };
        block
    }

    /// Takes a block out of a list, and leaves there what it has more than `bytes`.
    #[inline(always)]
    fn find(&self, bytes: usize) -> *mut Block {
        let mut lists = self.filled.get() & (u64::MAX << list_of(bytes));
        while lists != 0 {
            let index = lists.trailing_zeros() as usize;
            let mut found = self.lists[index].get().cast::<Block>();
            if found.is_null() {
                self.filled.set(self.filled.get() & !(1 << index));
            }
            for _ in 0..TRIES {
                if found.is_null() {
                    break;
                }
                // SAFETY: what is in these lists are free blocks, with a block above each.
                unsafe {
                    let whole = (*found).bytes();
                    if whole >= bytes {
                        unlink(found);
                        self.cut(found, whole, bytes);
                        return found;
                    }
                    found = (*found.cast::<Free>()).next.get().cast();
                }
            }
            lists &= lists - 1;
        }
        null_mut()
    }

    /// Makes a block in use of the first `bytes` of `whole`, and a free one of the others.
    ///
    /// # Safety
    /// They are nobody's, there is a block in use above them, and the one below is in use.
    #[inline(always)]
    unsafe fn cut(&self, block: *mut Block, whole: usize, bytes: usize) {
        // SAFETY: by the caller's promise.
        unsafe {
            if whole - bytes < LEAST_BLOCK {
                (*block).size.set(whole);
                let above = above(block);
                (*above).size.set((*above).size.get() & !BELOW_IS_FREE);
            } else {
                (*block).size.set(bytes);
                self.add(above(block), whole - bytes);
            }
        }
    }

    /// As `cut`, for bytes at the end of the memory, of which some are left.
    ///
    /// # Safety
    /// As for `cut`.
    #[inline(always)]
    unsafe fn cut_top(&self, block: *mut Block, whole: usize, bytes: usize) {
        // SAFETY: by the caller's promise.
        unsafe {
            (*block).size.set(bytes);
            self.set_top(above(block), whole - bytes);
        }
    }

    /// Makes a free block, in a list.
    ///
    /// # Safety
    /// As for `cut`.
    #[inline(always)]
    unsafe fn add(&self, block: *mut Block, bytes: usize) {
        let index = list_of(bytes);
        let list = &self.lists[index];
        // SAFETY: by the caller's promise.
        unsafe {
            (*block).size.set(bytes | FREE);
            let above = above(block);
            (*above).size.set((*above).size.get() | BELOW_IS_FREE);
            above.cast::<usize>().sub(1).write(bytes);
            let (next, block) = (list.get(), block.cast::<Free>());
            (*block).next.set(next);
            (*block).link.set(list);
            if !next.is_null() {
                (*next).link.set(&raw const (*block).next);
            }
            list.set(block);
        }
        self.filled.set(self.filled.get() | 1 << index);
    }

    /// Makes a free block, at the end of the memory.
    ///
    /// # Safety
    /// These bytes are nobody's, and the block below them is in use.
    #[inline(always)]
    unsafe fn set_top(&self, block: *mut Block, bytes: usize) {
        // SAFETY: by the caller's promise.
        unsafe {
            (*block).size.set(bytes | FREE);
            (*block.cast::<Free>()).link.set(null_mut());
        }
        self.top.set(block);
    }

    /// Makes a free block of this one and its free neighbours, and returns it.
    ///
    /// # Safety
    /// It is in use, and nobody reads what it holds any more.
    #[inline(always)]
    unsafe fn give_back(&self, mut block: *mut Block) -> *mut Block {
        // SAFETY: by the caller's promise; there is a block above each that is in use.
        unsafe {
            let mut bytes = (*block).bytes();
            let above = above(block);
            if (*above).is(FREE) {
                unlink(above);
                bytes += (*above).bytes();
            }
            if (*block).is(BELOW_IS_FREE) {
                let more = block.cast::<usize>().sub(1).read();
                block = block.byte_sub(more);
                unlink(block);
                bytes += more;
            }
            if above == self.top.get() {
                self.set_top(block, bytes);
            } else {
                self.add(block, bytes);
            }
            block
        }
    }

    /// Wipes and frees a block that holds `size` bytes.
    ///
    /// # Safety
    /// As for `give_back`.
    #[inline(always)]
    pub(crate) unsafe fn free(&self, block: *mut Block, size: usize) {
        // SAFETY: by the caller's promise.
        unsafe {
            wipe(content_of(block), size);
            self.give_back(block);
        }
    }

    /// Makes room in its place for `size` bytes instead of `old`, or answers false.
    ///
    /// # Safety
    /// It is in use, and holds `old` bytes.
    #[inline(always)]
    pub(crate) unsafe fn resize(&self, block: *mut Block, old: usize, size: usize) -> bool {
        let bytes = with_head(size);
        // SAFETY: by the caller's promise; there is a block above each that is in use.
        unsafe {
            let have = (*block).bytes();
            if bytes > have {
                let above = above(block);
                let whole = have + (*above).bytes();
                let is_top = above == self.top.get();
                if !(*above).is(FREE) || whole < bytes + if is_top { LEAST_BLOCK } else { 0 } {
                    return false;
                }
                let below = (*block).size.get() & BELOW_IS_FREE;
                if is_top {
                    self.cut_top(block, whole, bytes);
                } else {
                    unlink(above);
                    self.cut(block, whole, bytes);
                }
                (*block).size.set((*block).size.get() | below);
                return true;
            }
            if size < old {
                core::ptr::write_bytes(content_of(block).add(size), 0, old - size);
                if have - bytes >= LEAST_BLOCK {
                    (*block).set_bytes(bytes);
                    let rest = above(block);
                    (*rest).size.set(have - bytes);
                    self.give_back(rest);
                }
            }
        }
        true
    }

    /// Makes the top larger, to `bytes` at least where the new memory continues it.
    #[inline(always)]
    fn grow(&self, bytes: usize) -> bool {
        let top = self.top.get();
        // SAFETY: a top that is there is a block.
        let there = if top.is_null() { 0 } else { unsafe { (*top).bytes() } };
        let Some((start, added)) = self.memory.grow(bytes - there + 2 * OFFSET) else { return false };
        let begin: *mut Block = start.wrapping_add(OFFSET).cast();
        // SAFETY: the new memory is nobody's.
        unsafe {
            if top.is_null() {
                self.first.set(begin);
            } else if top.wrapping_byte_add(there + OFFSET) == start.cast() {
                (*top).size.set((there + added) | FREE);
                return true;
            } else {
                // Somebody else made the memory larger: what is theirs, and what was left, is one block that stays.
                (*top).size.set(begin.addr() - top.addr());
                (*top).tag.set(0);
            }
            self.set_top(begin, added - 2 * OFFSET);
        }
        true
    }

    /// The lowest block in use from this one on; null behind the last.
    ///
    /// # Safety
    /// It is a block, or null.
    #[inline(always)]
    unsafe fn in_use_from(&self, mut block: *mut Block) -> *mut Block {
        while block != self.top.get() {
            // SAFETY: each size leads to the next block, up to the top.
            unsafe {
                if !(*block).is(FREE) {
                    return block;
                }
                block = above(block);
            }
        }
        null_mut()
    }

    /// Wipes and frees the blocks whose tag is one of `tags`.
    ///
    /// # Safety
    /// Nobody reads what they hold any more.
    #[inline(always)]
    pub(crate) unsafe fn discard(&self, tags: impl Fn(usize) -> bool) {
        // SAFETY: by the caller's promise; behind a block there is another, or the top.
        unsafe {
            let mut block = self.in_use_from(self.first.get());
            while !block.is_null() {
                let next = if tags((*block).tag.get()) {
                    wipe(content_of(block), (*block).bytes() - HEAD);
                    self.give_back(block)
                } else {
                    above(block)
                };
                block = self.in_use_from(next);
            }
        }
    }

    /// Gives the blocks other tags.
    #[inline(always)]
    pub(crate) fn retag(&self, new: impl Fn(usize) -> usize) {
        // SAFETY: behind a block there is another, or the top.
        unsafe {
            let mut block = self.in_use_from(self.first.get());
            while !block.is_null() {
                (*block).tag.set(new((*block).tag.get()));
                block = self.in_use_from(above(block));
            }
        }
    }
}
