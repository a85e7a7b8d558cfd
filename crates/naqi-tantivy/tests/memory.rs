//! A token costs no allocation, and a long text leaves little behind.

use naqi::chain;
use naqi_tantivy::ChainTokenizer;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// The system's allocator, with this thread's calls and the bytes that it holds counted.
struct Counting;

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
    static LIVE: Cell<isize> = const { Cell::new(0) };
}

// SAFETY: each call goes on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // A thread that ends has no counters any more.
        let _ = CALLS.try_with(|calls| calls.set(calls.get() + 1));
        let _ = LIVE.try_with(|live| live.set(live.get() + layout.size() as isize));
        // SAFETY: the caller's promise is the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        let _ = LIVE.try_with(|live| live.set(live.get() - layout.size() as isize));
        // SAFETY: the caller's promise is the system's.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count(tokenizer: &mut ChainTokenizer, text: &str) -> usize {
    let mut stream = tokenizer.token_stream(text);
    let mut count = 0;
    while stream.advance() {
        count += 1;
    }
    count
}

#[test]
fn a_token_costs_no_allocation_once_there_is_room() {
    let text = "وزارة التعليم تدرس القَرارَ الجديد وتعلن عن مكتبات المدينة. ".repeat(1000);
    for (name, chain) in chain::all() {
        let mut tokenizer = ChainTokenizer::new(chain);
        let first = count(&mut tokenizer, &text);
        let before = CALLS.get();
        let second = count(&mut tokenizer, &text);
        let calls = CALLS.get() - before;
        assert_eq!(first, second, "{name}");
        assert!(calls <= 4, "{name}: {calls} allocations for {second} tokens");
    }
}

#[test]
fn a_long_texts_room_is_given_back() {
    let text = "وزارة التعليم تدرس القرار ".repeat(400_000);
    let mut tokenizer = ChainTokenizer::new(chain::wide());
    let before = LIVE.get();
    count(&mut tokenizer, &text);
    count(&mut tokenizer, "قلم");
    let held = LIVE.get() - before;
    assert!(held < 6 << 20, "{held} bytes are held after a text of {}", text.len());
}
