//! Large pages for long buffers.
//!
//! The system makes a page of a new buffer when it is first written. A page of 4 KB takes longer to make than the text in it
//! takes to normalize, and one of 2 MB takes little longer.

use std::alloc::{GlobalAlloc, Layout, System};

/// The system's allocator, whose long buffers ask for large pages. Python's objects are not allocated by it.
struct LargePages;

#[global_allocator]
static ALLOCATOR: LargePages = LargePages;

// SAFETY: each call is the system allocator's call with the same arguments.
unsafe impl GlobalAlloc for LargePages {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the conditions of the same function.
        let made = unsafe { System.alloc(layout) };
        advise(made, layout.size());
        made
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        let made = unsafe { System.alloc_zeroed(layout) };
        advise(made, layout.size());
        made
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        let made = unsafe { System.realloc(old, layout, size) };
        advise(made, size);
        made
    }

    unsafe fn dealloc(&self, old: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(old, layout) }
    }
}

/// The bytes of a large page, and the least of a buffer in which one can lie.
pub const LARGE: usize = 2 << 20;

/// Asks the system to back a buffer with large pages, if it is long. Only those that it has not made yet become large.
pub fn advise(start: *mut u8, len: usize) {
    if len >= LARGE && !start.is_null() {
        advise_long(start, len);
    }
}

#[cfg(target_os = "linux")]
#[cold]
fn advise_long(start: *mut u8, len: usize) {
    // The system refuses a start within a page, whose size is a divisor of this one.
    const PAGE: usize = 1 << 16;
    let skipped = start.addr().wrapping_neg() % PAGE;
    // SAFETY: the range lies in the buffer, and the advice changes no byte of it. If it is refused, nothing happens.
    unsafe { libc::madvise(start.add(skipped).cast(), len - skipped, libc::MADV_HUGEPAGE) };
}

#[cfg(not(target_os = "linux"))]
fn advise_long(_: *mut u8, _: usize) {}

/// Makes the pages of memory, which are otherwise made when they are first written. The memory's bytes do not change.
#[cfg(target_os = "linux")]
pub fn make_pages(start: *mut u8, len: usize) {
    // SAFETY: the advice changes no byte. Where there is no such memory, and in systems before Linux 5.14, it is refused.
    unsafe { libc::madvise(start.cast(), len, libc::MADV_POPULATE_WRITE) };
}

#[cfg(not(target_os = "linux"))]
pub fn make_pages(_: *mut u8, _: usize) {}
