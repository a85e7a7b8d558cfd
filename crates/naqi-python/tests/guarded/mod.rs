//! Memory between two pages that cannot be read.

/// The length of the memory, a multiple of the system's page.
pub const LEN: usize = 1 << 16;

pub struct Guarded(*mut libc::c_void);

impl Guarded {
    pub fn new() -> Self {
        // SAFETY: new memory is mapped, of which the part in the middle becomes readable.
        unsafe {
            let (none, flags) = (libc::PROT_NONE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS);
            let start = libc::mmap(std::ptr::null_mut(), 3 * LEN, none, flags, -1, 0);
            assert_ne!(start, libc::MAP_FAILED);
            assert_eq!(libc::mprotect(start.byte_add(LEN), LEN, libc::PROT_READ | libc::PROT_WRITE), 0);
            Self(start)
        }
    }

    pub fn bytes(&mut self) -> &mut [u8] {
        // SAFETY: the part in the middle is readable and writable, and borrowed as long as `self` is.
        unsafe { std::slice::from_raw_parts_mut(self.0.byte_add(LEN).cast(), LEN) }
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        // SAFETY: no borrow of the memory is left.
        unsafe { libc::munmap(self.0, 3 * LEN) };
    }
}
