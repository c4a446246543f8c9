//! Archives and Markdown made to be slow or to break are read in time.

use std::time::{Duration, Instant};

use super::read;

/// Without optimisation everything takes ten times as long.
const SLOW: usize = if cfg!(debug_assertions) { 10 } else { 1 };

fn in_time(what: &str, input: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.mhtml");
    std::fs::write(&path, input).expect("written");
    let start = Instant::now();
    let (pages, errors) = read(&path);
    println!("{what}: {:?}, {} pages, {} errors", start.elapsed(), pages.len(), errors.len());
    assert!(start.elapsed() < Duration::from_secs(20), "{what}: {:?}", start.elapsed());
}

#[test]
fn hostile_archives_are_read_in_time() {
    let head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n";
    let html = "--b\nContent-Type: text/html\n";
    let many = |piece: &str, count: usize| format!("{head}{}", piece.repeat(count / SLOW)).into_bytes();
    in_time("parts", &many(&format!("{html}\n<p>x</p>\n"), 300_000));
    in_time("boundaries", &many("--b\n", 3_000_000));
    in_time("ends", &many("--b--\n", 2_000_000));
    in_time("headers", &many("--b\na:b\n", 1_500_000));
    in_time("long headers", &many(&format!("--b\n{}\n", "a: b\n".repeat(199)), 10_000));
    in_time("folded headers", &many(&format!("--b\na: b\n{}\n", "\tx\n".repeat(190)), 15_000));
    let level =
        |level: usize| format!("--b{level}\nContent-Type: multipart/mixed; boundary=b{}\n\n", level + 1);
    let nested: Vec<String> = (0..100_000 / SLOW).map(level).collect();
    let nested = nested.concat();
    in_time("nested", format!("{}{nested}", head.replace("boundary=b", "boundary=b0")).as_bytes());
    in_time("the same nested", &many("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 200_000));
    let quoted = format!("{html}Content-Transfer-Encoding: quoted-printable\n\n");
    in_time("equals signs", format!("{head}{quoted}{}", "=".repeat(10_000_000 / SLOW)).as_bytes());
    in_time("soft line ends", format!("{head}{quoted}{}", "=\n".repeat(5_000_000 / SLOW)).as_bytes());
    let base64 = format!("{html}Content-Transfer-Encoding: base64\n\n");
    in_time("base64", format!("{head}{base64}{}", "PGEg\n".repeat(2_000_000 / SLOW)).as_bytes());
    in_time("dashes", &many("--\n", 4_000_000));
    let boundary = "b".repeat(10_000);
    let long = format!("--{}\n", "b".repeat(9_999)).repeat(1_000 / SLOW);
    in_time(
        "long boundary",
        format!("{}{long}", head.replace("boundary=b", &format!("boundary={boundary}"))).as_bytes(),
    );
}

#[test]
fn hostile_markdown_is_read_in_time() {
    let head = "# POST api/x\n\n## Request Information\n\n";
    let many = |piece: &str, count: usize| format!("{head}{}", piece.repeat(count / SLOW)).into_bytes();
    let table = "| Name | Type |\n|---|---|\n";
    in_time("quotes", &many(">", 1_000_000));
    in_time("brackets", &many("[", 1_000_000));
    in_time("links", &many("[a](/x?modelName=a)\n\n", 300_000));
    in_time("stars", &many("*a _b ", 1_000_000));
    in_time("ticks", &many("`", 2_000_000));
    in_time("tags", &many("<Kite><a:b>", 500_000));
    in_time("headings", &many("# GET\n", 500_000));
    in_time("rows", format!("{head}{table}{}", "| a | b |\n".repeat(500_000 / SLOW)).as_bytes());
    in_time("broken rows", format!("{head}{table}{}", "| a\n".repeat(500_000 / SLOW)).as_bytes());
    in_time("tables", &many(&format!("a|\n{table}\n"), 200_000));
    in_time("dashes of tables", &many("---|---\n", 1_000_000));
}

/// An archive that is cut off anywhere never breaks, and says that it is cut off.
#[test]
fn cut_off_archives() {
    let whole = super::fixtures().join("forms/archive-blink/page.mhtml");
    let bytes = std::fs::read(whole).expect("readable");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.mhtml");
    let mut read_in_part = 0;
    for end in (1..bytes.len()).step_by(61) {
        std::fs::write(&path, bytes.get(..end).expect("a part")).expect("written");
        let (cut, _) = read(&path);
        for page in &cut {
            assert!(page.notes.iter().any(|note| note.contains("cut off")), "{end}: {:?}", page.notes);
        }
        read_in_part += cut.len();
    }
    assert!(read_in_part > 20, "{read_in_part}");
}
