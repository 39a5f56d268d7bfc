//! The rules of the repository that no compiler knows.

use std::fs;
use std::path::{Path, PathBuf};

use xtask::parts::root;

/// Every `.rs` file below a folder of the repository, as its path from there and its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let base = root().join(folder);
    let mut waiting = vec![base.clone()];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((name_of(&path, &base), text));
            }
        }
    }
    assert!(!found.is_empty(), "no sources below `{folder}`");
    found
}

fn name_of(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).expect("it stands below").to_string_lossy().replace('\\', "/")
}

/// The code of a file without its unit tests and comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let code = text.get(..end).unwrap_or_default();
    code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(i, line)| (i + 1, line))
}

#[test]
fn core_imports_only_from_above() {
    let lib = fs::read_to_string(root().join("filter/core/src/lib.rs")).expect("lib.rs");
    let order: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.split_once(';')).map(|(name, _)| name).collect();
    assert!(order.len() > 10, "lib.rs declares its modules one a line");
    let place = |name: &str| order.iter().position(|module| *module == name);
    let mut wrong = Vec::new();
    for (file, text) in sources("filter/core/src") {
        let module = file.split(['/', '.']).next().unwrap_or_default();
        let Some(here) = place(module) else { continue };
        for (line, code) in code(&text) {
            for after in code.split("crate::").skip(1) {
                let name: String = after.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if place(&name).is_some_and(|there| there > here) {
                    wrong.push(format!("{file}:{line}: `{module}` imports `{name}`, which lib.rs declares below it"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn core_knows_no_world() {
    const WORLD: &[&str] =
        &["std::time", "std::fs", "std::env", "TcpStream", "std::process", "std::thread", "SystemTime", "println!"];
    for (file, text) in sources("filter/core/src") {
        for (line, code) in code(&text) {
            let met = WORLD.iter().find(|word| code.contains(**word));
            assert!(met.is_none(), "core/src/{file}:{line}: `{}` in the engine", met.unwrap_or(&""));
        }
    }
}

#[test]
fn all_host_calls_stand_in_one_file() {
    for (file, text) in sources("filter/plugin/src") {
        for (line, code) in code(&text).filter(|_| file != "host.rs") {
            let calls = code.contains("abi::") || code.contains("wasm_import_module");
            assert!(!calls, "plugin/src/{file}:{line}: host calls stand in host.rs");
        }
    }
}

#[test]
fn unsafe_code_stands_where_it_must() {
    // Vector loads, host calls and an allocator have no safe form.
    const ALLOWED: [&str; 3] = ["core/src/detect/classes.rs", "plugin/src/host.rs", "plugin/src/alloc.rs"];
    let mut found = std::collections::BTreeSet::new();
    for part in ["core", "plugin", "cli"] {
        for (file, text) in sources(&format!("filter/{part}/src")) {
            let file = format!("{part}/src/{file}");
            found.extend(code(&text).any(|(_, code)| code.contains("unsafe ")).then_some(file));
        }
    }
    assert_eq!(found, ALLOWED.map(str::to_owned).into(), "files with unsafe code");
}
