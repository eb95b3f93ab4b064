//! `serve`: builds, then shows the page to this machine.

use crate::{Outcome, build, http, place, say};
use std::io::ErrorKind;
use std::net::TcpListener;

const PORT: u16 = 8080;

/// Serves until the program is stopped.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let port = port(arguments)?;
    // Before the build: a taken port is better told now than after minutes of work.
    let listener = listen(port)?;
    build::run()?;
    let address = listener.local_addr().map_err(|error| format!("the address to listen on was lost: {error}."))?;
    println!("\nThe page is at http://{address}/ (only from this machine; Ctrl-C ends it)");
    say::flush();
    http::serve(&listener, &place::in_root("www/dist"));
    Ok(())
}

fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {port} is taken by another program on this machine; end that one, or take another port: cargo xtask serve --port {}",
            port.checked_add(1).unwrap_or(PORT)
        ),
        ErrorKind::PermissionDenied => format!("port {port} is reserved for root; take one of 1024 or above: cargo xtask serve --port {PORT}"),
        _ => format!("port {port} of 127.0.0.1 cannot be listened on: {error}."),
    })
}

fn port(arguments: &[String]) -> Outcome<u16> {
    let words: Vec<&str> = arguments.iter().flat_map(|argument| argument.splitn(2, '=')).collect();
    match words.as_slice() {
        [] => Ok(PORT),
        ["--port", number] => number.parse().map_err(|_| {
            format!("--port takes a number from 0 to 65535 (0 means any free one), but was given `{number}`.")
        }),
        ["--port"] => Err("--port needs a number after it, such as --port 9000.".to_owned()),
        _ => Err(format!("`serve` takes only --port <number>, but was given `{}`.", arguments.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::{listen, port};

    fn read(line: &str) -> Result<u16, String> {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        port(&arguments)
    }

    #[test]
    fn the_port_is_read_in_both_spellings() {
        assert_eq!(read(""), Ok(8080));
        assert_eq!(read("--port 9000"), Ok(9000));
        assert_eq!(read("--port=9001"), Ok(9001));
    }

    #[test]
    fn a_wrong_port_is_explained() {
        assert!(read("--port").is_err_and(|error| error.contains("needs a number")));
        assert!(read("--port 70000").is_err_and(|error| error.contains("`70000`")));
        assert!(read("9000").is_err_and(|error| error.contains("only --port")));
    }

    #[test]
    fn a_taken_port_says_what_to_do() {
        let first = listen(0).expect("a free port");
        let taken = first.local_addr().expect("bound").port();
        assert!(listen(taken).is_err_and(|error| error.contains("is taken") && error.contains("--port")));
    }
}
