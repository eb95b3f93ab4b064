//! `pack`: the npm package as the file that will be published, looked into before anyone trusts it.

use crate::process::Program;
use crate::{Outcome, build, files, place, say};
use std::path::PathBuf;

/// Packs and prints the tarball's path as the last line.
pub(crate) fn run() -> Outcome {
    let tarball = make()?;
    println!("{}", tarball.display());
    Ok(())
}

/// Builds and packs; answers the tarball's path.
pub(crate) fn make() -> Outcome<PathBuf> {
    build::run()?;
    let folder = place::target().join("package");
    files::fresh_folder(&folder)?;
    say::doing("packing the npm package");
    Program::new("npm")
        .args(["pack", "--loglevel=error", "--pack-destination"])
        .arg(&folder)
        .inside(&place::in_root("pkg"))
        .quiet()?;
    let made = files::all(&folder);
    let [tarball] = made.as_slice() else {
        return Err(format!(
            "`npm pack` was to make one file in {}, but there are {}.",
            place::shown(&folder),
            made.len()
        ));
    };
    let names = Program::new("tar").arg("-tzf").arg(tarball).read()?;
    complaint(&names).map_or(Ok(tarball.clone()), Err)
}

/// What is wrong with the list of files, if anything: an ignore file can silently keep all generated ones out.
fn complaint(names: &str) -> Option<String> {
    let has = |start: &str, end: &str| names.lines().any(|name| name.starts_with(start) && name.ends_with(end));
    let wanted = [
        ("package/package.json", ""),
        ("package/README", ""),
        ("package/LICENSE", ""),
        ("package/dist/", ".wasm"),
        ("package/dist/", ".js"),
        ("package/dist/script", ".js"),
    ];
    let missing: Vec<String> =
        wanted.iter().filter(|(start, end)| !has(start, end)).map(|(start, end)| format!("{start}*{end}")).collect();
    if !missing.is_empty() {
        return Some(format!(
            "the tarball holds no {}; look at `files` in pkg/package.json and for ignore files below pkg, which npm obeys.",
            missing.join(", ")
        ));
    }
    let stray = names.lines().find(|name| name.contains("node_modules/") || name.contains("/.npmrc"));
    stray.map(|name| {
        format!("the tarball holds {name}, which is not part of the package; look at `files` in pkg/package.json.")
    })
}

#[cfg(test)]
mod tests {
    use super::complaint;

    const GOOD: &str = "package/package.json\npackage/README.md\npackage/LICENSE-MIT\npackage/dist/jwtmint.wasm\npackage/dist/node.js\npackage/dist/script.js\n";

    #[test]
    fn a_complete_tarball_is_accepted() {
        assert_eq!(complaint(GOOD), None);
    }

    #[test]
    fn a_tarball_without_generated_files_is_refused() {
        let names: String =
            GOOD.lines().filter(|name| !name.contains("dist")).map(|name| format!("{name}\n")).collect();
        assert!(
            complaint(&names).is_some_and(|text| text.contains("package/dist/*.wasm") && text.contains("ignore files"))
        );
    }

    #[test]
    fn installed_packages_are_noticed() {
        let names = format!("{GOOD}package/node_modules/x/index.js\n");
        assert!(complaint(&names).is_some_and(|text| text.contains("node_modules/x")));
    }
}
