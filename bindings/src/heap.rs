//! The heap of the WebAssembly module: memory is wiped when it is freed, whatever it held, and what a call had that was
//! broken off is taken back. So nothing depends on each crate's care with its copies, nor on the texts that the glue hands
//! over.

use crate::{stack_ends, store};
use jwtmint_heap::{Call, Global};

#[global_allocator]
pub(super) static HEAP: Global = Global::new(store::forget);

/// What is allocated from here on, until `keep`, is for a place that outlives calls.
pub(super) fn begin() -> *const Call {
    HEAP.begin(HEAP.current())
}

/// What was allocated since `begin` is put into its place: with room on the stack to do so.
pub(super) fn keep(call: *const Call) {
    stack_ends::room_for(stack_ends::FRAMES_TO_KEEP);
    HEAP.end(call);
}

/// Runs foreign code, which may call back into this module; calls that it leaves broken off go with all that they had.
pub(super) fn with_host<T>(foreign: impl FnOnce() -> T) -> T {
    let call = HEAP.current();
    HEAP.set_stack(stack_ends::below_here());
    let result = foreign();
    HEAP.discard_within(call);
    HEAP.set_stack(0);
    result
}
