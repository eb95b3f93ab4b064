//! The heap against a list of what was handed out, in memory that ends.

use crate::{Call, Heap, LAST_NUMBER, Memory};
use core::alloc::Layout;
use core::cell::Cell;
use core::ptr::null;

extern crate std;
use std::{boxed::Box, vec, vec::Vec};

const PAGE: usize = 4096;

/// A stretch of memory, handed out from its beginning; or with gaps, as if somebody else had some of it.
struct Stretch {
    at: Cell<*mut u8>,
    left: Cell<usize>,
    gap: usize,
}

impl Stretch {
    fn new(pages: usize, gap: usize) -> Self {
        let memory = Box::leak(vec![0_u128; pages * PAGE / 16].into_boxed_slice());
        Stretch { at: Cell::new(memory.as_mut_ptr().cast()), left: Cell::new(pages * PAGE), gap }
    }
}

impl Memory for Stretch {
    fn grow(&self, bytes: usize) -> Option<(*mut u8, usize)> {
        let bytes = bytes.next_multiple_of(PAGE);
        let left = self.left.get().checked_sub(bytes + self.gap)?;
        self.left.set(left);
        let start = self.at.get().wrapping_add(self.gap);
        self.at.set(start.wrapping_add(bytes));
        Some((start, bytes))
    }
}

/// The same numbers each time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn size(&mut self) -> usize {
        let power = self.below(12);
        1 + self.below(1 << power)
    }
}

/// What was handed out, each filled with a byte of its own.
struct Held {
    at: *mut u8,
    size: usize,
    byte: u8,
    call: usize,
}

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size, 16).unwrap()
}

fn bytes(held: &Held) -> &[u8] {
    // SAFETY: the heap handed them out.
    unsafe { core::slice::from_raw_parts(held.at, held.size) }
}

fn is_whole(held: &Held) -> bool {
    held.at.addr().is_multiple_of(16) && bytes(held).iter().all(|&byte| byte == held.byte)
}

struct Tested {
    heap: Heap<Stretch>,
    held: Vec<Held>,
    numbers: Numbers,
}

impl Tested {
    fn new(pages: usize, gap: usize) -> Self {
        let heap = Heap::new(Stretch::new(pages, gap));
        heap.end(null(), |_| ());
        Tested { heap, held: Vec::new(), numbers: Numbers(0x9E37_79B9_7F4A_7C15) }
    }

    fn alloc(&mut self, call: usize) -> bool {
        let (size, byte) = (self.numbers.size(), self.numbers.below(255) as u8 + 1);
        let at = self.heap.alloc(layout(size));
        if at.is_null() {
            return false;
        }
        // SAFETY: the heap handed them out.
        unsafe { at.write_bytes(byte, size) };
        self.held.push(Held { at, size, byte, call });
        true
    }

    fn dealloc(&mut self) {
        if let Some(last) = self.held.len().checked_sub(1) {
            let held = self.held.swap_remove(self.numbers.below(last + 1));
            assert!(is_whole(&held));
            // SAFETY: the heap handed it out.
            unsafe { self.heap.dealloc(held.at, layout(held.size)) };
        }
    }

    fn realloc(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let index = self.numbers.below(self.held.len());
        let size = self.numbers.size();
        let held = &mut self.held[index];
        // SAFETY: the heap handed it out.
        unsafe {
            let at = self.heap.realloc(held.at, layout(held.size), size);
            if at.is_null() {
                return;
            }
            held.at = at;
            held.size = held.size.min(size);
            assert!(is_whole(held));
            held.size = size;
            at.write_bytes(held.byte, size);
        }
    }

    /// Some of each, as a call makes them.
    fn work(&mut self, steps: usize, call: usize) {
        for _ in 0..steps {
            match self.numbers.below(5) {
                0 | 1 => drop(self.alloc(call)),
                2 | 3 => self.dealloc(),
                _ => self.realloc(),
            }
        }
        assert!(self.held.iter().all(is_whole));
    }

    /// The bytes of all that is held by calls which are broken off; they are held no more.
    fn forget(&mut self, broken_off: impl Fn(usize) -> bool) -> Vec<Held> {
        let (gone, held) = self.held.drain(..).partition(|held| broken_off(held.call));
        self.held = held;
        gone
    }

    fn free_all(&mut self) {
        while !self.held.is_empty() {
            self.dealloc();
        }
    }
}

/// Nothing of it stands there but what lists of free blocks need: never its own byte four times.
fn is_wiped(gone: &Held) -> bool {
    !bytes(gone).windows(4).any(|four| four.iter().all(|&byte| byte == gone.byte))
}

#[test]
fn what_is_handed_out_is_nobody_elses() {
    for gap in [0, 16, PAGE] {
        let mut tested = Tested::new(2_000, gap);
        for _ in 0..50 {
            tested.work(2_000, 0);
        }
    }
}

#[test]
fn memory_that_was_freed_is_used_again() {
    let mut tested = Tested::new(400, 0);
    // 100 times as many bytes as there are.
    for _ in 0..200 {
        for _ in 0..500 {
            assert!(tested.alloc(0));
        }
        tested.free_all();
    }
    // All of it came together again.
    let all = tested.heap.alloc(layout(300 * PAGE));
    assert!(!all.is_null());
}

#[test]
fn memory_that_ends_is_said() {
    let mut tested = Tested::new(20, 0);
    while tested.alloc(0) {}
    assert!(tested.heap.alloc(layout(21 * PAGE)).is_null());
    let held = &tested.held[0];
    // SAFETY: the heap handed it out.
    assert!(unsafe { tested.heap.realloc(held.at, layout(held.size), 21 * PAGE) }.is_null());
    tested.free_all();
    assert!(tested.alloc(0));
    // No type of this library asks for that.
    assert!(tested.heap.alloc(Layout::from_size_align(1, 64).unwrap()).is_null());
}

#[test]
fn what_is_freed_is_wiped() {
    let mut tested = Tested::new(400, 0);
    tested.work(3_000, 0);
    while let Some(held) = tested.held.pop() {
        // SAFETY: the heap handed it out.
        unsafe { tested.heap.dealloc(held.at, layout(held.size)) };
        assert!(is_wiped(&held));
    }
}

#[test]
fn what_a_resized_block_leaves_is_wiped() {
    let mut tested = Tested::new(400, 0);
    for _ in 0..1_000 {
        assert!(tested.alloc(0));
    }
    for index in 0..tested.held.len() {
        let size = tested.numbers.size();
        let held = &mut tested.held[index];
        // SAFETY: the heap handed it out.
        let at = unsafe { tested.heap.realloc(held.at, layout(held.size), size) };
        let left = if at == held.at { held.size.min(size) } else { 0 };
        let gone = Held { at: held.at.wrapping_add(left), size: held.size - left, ..*held };
        *held = Held { at, size: size.min(held.size), ..*held };
        assert!(is_whole(held));
        assert!(is_wiped(&gone));
    }
}

#[test]
fn a_call_that_is_broken_off_has_nothing_any_more() {
    let mut tested = Tested::new(4_000, 0);
    for _ in 0..100 {
        tested.work(200, 0);
        tested.heap.end(null(), |_| ());
        // From here on an outermost call is under way.
        tested.heap.made(1);
        tested.work(100, 1);
        let first = tested.heap.begin(null(), |_| unreachable!());
        tested.work(100, 2);
        tested.heap.made(2);
        tested.heap.begin(first, |_| unreachable!());
        tested.work(100, 3);
        // Another begins after that one was broken off, and ends: what it allocated stays.
        let mut made = Vec::new();
        let last = tested.heap.begin(first, |number| made.push(number));
        assert_eq!(made, [0]);
        assert!(tested.forget(|call| call == 3).iter().all(is_wiped));
        tested.work(100, 0);
        tested.heap.end(last, |_| unreachable!());
        tested.work(100, 2);
        if tested.numbers.below(2) == 0 {
            tested.heap.discard_within(null(), &mut |number| made.push(number));
            assert_eq!(made, [0, 2]);
            assert!(tested.forget(|call| call == 2).iter().all(is_wiped));
            tested.work(100, 1);
        }
        made.clear();
        tested.heap.recover(|number| made.push(number));
        assert_eq!(made.last(), Some(&1));
        assert!(tested.forget(|call| call != 0).iter().all(is_wiped));
        assert!(tested.held.iter().all(is_whole));
    }
}

#[test]
fn numbers_that_begin_anew_mean_the_same_calls() {
    let mut tested = Tested::new(4_000, 0);
    tested.work(200, 0);
    tested.heap.end(null(), |_| ());
    tested.work(100, 1);
    let first = tested.heap.begin(null(), |_| unreachable!());
    tested.work(100, 2);
    for turn in 0..3 * LAST_NUMBER {
        let call = tested.heap.begin(first, |_| unreachable!());
        if turn % 1_000 == 0 {
            tested.work(5, 0);
        }
        tested.heap.end(call, |_| unreachable!());
    }
    tested.work(100, 2);
    tested.heap.discard_within(null(), &mut |_| ());
    assert!(tested.forget(|call| call == 2).iter().all(is_wiped));
    tested.work(100, 1);
    tested.heap.recover(|_| ());
    assert!(tested.forget(|call| call == 1).iter().all(is_wiped));
    assert!(tested.held.iter().all(is_whole));
}

#[test]
fn the_stack_is_that_of_the_call_that_set_it() {
    let heap = Heap::new(Stretch::new(10, 0));
    heap.set_stack(3_000);
    let call: *const Call = heap.begin(null(), |_| ());
    heap.set_stack(2_000);
    assert_eq!((heap.stack(null()), heap.stack(call)), (3_000, 2_000));
    assert_eq!(heap.current(), call);
    heap.end(call, |_| ());
    assert!(heap.current().is_null());
}
