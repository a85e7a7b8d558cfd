//! `naqi normalize`: text to normalized text, file by file or as one stream.

#![allow(dead_code)] // until the port is complete

pub mod kind;
pub mod trace;
