//! The files beside the code match the code: programs, dictionaries, seeds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_target_has_its_line_its_program_and_its_seeds() {
    let names: BTreeSet<String> = naqi_fuzz::all().map(|target| target.name.to_owned()).collect();
    assert_eq!(names.len(), naqi_fuzz::count(), "targets.txt has a line for each body");
    let files = fs::read_dir(folder("fuzz_targets")).expect("programs");
    let programs: BTreeSet<String> = files
        .map(|file| file.expect("a file").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(programs, names);
    for target in naqi_fuzz::all() {
        let seeds = fs::read_dir(folder("seeds").join(target.kind)).expect("a folder of seeds");
        assert!(seeds.count() >= 8, "{}", target.kind);
    }
}

/// `NAQI_WRITE=1` writes them.
#[test]
fn dictionaries_contain_the_fragments_that_inputs_are_made_of() {
    let kinds: BTreeSet<&str> = naqi_fuzz::all().map(|target| target.kind).collect();
    for kind in kinds {
        let path = folder("dictionaries").join(format!("{kind}.dict"));
        let made = naqi_fuzz::fragments::dictionary(kind);
        if std::env::var_os("NAQI_WRITE").is_some() {
            fs::write(&path, &made).expect("the dictionary can be written");
        }
        assert!(fs::read_to_string(&path).is_ok_and(|kept| kept == made), "{kind}.dict is of other fragments");
    }
}
