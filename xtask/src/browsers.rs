//! Browsers and their drivers, for tests that run in them.

use crate::cargo_tool::CargoTool;
use crate::{Outcome, apt, place};
use std::ffi::OsString;

const WHY: &str = "testing in a browser";

/// The version of Mozilla's driver; Debian does not package it, crates.io has its source.
const GECKODRIVER: &str = "0.37.1";

/// Chromium and its driver, as variables that test runners understand.
pub(crate) fn chromium() -> Outcome<Vec<(&'static str, OsString)>> {
    let browser = apt::program(&["chromium", "google-chrome"], &["chromium", "chromium-driver"], WHY)?;
    let driver = apt::program(&["chromedriver"], &["chromium", "chromium-driver"], WHY)?;
    Ok(vec![("CHROME", browser.into()), ("CHROMEDRIVER", driver.into())])
}

/// Firefox and its driver, as variables that test runners understand.
pub(crate) fn firefox() -> Outcome<Vec<(&'static str, OsString)>> {
    let browser = apt::program(&["firefox", "firefox-esr"], &["firefox-esr"], WHY)?;
    let driver = match place::program("geckodriver") {
        Some(driver) => driver,
        None => {
            CargoTool { name: "geckodriver", version: GECKODRIVER, options: &[], purpose: "lets tests steer Firefox" }
                .installed()?
                .join("geckodriver")
        }
    };
    Ok(vec![("FIREFOX", browser.into()), ("GECKODRIVER", driver.into())])
}
