//! Text beside memory that must not be touched: no kernel reads a byte outside of it.
#![cfg(all(unix, not(miri)))]

use crate::kernel::tests::{Build, Rules, cases, filled};
use crate::preset::SEARCH;
use std::ptr::NonNull;

/// Three pages, of which only the middle one may be touched.
struct Island {
    first: NonNull<u8>,
    page: usize,
}

impl Island {
    fn new() -> Self {
        // SAFETY: asks for a number.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as usize;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANON;
        // SAFETY: new memory of its own, where the system has room for it.
        let first = unsafe { libc::mmap(std::ptr::null_mut(), 3 * page, libc::PROT_NONE, flags, -1, 0) };
        assert_ne!(first, libc::MAP_FAILED);
        let first = NonNull::new(first.cast::<u8>()).expect("memory");
        // SAFETY: the second of the three pages.
        let done = unsafe { libc::mprotect(first.as_ptr().add(page).cast(), page, libc::PROT_READ | libc::PROT_WRITE) };
        assert_eq!(done, 0);
        Self { first, page }
    }

    /// The text at the start of the page that may be touched, or at its end.
    fn put(&mut self, side: Side, text: &str) -> &str {
        // SAFETY: the second page, which may be read and written, zeroed by the system; borrowed as the island is.
        let page = unsafe { std::slice::from_raw_parts_mut(self.first.as_ptr().add(self.page), self.page) };
        page.fill(b' ');
        let room = match side {
            Side::Start => &mut page[..text.len()],
            Side::End => &mut page[self.page - text.len()..],
        };
        room.copy_from_slice(text.as_bytes());
        std::str::from_utf8(room).expect("the text")
    }
}

impl Drop for Island {
    fn drop(&mut self) {
        // SAFETY: what `new` was given, and nothing borrows it any more.
        unsafe { libc::munmap(self.first.as_ptr().cast(), 3 * self.page) };
    }
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Start,
    End,
}

#[test]
fn nothing_outside_of_a_text_is_read() {
    const MOST: usize = 201;
    let (rules, builds) = (Rules::of_every_kind(), Build::all());
    let fillers =
        ["ب", "b", "文", "😁", "\u{64E}", "A", "ك ", "字", "ﻻ", "ﷺ", "😀", "ق: 3.5 ", "שׁ", "\u{200D}ز", "\u{654}"];
    let mut island = Island::new();
    for n in cases(MOST * fillers.len() * 2) {
        let (len, n) = (n % MOST, n / MOST);
        let (filler, side) = (fillers[n / 2], [Side::Start, Side::End][n % 2]);
        // Whole characters that end with the text, or start with it.
        let mut source = filled(filler, len);
        if let Side::End = side {
            source = "b".repeat(len % filler.len()) + &source[..len - len % filler.len()];
        }
        let text = island.put(side, &source);
        let (noticed, stop, expected) = rules.naive(&source);
        for build in &builds {
            assert_eq!(build.scan(&rules.tables, text), noticed, "{build:?}");
            let mut out = String::new();
            assert_eq!(build.compact(&rules.tables, text, &mut out), stop, "{build:?}");
            assert_eq!(out, expected, "{build:?}");
        }
        // The level that was chosen, for segments and terms.
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
