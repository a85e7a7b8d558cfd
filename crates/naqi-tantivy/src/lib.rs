//! naqi inside tantivy: Arabic text found however it is written.
