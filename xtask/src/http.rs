//! A static file server for one folder and this machine only: GET and HEAD, right types, nothing outside the folder.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// A request head longer than this is not from a browser.
const HEAD_LIMIT: u64 = 32 * 1024;

/// Answers requests until the program is stopped.
pub(crate) fn serve(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        // A browser that goes away in the middle of an answer concerns nobody else.
        thread::spawn(move || answer(&stream, &folder).ok());
    }
}

fn answer(stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.take(HEAD_LIMIT));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    // The other lines are read so that closing does not cut the answer off; none of them changes it.
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && !line.trim().is_empty() {
        line.clear();
    }
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut stream = stream;
    if method != "GET" && method != "HEAD" {
        return stream.write_all(&response(
            "405 Method Not Allowed",
            "text/plain; charset=utf-8",
            b"only GET and HEAD\n",
            true,
        ));
    }
    let found = find(folder, target).and_then(|file| fs::read(&file).ok().map(|bytes| (media_type(&file), bytes)));
    let bytes = match found {
        Some((media_type, bytes)) => response("200 OK", media_type, &bytes, method == "GET"),
        None => response("404 Not Found", "text/plain; charset=utf-8", b"no such file\n", method == "GET"),
    };
    stream.write_all(&bytes)
}

fn response(status: &str, media_type: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let length = body.len();
    // Never cached: whoever runs this is changing the files.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    );
    let mut bytes = head.into_bytes();
    if with_body {
        bytes.extend_from_slice(body);
    }
    bytes
}

/// The file a request means; nothing when it is missing or outside the folder, also by way of a link.
fn find(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let decoded = percent_decoded(path.strip_prefix('/')?)?;
    let folder = folder.canonicalize().ok()?;
    let mut file = folder.join(decoded).canonicalize().ok()?;
    if file.is_dir() {
        file = file.join("index.html").canonicalize().ok()?;
    }
    (file.starts_with(&folder) && file.is_file()).then_some(file)
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.starts_with('/'))
}

/// `application/wasm` above all: browsers refuse to stream a module that comes as anything else.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" | "webmanifest" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{find, media_type, percent_decoded, serve};
    use crate::{files, place};
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::path::{Path, PathBuf};

    fn site(name: &str) -> PathBuf {
        let folder = place::target().join("xtask").join(name);
        files::fresh_folder(&folder).expect("the target folder is ours");
        files::write(&folder.join("secret.txt"), "outside").expect("written");
        files::write(&folder.join("site/index.html"), "<p>page</p>").expect("written");
        files::write(&folder.join("site/a b.wasm"), "\0asm").expect("written");
        folder.join("site")
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        let folder = site("http-paths");
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "//etc/passwd",
            "/%2fetc/passwd",
            "secret.txt",
            "",
            "/%",
            "/%ff",
        ] {
            assert_eq!(find(&folder, target), None, "{target}");
        }
        assert!(find(&folder, "/").is_some_and(|file| file.ends_with("index.html")));
        assert!(find(&folder, "/a%20b.wasm?x=1").is_some_and(|file| file.ends_with("a b.wasm")));
    }

    #[test]
    fn a_module_has_the_type_that_browsers_insist_on() {
        assert_eq!(media_type(Path::new("x.wasm")), "application/wasm");
        assert_eq!(percent_decoded("a%2").as_deref(), None);
    }

    #[test]
    fn a_request_is_answered() {
        let folder = site("http-answer");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound");
        std::thread::spawn(move || serve(&listener, &folder));
        let ask = |request: &str| {
            let mut stream = TcpStream::connect(address).expect("the server listens");
            stream.write_all(request.as_bytes()).expect("sent");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("answered");
            answer
        };
        let page = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(
            page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html") && page.ends_with("<p>page</p>"),
            "{page}"
        );
        assert!(ask("HEAD / HTTP/1.1\r\n\r\n").ends_with("\r\n\r\n"));
        assert!(ask("GET /none HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
        assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
    }
}
