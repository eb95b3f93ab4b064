//! The heap of the WebAssembly module: memory is wiped when it is freed, whatever it held. So nothing depends on each
//! crate's care with its copies, nor on the texts that the glue hands over.

use std::alloc::{GlobalAlloc, Layout, System};

struct Wiping;

#[global_allocator]
static HEAP: Wiping = Wiping;

// SAFETY: all work is the system allocator's. `realloc` is the trait's own: it moves, so that the old place is wiped.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: by the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: by the caller's promise.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: by the caller's promise these bytes are allocated, and nobody reads them any more.
        unsafe {
            core::ptr::write_bytes(pointer, 0, layout.size());
            core::hint::black_box(pointer);
            System.dealloc(pointer, layout);
        }
    }
}
