//! Files that are no papers, and papers that would do something: each ends in one clear line. That it
//! does so in time is seen to by `cli/import/extract.rs`, which waits no longer than it says.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use zip::write::SimpleFileOptions;

use crate::command_line::{code, klubba, stderr, stdout};

fn packed(name: &str, write: impl FnOnce(&mut zip::ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(name, SimpleFileOptions::default())
        .expect("a part");
    write(&mut archive);
    archive.finish().expect("an archive").into_inner()
}

fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let bomb = packed("word/document.xml", |archive| {
        archive
            .write_all(b"<w:document><w:p><w:t>")
            .expect("a part");
        let zeros = vec![b' '; 1 << 20];
        (0..300).for_each(|_| archive.write_all(&zeros).expect("a part"));
    });
    let nested = packed("word/document.xml", |archive| {
        archive
            .write_all("<w:p>".repeat(400_000).as_bytes())
            .expect("a part");
    });
    let laughs = r#"<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:d><w:p><w:t>&b;</w:t></w:p></w:d>"#;
    let entities = packed("word/document.xml", |archive| {
        archive.write_all(laughs.as_bytes()).expect("a part");
    });
    let pdf =
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
            .to_vec();
    let mut noise = b"%PDF-1.4\n".to_vec();
    noise.extend((0..200_000_u32).flat_map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()));
    vec![
        ("bomb.docx", bomb),
        ("nested.docx", nested),
        ("entities.docx", entities),
        ("empty.docx", packed("a.txt", |_| {})),
        ("cut.docx", b"PK\x03\x04\x14\0\0\0".to_vec()),
        ("loop.pdf", pdf),
        ("noise.pdf", noise),
        ("cut.pdf", b"%PDF-".to_vec()),
        ("zeros.txt", vec![0; 4096]),
        ("binary.txt", (0..=255_u8).cycle().take(9000).collect()),
        ("long.txt", "x".repeat(9 << 20).into_bytes()),
    ]
}

#[test]
fn what_is_no_paper_ends_in_one_clear_line() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in hostile() {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let said = klubba(folder.path(), &["import", &path.to_string_lossy()]);
        assert_eq!(
            (code(&said), stdout(&said).as_str()),
            (1, ""),
            "{name}: {}",
            stderr(&said)
        );
        assert_eq!(
            stderr(&said).lines().count(),
            1,
            "{name}: {}",
            stderr(&said)
        );
        assert!(stderr(&said).contains(name), "{name}: {}", stderr(&said));
    }
    assert!(!folder.path().join("meetings").exists());
}

#[test]
fn a_folder_a_device_and_a_gigabyte_are_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let large = folder.path().join("large.txt");
    std::fs::File::create(&large)
        .expect("a file")
        .set_len(1 << 30)
        .expect("a gigabyte of nothing");
    let mut paths: Vec<PathBuf> = vec![folder.path().to_owned(), large];
    if cfg!(unix) {
        paths.push(PathBuf::from("/dev/zero"));
    }
    for path in paths {
        let said = klubba(folder.path(), &["import", &path.to_string_lossy()]);
        assert_eq!(code(&said), 1, "{}", path.display());
        assert_eq!(stderr(&said).lines().count(), 1, "{}", stderr(&said));
    }
}

#[test]
fn what_a_paper_says_orders_no_terminal_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.txt");
    let evil = "\u{1b}]0;x\u{7}\u{202e}<script>";
    let text = super::PAPER
        .replace("Budget", &format!("Bud{evil}get"))
        .replace("Anna Ek", &format!("Anna {evil}Ek"));
    std::fs::write(&path, text).expect("a paper");
    let path = path.to_string_lossy();
    for typed in [
        vec!["import", "--dry-run", &path],
        vec!["import", &path],
        vec!["review", "2031"],
        vec!["export", "2031", "--to", "html", "-o", "-"],
    ] {
        let said = klubba(folder.path(), &typed);
        assert_eq!(code(&said), 0, "{typed:?}: {}", stderr(&said));
        for said in [stdout(&said), stderr(&said)] {
            assert!(
                !said.contains(['\u{1b}', '\u{7}', '\u{202e}']) && !said.contains("<script>")
                    || typed[0] != "export",
                "{typed:?}: {said}"
            );
        }
    }
}

/// What papers are made of, parted by bars.
const PIECES: &str = "1.|§|§ 12|Beslut|Beslut:|att |samt att|Närvarande:|\n|\n\n|\u{c}|(|)|,|Anna Ek| och |kl. 9|2031-05-06|//|Bilaga|\t|  |•|å|\u{f0b7}|Sida 1 (3)|Tid/Plats:|Nästa möte 3 juni|-|%|a)|#|**|?|Dnr|Mötet beslutar|föreslår|Förslag till beslut|:|...........|Sekreterare|1:e|31/12-99|§ 1.2|99999999|–";

#[test]
fn any_text_at_all_is_a_paper_or_none_and_never_a_panic() {
    use klubba::import::text::{decoded, lines, markdown};
    use klubba::import::understood::read;
    let pieces: Vec<&str> = PIECES.split('|').collect();
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("a small number") % below
    };
    for _ in 0..400 {
        let text: String = (0..next(90)).map(|_| pieces[next(pieces.len())]).collect();
        let bytes: Vec<u8> = text
            .bytes()
            .map(|byte| if next(60) == 0 { byte ^ 0x80 } else { byte })
            .collect();
        for lines in [lines(&decoded(&bytes)), markdown(&decoded(&bytes))] {
            let understood = read(lines, "p.txt", "");
            if understood
                .paper
                .origin
                .lines
                .iter()
                .any(|line| !line.text.trim().is_empty())
            {
                super::papers::meeting(&understood);
            }
        }
    }
}
