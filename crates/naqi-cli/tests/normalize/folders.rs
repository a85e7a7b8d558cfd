//! Folders of files.
