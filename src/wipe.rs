//! What wipes secrets when they are dropped.
//!
//! The plain-JavaScript build wipes all memory of a request, and of a key, at once (`bindings/src/regions.rs`).
//! Wiping each piece before that would be a tenth of its files, so there only arrays, which are not
//! on its heap, are wiped one by one.

#[cfg(not(feature = "__script-heap"))]
pub use zeroize::Zeroizing;

#[cfg(feature = "__script-heap")]
pub use of_the_stack::Zeroizing;

#[cfg(feature = "__script-heap")]
mod of_the_stack {
    use alloc::{string::String, vec::Vec};
    use core::ops::{Deref, DerefMut};

    /// Has the place and the name of `zeroize::Zeroizing`.
    #[derive(Clone, Default)]
    pub struct Zeroizing<T: Wipe>(T);

    impl<T: Wipe> Zeroizing<T> {
        /// As `zeroize::Zeroizing::new`.
        pub fn new(value: T) -> Self {
            Zeroizing(value)
        }
    }

    impl<T: Wipe> Deref for Zeroizing<T> {
        type Target = T;

        fn deref(&self) -> &T {
            &self.0
        }
    }

    impl<T: Wipe> DerefMut for Zeroizing<T> {
        fn deref_mut(&mut self) -> &mut T {
            &mut self.0
        }
    }

    impl<T: Wipe> Drop for Zeroizing<T> {
        #[inline(always)]
        fn drop(&mut self) {
            self.0.wipe();
        }
    }

    pub trait Wipe {
        #[inline(always)]
        fn wipe(&mut self) {}
    }

    impl Wipe for Vec<u8> {}

    impl Wipe for String {}

    impl<const N: usize> Wipe for [u8; N] {
        fn wipe(&mut self) {
            zeroize::Zeroize::zeroize(self);
        }
    }
}
