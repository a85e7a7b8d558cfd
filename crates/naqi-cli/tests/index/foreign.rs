//! Folders with foreign files: nothing outside the index folder is deleted or written, and no foreign file inside it.

use super::*;
use std::os::unix::fs::symlink;

/// An index with a document, a text for it, and a foreign file beside the index.
fn made() -> (Folder, String, String, String) {
    let folder = folder();
    let (index, text, victim) =
        (path(&folder, "index"), write(&folder, "a.txt", "كتاب"), write(&folder, "victim", "mine"));
    let ran = run(&["--index", &index, &text]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    (folder, index, text, victim)
}

/// Every way to run it is refused, for this reason, and changes nothing.
#[track_caller]
fn refused(index: &str, text: &str, why: &str) {
    let before = all_names(index);
    for more in [&[][..], &["--again"], &["--again", "--analyzer", "wide"]] {
        let ran = run(&[&["--index", index, text], more].concat());
        assert_eq!(ran.code, 3, "{more:?}: {}", ran.err);
        assert!(ran.err.contains(why) && ran.err.lines().count() == 1, "{more:?}: {}", ran.err);
        assert_eq!(all_names(index), before, "{more:?}");
    }
}

#[test]
fn a_list_with_foreign_files_is_refused_and_no_file_is_deleted() {
    let (folder, index, text, victim) = made();
    let own = write(&folder, "index/notes.txt", "mine");
    let list = Path::new(&index).join(".managed.json");
    let made: Vec<String> = serde_json::from_slice(&fs::read(&list).expect("the list")).expect("a list");
    for name in [victim.as_str(), "../victim", "./../victim", "sub/../../victim", "notes.txt", "", ".", "..", "a\0b"] {
        let doctored: Vec<&str> = made.iter().map(String::as_str).chain([name]).collect();
        fs::write(&list, serde_json::to_vec(&doctored).expect("a list")).expect("the list");
        refused(&index, &text, "which is no file of an index");
    }
    fs::write(&list, "{}").expect("the list");
    refused(&index, &text, "no list of files");
    assert_eq!(
        (fs::read_to_string(victim).ok(), fs::read_to_string(own).ok()),
        (Some("mine".into()), Some("mine".into()))
    );
}

#[test]
fn a_link_among_the_files_of_an_index_is_refused_and_not_followed() {
    let (folder, index, text, victim) = made();
    let segment = all_names(&index).into_iter().find(|name| name.ends_with(".term")).expect("a segment");
    for name in ["meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock", &segment] {
        let (file, kept) = (Path::new(&index).join(name), Path::new(&root(&folder)).join("kept"));
        fs::rename(&file, &kept).expect("a file of the index");
        for leads_to in [victim.as_str(), &path(&folder, "nowhere"), kept.to_str().expect("a path")] {
            symlink(leads_to, &file).expect("a link");
            refused(&index, &text, "symbolic link");
            fs::remove_file(&file).expect("a link");
        }
        fs::rename(&kept, &file).expect("a file of the index");
    }
    assert_eq!(fs::read_to_string(victim).expect("a file"), "mine");
    assert!(!Path::new(&path(&folder, "nowhere")).exists());
    assert_eq!(run(&["--index", &index, "--again", &text]).code, 0);
    assert_eq!(texts(&index), once(["كتاب".to_owned()]));
}

#[test]
fn a_folder_that_is_no_index_of_this_program_is_not_emptied() {
    let folder = folder();
    let (index, text) = (path(&folder, "index"), write(&folder, "a.txt", "كتاب"));
    fs::create_dir(&index).expect("a folder");
    let file = Path::new(&index).join("meta.json");
    for meta in ["{}", "not JSON", "[\"a\"]"] {
        fs::write(&file, meta).expect("a file");
        let ran = run(&["--index", &index, "--again", &text]);
        assert_eq!((ran.code, ran.err.lines().count()), (3, 1), "{}", ran.err);
        assert_eq!(fs::read_to_string(&file).expect("a file"), meta);
    }
    fs::remove_file(&file).expect("a file");
    let mut schema = tantivy::schema::Schema::builder();
    schema.add_text_field("body", tantivy::schema::TEXT);
    Index::create_in_dir(&index, schema.build()).expect("an index");
    let before = all_names(&index);
    let ran = run(&["--index", &index, "--again", &text]);
    assert!(ran.code == 3 && ran.err.contains("no index of this program"), "{}", ran.err);
    assert!(before.iter().all(|name| Path::new(&index).join(name).exists()));
}

#[test]
fn a_file_is_no_folder_of_an_index() {
    let folder = folder();
    let text = write(&folder, "a.txt", "كتاب");
    let ran = run(&["--index", &text, &text]);
    assert!(ran.code == 3 && ran.err.contains("a.txt: it is no folder"), "{}", ran.err);
    assert_eq!(fs::read_to_string(text).expect("a file"), "كتاب");
}

#[test]
fn foreign_files_in_the_folder_do_not_cost_the_index() {
    let (folder, index, text, _) = made();
    write(&folder, "index/notes.txt", "mine");
    let ran = run(&["--index", &index, "--again", &text]);
    assert!(ran.code == 3 && ran.err.contains("other files beside the index"), "{}", ran.err);
    assert_eq!(texts(&index), once(["كتاب".to_owned()]));
    assert_eq!(run(&["--index", &index, &text]).code, 0, "it can be added to");
    assert_eq!(fs::read_to_string(path(&folder, "index/notes.txt")).expect("a file"), "mine");
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, index, text, _) = made();
    for read_only in [Path::new(&root(&folder)), Path::new(&index)] {
        fs::set_permissions(read_only, fs::Permissions::from_mode(0o555)).expect("a folder");
    }
    for (index, more) in [(index.as_str(), &[][..]), (&index, &["--again"]), (&path(&folder, "new"), &[])] {
        let Some(ran) = process::run_without_rights(&[&["index", "--index", index, &text], more].concat()) else {
            return;
        };
        assert_eq!((ran.code, ran.err.lines().count()), (3, 1), "{}", ran.err);
        assert!(ran.err.contains(index) && ran.err.contains("denied"), "{}", ran.err);
    }
    fs::set_permissions(root(&folder), fs::Permissions::from_mode(0o755)).expect("a folder");
    fs::set_permissions(&index, fs::Permissions::from_mode(0o755)).expect("a folder");
    assert_eq!(texts(&index), once(["كتاب".to_owned()]));
}
