//! The command line, argument by argument: options, their values, and other arguments.

use std::ffi::OsString;
use std::iter::Peekable;

/// An argument.
pub enum Given {
    /// An option, and the value after its equals sign.
    Option(String, Option<OsString>),
    Plain(OsString),
}

pub struct Arguments<I: Iterator<Item = OsString>> {
    rest: Peekable<I>,
    only_plain: bool,
}

impl<I: Iterator<Item = OsString>> Arguments<I> {
    pub fn new(arguments: I) -> Self {
        Self { rest: arguments.peekable(), only_plain: false }
    }

    pub fn next(&mut self) -> Option<Given> {
        let argument = self.rest.next()?;
        let text = argument.to_str().unwrap_or_default();
        if !self.only_plain && text == "--" {
            self.only_plain = true;
            return self.next();
        }
        if self.only_plain || !text.starts_with('-') || text == "-" {
            return Some(Given::Plain(argument));
        }
        Some(match text.split_once('=') {
            Some((name, value)) => Given::Option(name.into(), Some(value.into())),
            None => Given::Option(text.into(), None),
        })
    }

    /// The value of an option.
    pub fn value(&mut self, name: &str, attached: Option<OsString>) -> Result<OsString, String> {
        attached.or_else(|| self.rest.next()).ok_or(format!("{name} needs a value after it"))
    }

    pub fn text(&mut self, name: &str, attached: Option<OsString>) -> Result<String, String> {
        self.value(name, attached)?.into_string().map_err(|_| format!("the value of {name} is invalid UTF-8"))
    }

    /// A number from `least` on.
    pub fn number(&mut self, name: &str, attached: Option<OsString>, least: usize) -> Result<usize, String> {
        let text = self.text(name, attached)?;
        let number = text.parse().ok().filter(|&number| number >= least);
        number.ok_or(format!("`{text}` after {name} is no whole number from {least} on"))
    }
}

/// Sets an option that may be given only once.
pub fn once<T>(option: &mut Option<T>, value: T, name: &str) -> Result<(), String> {
    match option.replace(value) {
        Some(_) => Err(format!("{name} is given twice")),
        None => Ok(()),
    }
}
