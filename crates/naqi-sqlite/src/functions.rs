//! The SQL functions.

use crate::arguments::{analyzer, fingerprint, steps};
use crate::connection::Connection;
use crate::ffi::call::{Answer, Call, Definition};
use crate::ffi::raw::{DETERMINISTIC, DIRECTONLY, INNOCUOUS};
use crate::rules;
use crate::text::lossy;
use naqi::Normalizer;
use std::borrow::Cow;

/// All of them.
pub(crate) const FUNCTIONS: [Definition<Connection>; 6] = [
    Definition { name: c"naqi_normalize", arguments: -1, flags: DETERMINISTIC | INNOCUOUS, run: normalize },
    Definition { name: c"naqi_fingerprint", arguments: -1, flags: DETERMINISTIC | INNOCUOUS, run: fingerprint_of },
    Definition { name: c"naqi_version", arguments: 0, flags: DETERMINISTIC | INNOCUOUS, run: version },
    Definition { name: c"naqi_error", arguments: 0, flags: DIRECTONLY, run: error },
    Definition { name: c"naqi_check", arguments: -1, flags: DIRECTONLY, run: check },
    Definition { name: c"naqi_accept", arguments: -1, flags: DIRECTONLY, run: accept },
];

type Outcome<'c> = Result<Answer<'c>, String>;

/// An error unless the number of arguments is one of these.
fn count(call: &Call<'_>, allowed: std::ops::RangeInclusive<usize>, usage: &str) -> Result<(), String> {
    match allowed.contains(&call.len()) {
        true => Ok(()),
        false => Err(format!("{usage}: got {} arguments", call.len())),
    }
}

/// `naqi_normalize(text [, steps])`.
fn normalize<'c>(call: &'c Call<'c>, _: &Connection) -> Outcome<'c> {
    count(call, 1..=2, "naqi_normalize(text [, steps])")?;
    let Some(text) = call.bytes(0) else { return Ok(Answer::Null) };
    let text = lossy(text);
    if call.len() == 1 {
        return Ok(Answer::Text(normalized(&naqi::preset::SEARCH, text)));
    }
    match call.cached(1, normalizer) {
        None => Ok(Answer::Null),
        Some(normalizer) => Ok(Answer::Text(normalized(&normalizer?, text))),
    }
}

/// The normalized text, which may be the text itself.
fn normalized<'t>(normalizer: &Normalizer, text: Cow<'t, str>) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => normalizer.normalize(text),
        Cow::Owned(text) => Cow::Owned(normalizer.normalize(&text).into_owned()),
    }
}

/// The normalizer of a list of steps.
fn normalizer(text: &[u8]) -> Result<Normalizer, String> {
    let text = lossy(text);
    match naqi::preset::by_name(text.trim()) {
        Some(preset) => Ok(preset.normalizer().clone()),
        None => text.parse().map_err(|error| format!("naqi_normalize: {error}; give {}", steps())),
    }
}

/// `naqi_fingerprint([analyzer])`.
fn fingerprint_of<'c>(call: &'c Call<'c>, _: &Connection) -> Outcome<'c> {
    count(call, 0..=1, "naqi_fingerprint([analyzer])")?;
    if call.len() == 0 {
        return Ok(Answer::text(fingerprint(naqi::analyzer::default())));
    }
    match call.bytes(0) {
        None => Ok(Answer::Null),
        Some(text) => {
            let analyzer = analyzer(&lossy(text)).map_err(|error| format!("naqi_fingerprint: {error}"))?;
            Ok(Answer::text(fingerprint(&analyzer)))
        }
    }
}

/// `naqi_version()`.
fn version<'c>(_: &'c Call<'c>, _: &Connection) -> Outcome<'c> {
    Ok(Answer::text(env!("CARGO_PKG_VERSION")))
}

/// `naqi_error()`: why the last tokenizer of the connection was not made.
fn error<'c>(_: &'c Call<'c>, connection: &Connection) -> Outcome<'c> {
    Ok(connection.error().map_or(Answer::Null, Answer::text))
}

/// The database that is meant, or all if none is named. NULL is no database.
fn schema<'c>(call: &'c Call<'c>, usage: &str) -> Result<Option<Option<Cow<'c, str>>>, String> {
    count(call, 0..=1, usage)?;
    match call.len() {
        0 => Ok(Some(None)),
        _ => Ok(call.bytes(0).map(|name| Some(lossy(name)))),
    }
}

/// `naqi_check([database])`.
fn check<'c>(call: &'c Call<'c>, connection: &Connection) -> Outcome<'c> {
    let Some(schema) = schema(call, "naqi_check([database])")? else { return Ok(Answer::Null) };
    rules::check(connection, schema.as_deref()).map(Answer::Integer)
}

/// `naqi_accept([database])`.
fn accept<'c>(call: &'c Call<'c>, connection: &Connection) -> Outcome<'c> {
    let Some(schema) = schema(call, "naqi_accept([database])")? else { return Ok(Answer::Null) };
    rules::accept(connection, schema.as_deref()).map(Answer::text)
}
