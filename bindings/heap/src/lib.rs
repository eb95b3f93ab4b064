//! The heap of jwtmint's WebAssembly module, for one thread.
//!
//! Memory is wiped when it is freed, whatever it held. And what a call had allocated that was broken off, by the end of the
//! host's call stack or a trap, is wiped and freed as well: such a call frees nothing itself.
//!
//! Each block bears the number of the call in which it was allocated, and a call that was broken off is looked for by that
//! number in all blocks. A call that ends leaves what it has not freed, such as a key, with a number that no later call
//! has. So a call costs nothing here that is not broken off.
//!
//! All of it is inlined into few functions, which call others only before they change anything: each of these calls may
//! be the one for which the host's call stack has no room.
#![no_std]

mod blocks;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "wasm32")]
mod wasm;

use blocks::{ALIGNMENT, Blocks, block_of, content_of};
use core::alloc::Layout;
use core::cell::Cell;
use core::mem::size_of;
use core::ptr::{null, null_mut};

#[cfg(target_arch = "wasm32")]
pub use wasm::Global;

/// Numbers of calls begin anew behind this one. Low, so that all tests come to it: it costs one way through the blocks.
const LAST_NUMBER: usize = 65_535;

/// Where the heap has its memory from.
pub trait Memory {
    /// At least so many bytes more, at a multiple of 16: where they begin, and how many there are.
    fn grow(&self, bytes: usize) -> Option<(*mut u8, usize)>;
}

/// A call under way. The outermost has a place of its own, at rest, too; one within another stands in a block.
#[derive(Debug)]
pub struct Call {
    number: Cell<usize>,
    outer: *const Call,
    made: Cell<u32>,
    /// Below what this call has on the stack while foreign code runs, or 0.
    stack: Cell<usize>,
}

/// Blocks, and the calls that they belong to.
pub struct Heap<M> {
    blocks: Blocks<M>,
    outermost: Call,
    /// The innermost call under way; null for the outermost.
    current: Cell<*const Call>,
    /// The number of the innermost call.
    number: Cell<usize>,
    /// The highest number that any call has had.
    highest: Cell<usize>,
}

impl<M: Memory> Heap<M> {
    /// A heap that has no memory yet. What is allocated before `end` was called for the first time belongs to no call.
    pub const fn new(memory: M) -> Self {
        Heap {
            blocks: Blocks::new(memory),
            outermost: Call { number: Cell::new(0), outer: null(), made: Cell::new(0), stack: Cell::new(0) },
            current: Cell::new(null()),
            number: Cell::new(0),
            highest: Cell::new(0),
        }
    }

    /// As `GlobalAlloc::alloc`.
    #[inline(always)]
    pub fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > ALIGNMENT {
            return null_mut();
        }
        let block = self.blocks.take(layout.size(), self.number.get());
        if block.is_null() { null_mut() } else { content_of(block) }
    }

    /// As `GlobalAlloc::dealloc`.
    ///
    /// # Safety
    /// As there.
    #[inline(always)]
    pub unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: by the caller's promise.
        unsafe { self.blocks.free(block_of(pointer), layout.size()) };
    }

    /// As `GlobalAlloc::realloc`. What moves belongs to whom it belonged before.
    ///
    /// # Safety
    /// As there.
    #[inline(always)]
    pub unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let block = block_of(old);
        // SAFETY: by the caller's promise; the two do not overlap.
        unsafe {
            if self.blocks.resize(block, layout.size(), size) {
                return old;
            }
            let new = self.blocks.take(size, (*block).tag.get());
            if new.is_null() {
                return null_mut();
            }
            core::ptr::copy_nonoverlapping(old, content_of(new), layout.size().min(size));
            self.blocks.free(block, layout.size());
            content_of(new)
        }
    }

    #[inline(always)]
    fn call(&self, call: *const Call) -> &Call {
        // SAFETY: those that are named are under way, and stand in blocks until they end.
        unsafe { call.as_ref() }.unwrap_or(&self.outermost)
    }

    /// A call begins within `outer`, null for the outermost; others within that one were broken off. What is allocated from
    /// here on belongs to the new one. Null where the memory has ended.
    #[inline(always)]
    pub fn begin(&self, outer: *const Call, mut broken_off: impl FnMut(u32)) -> *const Call {
        self.discard_within(outer, &mut broken_off);
        let number = self.new_number();
        let block = self.blocks.take(size_of::<Call>(), 0);
        if block.is_null() {
            return null();
        }
        let call: *mut Call = content_of(block).cast();
        // SAFETY: the block is nobody else's, and has room for a call.
        unsafe { call.write(Call { number: Cell::new(number), outer, made: Cell::new(0), stack: Cell::new(0) }) };
        self.current.set(call);
        self.number.set(number);
        call
    }

    /// A call has ended, or for null the outermost; others within it were broken off. What it allocated and did not free
    /// stays.
    #[inline(always)]
    pub fn end(&self, call: *const Call, mut broken_off: impl FnMut(u32)) {
        self.discard_within(call, &mut broken_off);
        if call.is_null() {
            self.outermost.made.set(0);
            self.outermost.number.set(self.new_number());
            self.number.set(self.outermost.number.get());
        } else {
            self.pop(call);
        }
    }

    /// Goes back from the innermost call to the one around it.
    #[inline(always)]
    fn pop(&self, call: *const Call) {
        let outer = self.call(call).outer;
        self.current.set(outer);
        self.number.set(self.call(outer).number.get());
        // SAFETY: all calls but the outermost stand in a block, and this one has ended.
        unsafe { self.blocks.free(block_of(call.cast_mut().cast()), size_of::<Call>()) };
    }

    /// The calls within `outer` were broken off: wipes and frees what they allocated. `broken_off` is told what each one
    /// has made.
    #[inline(always)]
    pub fn discard_within(&self, outer: *const Call, broken_off: &mut impl FnMut(u32)) {
        if self.current.get() != outer {
            self.discard(outer, broken_off);
        }
    }

    /// All calls were broken off.
    #[inline(always)]
    pub fn recover(&self, mut broken_off: impl FnMut(u32)) {
        self.discard_within(null(), &mut broken_off);
        let number = self.number.get();
        // SAFETY: nobody reads any more what that call had.
        unsafe { self.blocks.discard(|tag| tag == number) };
        broken_off(self.outermost.made.get());
        self.outermost.made.set(0);
    }

    #[cold]
    #[inline(never)]
    fn discard(&self, outer: *const Call, broken_off: &mut impl FnMut(u32)) {
        // Outer calls have lower numbers.
        let around = self.call(outer).number.get();
        let is_broken_off = |tag: usize| {
            let mut call = if tag > around { self.current.get() } else { outer };
            while call != outer && !call.is_null() {
                if self.call(call).number.get() == tag {
                    return true;
                }
                call = self.call(call).outer;
            }
            false
        };
        // SAFETY: nobody reads any more what these calls had.
        unsafe { self.blocks.discard(is_broken_off) };
        while self.current.get() != outer && !self.current.get().is_null() {
            let call = self.current.get();
            broken_off(self.call(call).made.get());
            self.pop(call);
        }
    }

    #[inline(always)]
    fn new_number(&self) -> usize {
        if self.highest.get() >= LAST_NUMBER {
            self.renumber();
        }
        self.highest.set(self.highest.get() + 1);
        self.highest.get()
    }

    /// Numbers the calls under way from 1 on; what belongs to others belongs to none any more.
    #[cold]
    #[inline(never)]
    fn renumber(&self) {
        let rank = |mut call: *const Call| {
            let mut rank = 1;
            while !call.is_null() {
                rank += 1;
                call = self.call(call).outer;
            }
            rank
        };
        let innermost = self.current.get();
        self.blocks.retag(|tag| {
            let mut call = innermost;
            while self.call(call).number.get() != tag {
                if call.is_null() {
                    return 0;
                }
                call = self.call(call).outer;
            }
            rank(call)
        });
        self.highest.set(rank(innermost));
        let mut call = innermost;
        while !call.is_null() {
            self.call(call).number.set(rank(call));
            call = self.call(call).outer;
        }
        self.outermost.number.set(1);
        self.number.set(rank(innermost));
    }

    /// The innermost call has made something that has this number elsewhere: if it is broken off, nobody learns of it.
    #[inline(always)]
    pub fn made(&self, number: u32) {
        self.call(self.current.get()).made.set(number);
    }

    /// The innermost call; null for the outermost.
    #[inline(always)]
    pub fn current(&self) -> *const Call {
        self.current.get()
    }

    /// Foreign code runs from here on, within the innermost call; `stack` is below all that it has on the stack. Or, with 0, it
    /// has ended.
    #[inline(always)]
    pub fn set_stack(&self, stack: usize) {
        self.call(self.current.get()).stack.set(stack);
    }

    /// What was set for this call, null for the outermost.
    #[inline(always)]
    pub fn stack(&self, call: *const Call) -> usize {
        self.call(call).stack.get()
    }
}
