//! The heap as WebAssembly has it. What is here is compiled in this crate, as its profile says.

use crate::{Call, Heap, Memory};
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, unreachable};

const PAGE: usize = 65_536;

struct Pages;

impl Memory for Pages {
    #[inline(always)]
    fn grow(&self, bytes: usize) -> Option<(*mut u8, usize)> {
        let pages = bytes.div_ceil(PAGE);
        let before = memory_grow(0, pages);
        (before != usize::MAX).then(|| ((before * PAGE) as *mut u8, pages * PAGE))
    }
}

/// The heap, for `#[global_allocator]`. `broken_off` is told the number that `made` was given last in each call that was
/// broken off, or 0.
pub struct Global {
    heap: Heap<Pages>,
    broken_off: fn(u32),
}

// SAFETY: WebAssembly without threads has one.
#[cfg(not(target_feature = "atomics"))]
unsafe impl Sync for Global {}

// SAFETY: `Heap` keeps the promises of the trait.
unsafe impl GlobalAlloc for Global {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.heap.alloc(layout)
    }

    #[inline(never)]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: by the caller's promise.
        unsafe { self.heap.dealloc(pointer, layout) }
    }

    #[inline(never)]
    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: by the caller's promise.
        unsafe { self.heap.realloc(old, layout, size) }
    }
}

impl Global {
    /// A heap that has no memory yet. What is allocated before `end` was called for the first time belongs to no call.
    pub const fn new(broken_off: fn(u32)) -> Self {
        Global { heap: Heap::new(Pages), broken_off }
    }

    /// The innermost call; null for the outermost.
    #[inline(always)]
    pub fn current(&self) -> *const Call {
        self.heap.current()
    }

    /// A call begins within `outer`, null for the outermost; others within that one were broken off. It traps where the
    /// memory has ended.
    #[inline(never)]
    pub fn begin(&self, outer: *const Call) -> *const Call {
        let call = self.heap.begin(outer, self.broken_off);
        if call.is_null() {
            unreachable();
        }
        call
    }

    /// A call has ended, null for the outermost; others within it were broken off. What it allocated and did not free stays.
    #[inline(never)]
    pub fn end(&self, call: *const Call) {
        self.heap.end(call, self.broken_off);
    }

    /// The calls within `outer` were broken off.
    #[inline(always)]
    pub fn discard_within(&self, outer: *const Call) {
        self.heap.discard_within(outer, &mut { self.broken_off });
    }

    /// All calls were broken off.
    #[inline(never)]
    pub fn recover(&self) {
        self.heap.recover(self.broken_off);
    }

    /// The innermost call has made something that has this number elsewhere: if it is broken off, nobody learns of it.
    #[inline(always)]
    pub fn made(&self, number: u32) {
        self.heap.made(number);
    }

    /// Foreign code runs from here on, within the innermost call; `stack` is below all that it has on the stack. Or, with 0, it
    /// has ended.
    #[inline(always)]
    pub fn set_stack(&self, stack: usize) {
        self.heap.set_stack(stack);
    }

    /// What was set for this call, null for the outermost.
    #[inline(never)]
    pub fn stack(&self, call: *const Call) -> usize {
        self.heap.stack(call)
    }
}
