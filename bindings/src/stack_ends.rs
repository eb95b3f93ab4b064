//! Where the stacks end, which calls that are broken off make necessary to know: the host's call stack, which breaks them off,
//! and the module's own in its memory, which they leave as it is.

use crate::store;
use core::mem::MaybeUninit;

/// More than dropping a key takes, with the host's part of it.
pub(super) const FRAMES_TO_DROP_A_KEY: u32 = 100;

/// More than filling a cell takes.
pub(super) const FRAMES_TO_KEEP: u32 = 40;

/// Breaks the call off here where the host's call stack has no room for this many frames more, so that what follows is not
/// broken off in the middle.
pub(super) fn room_for(frames: u32) {
    core::hint::black_box(nested(frames));
}

/// What it answers is made so that no compiler finds a loop that makes the same.
#[inline(never)]
fn nested(frames: u32) -> u32 {
    if frames == 0 { 0 } else { nested(frames - 1).rotate_left(1) ^ frames }
}

/// An address below the frames of the functions under way.
#[inline(never)]
fn here() -> usize {
    let mut here = MaybeUninit::<u128>::uninit();
    core::hint::black_box(&mut here).as_ptr().addr()
}

/// As `here`, and below the frames of what is called from here to get to the host.
pub(super) fn below_here() -> usize {
    /// More than these have.
    const SLACK: usize = 4 << 10;
    here().saturating_sub(SLACK)
}

/// Where the stack begins, from which it grows down: the linker's word for it.
pub(super) fn whole() -> usize {
    unsafe extern "C" {
        static __stack_high: u8;
    }
    (&raw const __stack_high).addr()
}

/// Wipes all of the stack below the functions under way: what calls may have left there that were broken off.
pub(super) fn wipe_below() {
    /// The linker puts the stack at the beginning of the memory; nothing can be at its very first address.
    const BOTTOM: usize = 16;
    store::zero(BOTTOM as *mut u8, here() - BOTTOM);
}
