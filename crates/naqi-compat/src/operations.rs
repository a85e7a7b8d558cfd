//! All operations, by name.

use crate::operation::Operation;

/// Every operation, peer by peer.
///
/// ```
/// assert!(naqi_compat::operations::all().any(|operation| operation.name == "lucene.arabic_analyzer"));
/// ```
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
///
/// ```
/// let operation = naqi_compat::operations::by_name("camel.arclean").unwrap();
/// assert_eq!(operation.name, "camel.arclean");
/// ```
pub fn by_name(name: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.name == name)
}
