//! All operations, by name.

use crate::operation::Operation;

/// Every operation, peer by peer.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    [
        crate::lucene::OPERATIONS,
        crate::camel::OPERATIONS,
        crate::pyarabic::OPERATIONS,
        crate::arabert::OPERATIONS,
        crate::snowball::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}

/// The operation of a name.
pub fn by_name(name: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.name == name)
}
