//! The README is run: its files are written, its commands are known, its messages are what essaim says.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block: what stands behind the backticks, and the text.
struct Block {
    info: String,
    text: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { info: info.to_owned(), text: text.join("\n") + "\n" });
        }
    }
    blocks
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

fn essaim(root: &Path, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_essaim"));
    command.args(arguments).current_dir(root).env("LC_ALL", "fr_FR.UTF-8").output().unwrap()
}

#[test]
fn the_small_project_of_the_readme_builds_and_its_mistake_is_said() {
    let home = tempfile::tempdir().unwrap();
    let mut said = None;
    let mut mistake = None;
    for block in blocks(&readme()) {
        if let Some((_, name)) = block.info.split_once("file=") {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            // The record with a mistake waits until the project has been built without it.
            if block.info.starts_with("text") {
                mistake = Some((path, block.text));
            } else {
                fs::write(path, block.text).unwrap();
            }
        } else if block.info == "text says" {
            said = Some(block.text);
        }
    }
    let built = essaim(home.path(), &["build"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let table = fs::read_to_string(home.path().join("output/data/outils.csv")).unwrap();
    assert!(table.contains("la-balade,La balade,PT1H30M"), "{table}");
    let (path, text) = mistake.expect("the README shows a mistake");
    fs::write(path, text).unwrap();
    let checked = essaim(home.path(), &["check"]);
    let text = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(text.contains(&said.expect("the README shows a message")), "{text}");
}

#[test]
fn the_readme_names_the_commands_there_are() {
    let help = essaim(Path::new("."), &["--help"]);
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let commands = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()) {
        if command != "help" && !command.is_empty() {
            assert!(readme().contains(&format!("`essaim {command}")), "the README does not name {command}");
        }
    }
}

#[test]
fn the_first_two_commands_of_the_readme_are_a_build_and_the_tests() {
    let commands: Vec<String> =
        blocks(&readme()).into_iter().filter(|block| block.info == "sh").map(|block| block.text).collect();
    assert_eq!(commands, ["cargo run --release -- build\n", "tests/run\n"]);
    let ci = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).unwrap();
    assert!(ci.contains("tests/run"), "CI runs what a newcomer is told");
}
