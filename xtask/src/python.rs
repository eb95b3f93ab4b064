//! A Python environment of our own for the tests that check us against Python libraries.

use crate::process::Program;
use crate::{Outcome, apt, files, place, say, stamp};
use std::path::{Path, PathBuf};

/// The interpreter of an environment that holds exactly what the requirements file pins.
pub(crate) fn environment(requirements: &Path) -> Outcome<PathBuf> {
    let wanted = format!("{:016x}", stamp::number(&[&files::read(requirements)?]));
    let home = place::target().join("xtask").join("python");
    let python = home.join("bin").join("python3");
    let mark = home.join("installed");
    if python.exists() && std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    say::doing(&format!("installing what {} pins into a Python environment of its own", place::shown(requirements)));
    create(&home).or_else(|_| {
        apt::install(&["python3", "python3-venv"], "testing against Python's JWT libraries")?;
        create(&home)
    })?;
    Program::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(requirements)
        .quiet()?;
    files::write(&mark, wanted)?;
    Ok(python)
}

fn create(home: &Path) -> Outcome {
    files::remove_folder(home)?;
    Program::new("python3").args(["-m", "venv"]).arg(home).quiet()
}
