//! Text next to inaccessible memory: no kernel reads a byte outside the text.
#![cfg(all(unix, not(miri)))]

use crate::kernel::tests::{Build, TestRules, cases, filled};
use crate::preset::SEARCH;
use std::ptr::NonNull;

/// Three memory pages, of which only the middle one is accessible.
struct GuardedPage {
    first: NonNull<u8>,
    page: usize,
}

impl GuardedPage {
    fn new() -> Self {
        // SAFETY: `sysconf` only returns a number.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as usize;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANON;
        // SAFETY: a new mapping, at an address that the system chooses.
        let first = unsafe { libc::mmap(std::ptr::null_mut(), 3 * page, libc::PROT_NONE, flags, -1, 0) };
        assert_ne!(first, libc::MAP_FAILED);
        let first = NonNull::new(first.cast::<u8>()).expect("memory");
        // SAFETY: the second page of the mapping.
        let done = unsafe { libc::mprotect(first.as_ptr().add(page).cast(), page, libc::PROT_READ | libc::PROT_WRITE) };
        assert_eq!(done, 0);
        Self { first, page }
    }

    /// Copies the text to the start or the end of the accessible page.
    fn put(&mut self, side: Side, text: &str) -> &str {
        // SAFETY: the second page is readable, writable and zeroed by the system. It is borrowed as `self` is.
        let page = unsafe { std::slice::from_raw_parts_mut(self.first.as_ptr().add(self.page), self.page) };
        page.fill(b' ');
        let place = match side {
            Side::Start => &mut page[..text.len()],
            Side::End => &mut page[self.page - text.len()..],
        };
        place.copy_from_slice(text.as_bytes());
        std::str::from_utf8(place).expect("the text")
    }
}

impl Drop for GuardedPage {
    fn drop(&mut self) {
        // SAFETY: the mapping that `new` made, with no borrow left.
        unsafe { libc::munmap(self.first.as_ptr().cast(), 3 * self.page) };
    }
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Start,
    End,
}

#[test]
fn no_byte_outside_the_text_is_read() {
    const LENGTHS: usize = 331;
    let (rules, builds) = (TestRules::of_every_kind(), Build::all());
    let fillers =
        ["ب", "b", "文", "😁", "\u{64E}", "A", "ك ", "字", "ﻻ", "ﷺ", "😀", "ق: 3.5 ", "שׁ", "\u{200D}ز", "\u{654}"];
    let mut memory = GuardedPage::new();
    for n in cases(LENGTHS * fillers.len() * 2) {
        let (len, n) = (n % LENGTHS, n / LENGTHS);
        let (filler, side) = (fillers[n / 2], [Side::Start, Side::End][n % 2]);
        // Whole fillers, up to the guarded side.
        let mut source = filled(filler, len);
        if let Side::End = side {
            source = "b".repeat(len % filler.len()) + &source[..len - len % filler.len()];
        }
        let text = memory.put(side, &source);
        let (noticed, stop, expected) = rules.naive(&source);
        for build in &builds {
            assert_eq!(build.scan(&rules.tables, text), noticed, "{build:?}");
            let mut out = String::new();
            assert_eq!(build.compact(&rules.tables, text, &mut out), stop, "{build:?}");
            assert_eq!(out, expected, "{build:?}");
        }
        // Segments and terms run at the chosen level.
        let len: usize = crate::tokens(text).map(|token| token.text().len()).sum();
        assert_eq!(len, source.len());
        assert_eq!(crate::words(text).count(), crate::words(&source).count());
        let mut terms = (String::new(), String::new());
        SEARCH.for_each_term(text, |_, term| terms.0 += term);
        SEARCH.for_each_term(&source, |_, term| terms.1 += term);
        assert_eq!(terms.0, terms.1);
        assert_eq!(SEARCH.normalize(text), SEARCH.normalize(&source));
    }
}
