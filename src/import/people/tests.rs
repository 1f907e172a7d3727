//! Lists of people, as many bodies write them.

use super::people;

/// A person as one line: name | represents | title | how.
fn drawn(text: &str) -> Vec<String> {
    let list = people(text);
    let mut drawn: Vec<String> = list
        .people
        .iter()
        .map(|one| {
            let or = |said: &Option<String>| said.clone().unwrap_or_else(|| "-".to_owned());
            let mut line = format!(
                "{} | {} | {}",
                one.name,
                or(&one.represents),
                or(&one.title)
            );
            line.push_str(if one.is_remote { " | remote" } else { "" });
            line.extend(one.from.map(|from| format!(" | from {from}")));
            line.extend(one.until.map(|until| format!(" | until {until}")));
            line
        })
        .collect();
    drawn.extend(list.left.iter().map(|left| format!("? {left}")));
    drawn
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(drawn(text), expected, "{text}");
}

#[test]
fn names_and_places_alternate_over_broken_lines() {
    check(
        "Stina Alm, Vik, Fredrik\nBerglöf, Svalöv, Åke Ny, Perstorp, Bo Ek, Höganäs från kl 08.45, Tomas\nRask, Klippan och\nJan-Inge Holm, Familjen Kullaberg.",
        &[
            "Stina Alm | Vik | -",
            "Fredrik Berglöf | Svalöv | -",
            "Åke Ny | Perstorp | -",
            "Bo Ek | Höganäs | - | from 08:45",
            "Tomas Rask | Klippan | -",
            "Jan-Inge Holm | Familjen Kullaberg | -",
        ],
    );
}

#[test]
fn brackets_hold_places_titles_and_ways_of_being_there() {
    check(
        "Anette Ek (Lund, ordförande) Jan-Inge Alm (Malmö), Eva Hall\n(Eslöv),Per Rönn (Staffanstorp) Siv Ask, Ängelholm (Teams)\nBo By (Teams), Lomma",
        &[
            "Anette Ek | Lund | ordförande",
            "Jan-Inge Alm | Malmö | -",
            "Eva Hall | Eslöv | -",
            "Per Rönn | Staffanstorp | -",
            "Siv Ask | Ängelholm | - | remote",
            "Bo By | Lomma | - | remote",
        ],
    );
}

#[test]
fn two_columns_on_a_line_are_two_people() {
    check(
        "Marie Ek, Perstorp (Teams) Elin Ask, Ängelholm\nCarina Löf, Helsingborg stad Christer Dal, Åstorp\nTomas Ny, Klippan Åsa Berg, Svalöv\nMikael By, sekretariatet",
        &[
            "Marie Ek | Perstorp | - | remote",
            "Elin Ask | Ängelholm | -",
            "Carina Löf | Helsingborg stad | -",
            "Christer Dal | Åstorp | -",
            "Tomas Ny | Klippan | -",
            "Åsa Berg | Svalöv | -",
            "Mikael By | sekretariatet | -",
        ],
    );
}

#[test]
fn several_may_share_what_they_represent() {
    check(
        "Micke Holm, Lisa Ström och Michael Frank, Helsingborgs\nstad, Asa Peyron-Lund Höganäs och Krister Dal, Örkelljunga",
        &[
            "Micke Holm | Helsingborgs stad | -",
            "Lisa Ström | Helsingborgs stad | -",
            "Michael Frank | Helsingborgs stad | -",
            "Asa Peyron-Lund | Höganäs | -",
            "Krister Dal | Örkelljunga | -",
        ],
    );
}

#[test]
fn one_a_line_with_titles() {
    check(
        "Kurt-Allan Ek, Bjurholms kommun\nKarl-Johan Alm, Robertsfors kommun, vice ordförande\nErik Ny, Norra regionens kansli, sekreterare\nUlrika Gran, regional utvecklingsdirektör (Region Skåne),\nAnna Norr, utvecklingsstrateg (Region Skåne)\nMathias Vik, koordinator NorraRegionen",
        &[
            "Kurt-Allan Ek | Bjurholms kommun | -",
            "Karl-Johan Alm | Robertsfors kommun | vice ordförande",
            "Erik Ny | Norra regionens kansli | sekreterare",
            "Ulrika Gran | Region Skåne | regional utvecklingsdirektör",
            "Anna Norr | Region Skåne | utvecklingsstrateg",
            "Mathias Vik | NorraRegionen | koordinator",
        ],
    );
}

#[test]
fn parties_roles_and_names_alone() {
    check(
        "Anna Berg (S)\nBo Lund (M), ordförande",
        &["Anna Berg | S | -", "Bo Lund | M | ordförande"],
    );
    check(
        "Anna Berg\nBo von Essen\nCia Åh",
        &[
            "Anna Berg | - | -",
            "Bo von Essen | - | -",
            "Cia Åh | - | -",
        ],
    );
    check(
        "Ordförande Anna Berg, kassör Bo Ek",
        &["Anna Berg | - | Ordförande", "Bo Ek | - | kassör"],
    );
    check(
        "Anna Berg, Bo Ek, Cecilia Dal och David Frisk",
        &[
            "Anna Berg | - | -",
            "Bo Ek | - | -",
            "Cecilia Dal | - | -",
            "David Frisk | - | -",
        ],
    );
    check(
        "Anna Berg\tLunds kommun\tkommundirektör",
        &["Anna Berg | Lunds kommun | kommundirektör"],
    );
}
