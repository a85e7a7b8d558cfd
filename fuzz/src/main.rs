//! Runs a target on files: `cargo run -p naqi-fuzz -- levels FILE…`. It reproduces a fuzzer's finding on stable Rust.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let name = arguments.next().unwrap_or_default();
    let Some(target) = naqi_fuzz::all().find(|target| *target.name == *name) else {
        let names: Vec<&str> = naqi_fuzz::all().map(|target| target.name).collect();
        eprintln!("no target {}; there are: {}", name.display(), names.join(", "));
        return ExitCode::from(2);
    };
    for path in arguments {
        match std::fs::read(&path) {
            Ok(data) => (target.body)(&data),
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                return ExitCode::from(2);
            }
        }
        println!("{}: holds", path.display());
    }
    ExitCode::SUCCESS
}
