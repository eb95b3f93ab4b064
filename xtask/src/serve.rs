//! `serve`: builds, then shows the page to this machine by tools/serve.mjs.

use crate::build::{self, Extent};
use crate::program::{node, show};
use anyhow::{Context, Result};
use std::net::TcpListener;

/// Serves until the program is stopped.
pub(crate) fn run(port: u16) -> Result<()> {
    // A port that is taken is better told now than after minutes of work.
    TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} is not free; take another one: cargo xtask serve --port 9000"))?;
    build::run(Extent::Page)?;
    show(&node("tools/serve.mjs", ["www/dist".to_owned(), port.to_string()]))
}
