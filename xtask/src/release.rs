//! `pack` and `release --dry-run`: what would be published, made and looked into before anyone trusts it.

use crate::build::{self, Extent};
use crate::program::{program, quiet, read, show};
use crate::{npm, place, say, stamp};
use anyhow::{Result, ensure};
use std::ffi::OsString;
use std::path::PathBuf;

/// The workspace's, which is that of all that is published; `check rules` compares package.json and the changelog.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Builds and packs the npm package; returns the tarball's path. tests/packaging looks into it.
pub(crate) fn pack() -> Result<PathBuf> {
    build::run(Extent::Everything)?;
    let folder = place::target().join("package");
    stamp::fresh_folder(&folder)?;
    let words = ["pack", "--loglevel=error", "--pack-destination"].map(OsString::from);
    quiet(&npm::npm(words.into_iter().chain([folder.clone().into()])).dir(place::in_root("pkg")))?;
    let tarball = folder.join(format!("jwtmint-{VERSION}.tgz"));
    ensure!(tarball.is_file(), "`npm pack` did not make {}.", place::shown(&tarball));
    Ok(tarball)
}

/// Makes the crate, the npm package and the page as they would be published, and proves that they fit together.
pub(crate) fn dry_run() -> Result<()> {
    npm::tool("rules")?;
    say::doing(&format!("jwtmint {VERSION}: packing the crate, and building what was packed"));
    // It refuses what is not committed, as publishing would.
    show(&program("cargo", ["package", "--package", "jwtmint", "--locked"]))?;
    let tarball = pack()?;
    say::doing("asking npm what it would publish");
    show(&npm::npm(["publish".into(), "--dry-run".into(), tarball.into_os_string()]))?;
    let said = read(&program("node", ["-p", "require('./pkg/dist/node.cjs').version"]))?;
    ensure!(said == VERSION, "the built package says that its version is {said}, not {VERSION}.");
    for page in ["index.html", "jwtmint.html"] {
        ensure!(fs_err::metadata(place::in_root("www/dist").join(page))?.len() > 0, "www/dist/{page} is empty.");
    }
    say::doing(&format!("crate, npm package and page of jwtmint {VERSION} are ready"));
    Ok(())
}
