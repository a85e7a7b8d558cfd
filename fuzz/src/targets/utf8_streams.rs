//! Invalid UTF-8: replaced as the standard library does, or an error at the offset that it reports.

use crate::input::Input;
use crate::shown::Shown;
use crate::subjects;
use naqi::Normalizer;

/// Lossy and strict streams over arbitrary bytes, split anywhere.
pub fn utf8_streams(data: &[u8]) {
    let mut input = Input::new(data);
    let naqi = subjects::named(&mut input);
    let choices = [(); 3].map(|()| input.number());
    let bytes = input.bytes(2048);
    let mut splits = choices.map(|choice| choice % (bytes.len() + 1));
    splits.sort_unstable();
    let [a, b, c] = splits;
    let chunks = [&bytes[..a], &bytes[a..b], &bytes[b..c], &bytes[c..]];
    lossy(naqi, &bytes, chunks);
    strict(naqi, &bytes, chunks);
}

fn lossy(naqi: &Normalizer, bytes: &[u8], chunks: [&[u8]; 4]) {
    let (mut stream, mut out) = (naqi.stream().lossy(), String::new());
    let pushed = chunks.iter().try_for_each(|chunk| stream.push(chunk, &mut out));
    pushed.and_then(|()| stream.finish(&mut out)).expect("a lossy stream refuses nothing");
    let count = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let told = (stream.offset(), stream.replaced());
    assert_eq!(told, (bytes.len() as u64, count as u64), "{naqi}: {} in {chunks:X?}", bytes.escape_ascii());
    let whole = String::from_utf8_lossy(bytes);
    let whole = naqi.normalize(&whole);
    assert!(out == whole, "{naqi}: {} gives {}, not {}", bytes.escape_ascii(), Shown(&out), Shown(&whole));
}

fn strict(naqi: &Normalizer, bytes: &[u8], chunks: [&[u8]; 4]) {
    let (mut stream, mut out) = (naqi.stream(), String::new());
    let expected = std::str::from_utf8(bytes);
    let valid = expected.map_or_else(|error| error.valid_up_to(), str::len);
    let (mut given, mut told) = (0, None);
    for chunk in chunks {
        given += chunk.len();
        let pushed = stream.push(chunk, &mut out);
        // The error comes as soon as it is certain: if the bytes so far are ill-formed and not merely truncated.
        let so_far = std::str::from_utf8(&bytes[..given]);
        let certain = so_far.is_err_and(|error| error.error_len().is_some());
        let shown = || format!("{} after {given} bytes of {chunks:X?}", bytes.escape_ascii());
        assert_eq!(pushed.is_err(), certain, "said when certain: {}", shown());
        if let Err(error) = pushed {
            assert_eq!(error.offset(), Some(valid), "{}", shown());
            told = Some(error.to_string());
        }
    }
    let shown = || format!("{naqi}: {} in {chunks:X?}", bytes.escape_ascii());
    assert_eq!(stream.offset(), valid as u64, "{}", shown());
    let ended = stream.finish(&mut out);
    assert_eq!(ended.as_ref().err().map(|error| error.offset()), expected.err().map(|_| Some(valid)), "{}", shown());
    if let (Err(ended), Some(told)) = (&ended, told) {
        assert_eq!(ended.to_string(), told, "finish says it once more: {}", shown());
    }
    let before = std::str::from_utf8(&bytes[..valid]).expect("valid so far");
    let whole = naqi.normalize(before);
    assert!(out == whole, "{} gives {}, not {}", shown(), Shown(&out), Shown(&whole));
    // The stream accepts another text.
    out.clear();
    stream.push(before.as_bytes(), &mut out).expect("the next text");
    stream.finish(&mut out).expect("the next text");
    assert!(out == whole, "{}: the next text gives {}, not {}", shown(), Shown(&out), Shown(&whole));
}
