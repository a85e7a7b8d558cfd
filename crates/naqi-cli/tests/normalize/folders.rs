//! Folders of files, and which paths an output may have.

use super::*;

fn tree(name: &str) -> Folder {
    let folder = Folder::new(name);
    fs::create_dir_all(folder.path("in/1/deep")).expect("a folder");
    fs::create_dir_all(folder.path("in/2")).expect("a folder");
    for name in ["in/a.txt", "in/1/a.txt", "in/1/deep/ب", "in/2/a.text", "in/2/page.html", "in/2/.hidden.txt"] {
        folder.write(name, format!("كِتاب {name}"));
    }
    folder
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("an output")
}

#[test]
fn files_of_folders_keep_their_places() {
    let folder = tree("places");
    let (input, output) = (folder.path("in"), folder.path("out"));
    for jobs in jobs() {
        let ran = run(&["--jobs", jobs, "--recursive", "--output", &output, &input]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for name in ["a.txt", "1/a.txt", "1/deep/ب", "2/a.text"] {
            assert_eq!(read(Path::new(&output).join(name)), format!("كتاب in/{name}"));
        }
        assert_eq!(all_names(Path::new(&output).join("2")), ["a.text"], "text only, and nothing hidden");
        let ran = run(&["--recursive", "--output", &output, &input]);
        assert_eq!((ran.code, ran.err.as_str()), (0, "naqi: 4 of 4 done by an earlier run\n"));
        fs::remove_dir_all(&output).expect("a folder");
    }
    let ran = run(&["-r", &input]);
    assert_eq!(String::from_utf8_lossy(&ran.out).matches("كتاب in/").count(), 4);
}

#[test]
fn outputs_inside_the_input_folder_are_no_inputs() {
    let folder = tree("inside");
    let (input, output) = (folder.path("in"), folder.path("in/out"));
    for expected in ["", "naqi: 4 of 4 done by an earlier run\n"] {
        let ran = run(&["-r", "--output", &output, &input]);
        assert_eq!((ran.code, ran.err.as_str()), (0, expected));
        assert_eq!(names(Path::new(&output)), ["1", "2", "a.txt"]);
    }
    // The files would be their own outputs.
    let ran = run(&["-r", "--output", &input, &input]);
    assert!(ran.code == 2 && ran.err.contains("would overwrite"), "{}", ran.err);
    assert_eq!(read(folder.path("in/a.txt")), "كِتاب in/a.txt", "it is unchanged");
}

#[test]
fn two_files_of_one_name_in_two_folders_are_refused() {
    let folder = tree("twice");
    let (one, other) = (folder.path("in"), folder.path("in/1"));
    let ran = run(&["-r", "--output", &folder.path("out"), &one, &other]);
    assert!(ran.code == 2 && ran.err.contains("would both become"), "{}", ran.err);
    assert!(!Path::new(&folder.path("out")).exists());
}

#[cfg(unix)]
#[test]
fn a_link_instead_of_a_folder_is_not_followed() {
    let folder = tree("linked");
    let output = folder.path("out");
    fs::create_dir(&output).and_then(|()| fs::create_dir(folder.path("elsewhere"))).expect("folders");
    std::os::unix::fs::symlink(folder.path("elsewhere"), Path::new(&output).join("1")).expect("a link");
    fs::write(Path::new(&output).join("2"), "").expect("a file");
    let ran = run(&["-r", "--output", &output, &folder.path("in")]);
    assert_eq!((ran.code, ran.err.lines().count()), (3, 3), "{}", ran.err);
    assert!(ran.err.contains("out/1: it is a symbolic link") && ran.err.contains("out/2: it is a file"), "{}", ran.err);
    assert_eq!(all_names(folder.path("elsewhere")), [""; 0]);
    assert_eq!(read(Path::new(&output).join("a.txt")), "كتاب in/a.txt", "the others are done");
}

#[test]
fn a_name_of_a_file_is_no_folder() {
    let folder = Folder::new("no-folder");
    let file = folder.write("a.txt", "كِتاب");
    for output in [folder.path("b.txt"), folder.write("file", "")] {
        let ran = run(&["--output", &output, &file]);
        assert!(ran.code == 2 && ran.err.contains("a folder is needed here"), "{}", ran.err);
    }
    assert_eq!(all_names(folder.path("")), ["a.txt", "file"]);
    let ran = run(&["--again", &file]);
    assert!(ran.code == 2 && ran.err.contains("--output"), "{}", ran.err);
}

#[test]
fn a_page_overwrites_no_input() {
    let folder = Folder::new("page");
    let (file, page) = (folder.write("a.txt", "كِتاب"), folder.path("page.html"));
    let ran = run(&["--format", "html", "--output", &file, &file]);
    assert!(ran.code == 2 && ran.err.contains("would overwrite"), "{}", ran.err);
    assert_eq!(read(&file), "كِتاب");
    let ran = run(&["--format", "html", "--output", &page, &file]);
    assert_eq!((ran.code, ran.out.as_slice(), ran.err.as_str()), (0, &b""[..], ""));
    assert_eq!(read(&page).as_bytes(), run(&["--format", "html", &file]).out);
    let ran = run(&["--format", "html", "--again", "--output", &page, &file]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}
