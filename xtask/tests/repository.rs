//! What holds for the repository as a whole, and is no part of the published crate.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository's top folder").to_owned()
}

/// Every file with this ending that belongs to the repository.
fn files(ending: &str) -> Vec<PathBuf> {
    let (mut folders, mut found) = (vec![root()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder that can be read") {
            let path = entry.expect("an entry that can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !path.is_dir() {
                if name.ends_with(ending) {
                    found.push(path);
                }
            } else if !["target", "node_modules", "dist", "vectors", ".git", ".venv"].contains(&name.as_str()) {
                folders.push(path);
            }
        }
    }
    found
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a text file")
}

#[test]
fn every_link_between_documents_leads_to_a_file() {
    let (mut links, mut dead) = (0, Vec::new());
    for document in files(".md") {
        let text = text(&document);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            links += 1;
            let file = link.split('#').next().unwrap_or_default();
            if !link.contains("://") && !document.with_file_name(file).exists() {
                dead.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(links > 10, "only {links} links were found");
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
}

#[test]
fn dependabot_knows_every_lock_file() {
    let settings = text(&root().join(".github/dependabot.yml"));
    for (ecosystem, name) in [("cargo", "Cargo.lock"), ("npm", "package-lock.json"), ("pip", "requirements.txt")] {
        let block = settings.split("  - package-ecosystem: ").find(|block| block.starts_with(ecosystem));
        let block = block.unwrap_or_else(|| panic!("dependabot.yml has nothing about {ecosystem}"));
        let mut listed: Vec<&str> = block.lines().filter_map(|line| line.strip_prefix("      - ")).collect();
        let folders = files(name).into_iter().map(|file| {
            let folder = file.parent().and_then(|folder| folder.strip_prefix(root()).ok()).unwrap_or(Path::new(""));
            format!("/{}", folder.to_string_lossy().replace('\\', "/"))
        });
        let mut expected: Vec<String> = folders.collect();
        listed.sort_unstable();
        expected.sort_unstable();
        assert_eq!(listed, expected, "folders of {ecosystem} in .github/dependabot.yml");
    }
}
