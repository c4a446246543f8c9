//! Cuts the lines of a table into pieces, each at most one cell, with what the layout says about it.

use std::collections::BTreeSet;

use super::glued;
use super::header::Layout;
use super::noted_types;
use super::unit::{Before, Unit};
use crate::outline::{Column, collapse, samples, words};

pub(super) fn units(
    lines: &[&str],
    layout: Layout,
    columns: &[Column],
    names: &BTreeSet<String>,
) -> Vec<Unit> {
    let mut units = match layout {
        Layout::Pipes { leading } => pipes(lines, leading, columns.len()),
        Layout::Lines => one_a_line(lines, columns, names),
        Layout::Tabs => tabs(lines),
        Layout::Blanks if cells_stand_below(lines, columns) => cells_below(lines, columns, names),
        Layout::Blanks => blanks(lines, RowForm::of(columns)),
    };
    join_torn(&mut units, names);
    if layout == Layout::Lines {
        noted_types::part(&mut units, columns);
    }
    units
}

fn pipes(lines: &[&str], leading: bool, width: usize) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut open = false;
    let mut padded = false;
    let mut carried = 0;
    // The cells of the row that is being read, as far as the layout shows where it began.
    let mut row_cells = 0;
    let is_pad = |line: &str| !line.is_empty() && line.chars().all(|c| matches!(c, '|' | ' '));
    // Where names are paragraphs, the pipe before each row has a line of its own.
    let are_apart = lines.iter().map(|line| line.trim()).all(|line| !line.starts_with('|') || is_pad(line));
    for (number, line) in lines.iter().enumerate() {
        let line = line.trim();
        // An empty cell is dropped, the others move left, and the row ends with a line of pipes. A name that
        // is lost leaves such a line before its row. Either way a row begins below.
        if is_pad(line) && is_empty_cell(lines, number, leading) {
            carried = 1;
            row_cells += 1;
            continue;
        }
        if is_pad(line) {
            padded = true;
            open = false;
            row_cells = 0;
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let has_leading = line.starts_with('|');
        let pieces = split_pipes(line);
        let closed = line.ends_with('|');
        let last = pieces.len().saturating_sub(1);
        // Empty cells at the end of a line stand before what is on the next.
        let mut gaps = if has_leading || padded { 0 } else { carried };
        if has_leading && leading {
            row_cells = 0;
        }
        let goes_on = usize::from(open && !has_leading);
        for (at, piece) in pieces.iter().enumerate() {
            let text = collapse(&piece.replace("\\|", "|"));
            if text.is_empty() {
                // What stands before the first pipe and after the last one is no cell.
                if at > 0 && at < last {
                    gaps += 1;
                }
                continue;
            }
            let first = units.last().is_none_or(|unit| unit.line != number);
            let starts_row = if first && (padded || (has_leading && leading)) {
                Some(true)
            } else if !first || leading || open {
                Some(false)
            } else {
                None
            };
            units.push(Unit {
                text,
                whole_word: whole_word(piece),
                starts_row,
                typed: false,
                before: match (first, open) {
                    (false, _) => Before::Pipe,
                    (true, true) => Before::Line,
                    (true, false) => Before::Cell,
                },
                unnamed: first && padded && leading && !has_leading && !are_apart,
                closed: at < last,
                gaps: std::mem::take(&mut gaps),
                line: number,
            });
            padded = false;
        }
        // What has as many cells as there are columns is a row, and the empty ones are its own.
        let cells = pieces.len() - usize::from(has_leading) - usize::from(closed);
        row_cells += cells.saturating_sub(goes_on);
        let is_row = closed && (cells == width || (gaps > 0 && row_cells == width));
        if is_row {
            row_cells = 0;
        }
        carried = if is_row { 0 } else { gaps };
        padded = is_row && !leading;
        open = !closed;
    }
    units
}

/// Returns whether a line of one pipe is an empty cell of the row in whose middle it stands: only a name is above
/// it, and its type below it. No row of members ends behind its name.
fn is_empty_cell(lines: &[&str], at: usize, leading: bool) -> bool {
    let is_filled = |line: &&&str| !line.trim().is_empty();
    let above = lines.get(..at).and_then(|above| above.iter().rfind(is_filled));
    let below = lines.get(at + 1..).and_then(|below| below.iter().find(is_filled));
    let (Some(above), Some(below), Some("|")) = (above, below, lines.get(at).map(|line| line.trim())) else {
        return false;
    };
    let Some(name) = above.trim().strip_suffix('|').map(str::trim_end) else { return false };
    let Some(ty) = below.trim().strip_suffix('|').map(str::trim) else { return false };
    if leading {
        let name = name.strip_prefix('|').map(str::trim).filter(|name| !name.contains('|'));
        return name.is_some_and(|name| !name.is_empty()) && words::is_type(ty);
    }
    // Without a pipe before names, a name and a type can as well be a type and the next name.
    words::is_identifier(name) && !words::is_stock_type(name) && words::is_stock_type(ty)
}

/// Cells have blanks beside their pipes; the pipes of a pattern (`^(a|b)$`) have none.
pub(super) fn split_pipes(line: &str) -> Vec<&str> {
    let bytes = line.as_bytes();
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'|' {
            continue;
        }
        let before = at.checked_sub(1).and_then(|i| bytes.get(i)).copied();
        let after = bytes.get(at + 1).copied();
        let escaped = before == Some(b'\\');
        let inside = |b: Option<u8>| b.is_some_and(|b| !b.is_ascii_whitespace() && b != b'|');
        if escaped || (inside(before) && inside(after)) {
            continue;
        }
        pieces.push(line.get(start..at).unwrap_or_default());
        start = at + 1;
    }
    pieces.push(line.get(start..).unwrap_or_default());
    pieces
}

/// What stands before the items' type in the engine's words for a list.
const LIST_OF: &str = "Collection of ";

/// Returns the word that a site has parted by an invisible place for a line break, `Kite  OwnerId`: a browser
/// shows one blank where a text has several. It may be the type of a list's items.
fn whole_word(text: &str) -> Option<String> {
    if !text.contains("  ") && !text.contains('\u{a0}') {
        return None;
    }
    // A blank that allows no line break stands where one was put in beside it.
    let text = text.trim().replace('\u{a0}', "  ");
    let (before, word) = text.strip_prefix(LIST_OF).map_or(("", text.as_str()), |word| (LIST_OF, word));
    let is_parted = word.contains("  ") && word.len() <= 80;
    let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    let parts = || word.split("  ").map(str::trim_start);
    let is_part =
        |(at, part): (usize, &str)| is_word(part) && (at == 0 || part.starts_with(char::is_uppercase));
    let begins = parts().next().is_some_and(|first| first.starts_with(char::is_alphabetic));
    (is_parted && begins && parts().enumerate().all(is_part))
        .then(|| parts().fold(before.to_owned(), |all, part| all + part))
}

/// Returns whether a line goes on with the word of the line above, which a site has parted by an invisible place for a
/// line break: it begins with one blank and a capital, as no cell does.
fn is_rest_of_word(above: &str, line: &str) -> bool {
    let word = above.strip_prefix(LIST_OF).unwrap_or(above);
    let is_word = |text: &str| words::is_identifier(text) && !words::is_note(text);
    let rest = line.strip_prefix(' ').unwrap_or_default();
    rest.starts_with(char::is_uppercase)
        && is_word(rest.trim_end())
        && is_word(word)
        && word.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// A cell a line, or, where a layout has run them together, the cells of a row.
fn one_a_line(lines: &[&str], columns: &[Column], names: &BTreeSet<String>) -> Vec<Unit> {
    let typed = columns.contains(&Column::Type);
    let mut units = Vec::new();
    let mut blank = true;
    // Without any blank line a line's end tells nothing about a cell's.
    let has_blanks = lines.iter().any(|line| line.trim().is_empty());
    for (number, line) in lines.iter().enumerate() {
        let text = collapse(line);
        if text.is_empty() {
            blank = true;
            continue;
        }
        if !blank
            && let (Some(above), Some(last)) =
                (number.checked_sub(1).and_then(|above| lines.get(above)), units.last_mut())
            && is_rest_of_word(above.trim_end(), line)
        {
            let last: &mut Unit = last;
            last.text.push_str(&text);
            continue;
        }
        let before = if blank || (!has_blanks && !typed) { Before::Cell } else { Before::Line };
        if typed && let Some(cells) = glued::cells(&text, names) {
            units.extend(cells.into_iter().enumerate().map(|(at, cell)| Unit {
                text: cell.to_owned(),
                starts_row: Some(at == 0),
                line: number,
                ..Unit::default()
            }));
            blank = true;
            continue;
        }
        let whole_word = whole_word(line);
        units.push(Unit { text, whole_word, before, line: number, ..Unit::default() });
        blank = false;
    }
    if typed && has_blanks {
        if let Some(Column::Other(_)) = columns.last() {
            mark_rows_below_own_cells(&mut units);
        }
        mark_rows_without_notes(&mut units);
        join_torn_names(&mut units);
    }
    units
}

/// Marks where rows begin in a table whose last column is the site's own and has no paragraphs: there the next name
/// stands directly below its `True` or `False`, and all other cells have a blank line above them.
fn mark_rows_below_own_cells(units: &mut [Unit]) {
    let begins_row = |pair: &[Unit]| matches!(pair, [own, name] if flag(&own.text).is_some_and(|(_, rest)| rest.is_empty()) && words::is_identifier(&name.text));
    let directly =
        || units.windows(2).filter(|pair| matches!(pair, [_, unit] if unit.before == Before::Line));
    if !directly().all(begins_row) {
        return;
    }
    for unit in units.iter_mut().filter(|unit| unit.before == Before::Line) {
        unit.starts_row = Some(true);
        unit.before = Before::Cell;
    }
}

/// Marks where rows begin in a table whose last column is empty: there the next name stands directly below the
/// type, and all other cells have a blank line above them.
fn mark_rows_without_notes(units: &mut [Unit]) {
    const LEAST: usize = 2;
    let is_note = |unit: &Unit| words::is_note(&unit.text);
    if units.iter().any(is_note) {
        return;
    }
    let directly =
        || units.windows(2).filter(|pair| matches!(pair, [_, unit] if unit.before == Before::Line));
    let begins_row = |pair: &[Unit]| matches!(pair, [ty, name] if words::is_type(&ty.text) && words::is_identifier(&name.text));
    let is_stock = |pair: &&[Unit]| matches!(pair, [ty, _] if words::is_stock_type(&ty.text));
    let count = directly().count();
    if count < LEAST || !directly().all(begins_row) || directly().filter(is_stock).count() * 2 < count {
        return;
    }
    for (at, unit) in units.iter_mut().enumerate() {
        unit.starts_row = Some(at == 0 || unit.before == Before::Line);
        unit.before = Before::Cell;
    }
}

/// Cells with tabs between; where a cell holds a paragraph its type comes on a line of its own, behind tabs.
fn tabs(lines: &[&str]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let behind_tabs = line.starts_with("\t\t");
        for (at, cell) in line.split('\t').map(collapse).filter(|cell| !cell.is_empty()).enumerate() {
            let starts_row = if at > 0 || behind_tabs { Some(false) } else { None };
            units.push(Unit {
                text: cell,
                starts_row,
                typed: behind_tabs && at == 0,
                line: number,
                ..Unit::default()
            });
        }
    }
    units
}

/// A row a line: the name is its first word, annotations are known by their words, the type stands before
/// them. Some extractors put the annotations on lines of their own: then each row has one at least.
fn blanks(lines: &[&str], form: RowForm) -> Vec<Unit> {
    let texts: Vec<(usize, String)> =
        lines.iter().map(|line| collapse(line)).enumerate().filter(|(_, line)| !line.is_empty()).collect();
    let apart = texts.iter().any(|(_, line)| words::is_note(line)) || lines_of_row(&texts, form) > 0;
    let mut units = Vec::new();
    let mut awaits_note = false;
    let mut at = 0;
    while let Some((number, line)) = texts.get(at) {
        at += 1;
        let is_half_note = at == texts.len() && words::is_half_annotation(line);
        if apart && (awaits_note || words::is_note(line) || is_half_note) {
            units.push(Unit {
                text: line.clone(),
                starts_row: Some(false),
                line: *number,
                ..Unit::default()
            });
            awaits_note = false;
            continue;
        }
        let below = if apart { lines_of_row(texts.get(at - 1..).unwrap_or_default(), form) } else { 0 };
        let whole: Vec<&str> =
            texts.iter().skip(at - 1).take(below + 1).map(|(_, line)| line.as_str()).collect();
        at += below;
        let whole = whole.join(" ");
        let cells = row_of_blanks(&whole, form);
        awaits_note = !cells.last().is_some_and(|cell| words::is_note(cell));
        for (at, cell) in cells.iter().enumerate() {
            let starts_row = Some(at == 0);
            units.push(Unit { text: (*cell).to_owned(), starts_row, line: *number, ..Unit::default() });
        }
    }
    units
}

/// Returns whether a row's line has its name and type alone, and all other cells stand below it, each on a line of its
/// own: the description behind the annotations, or columns of the site's own.
pub(super) fn cells_stand_below(lines: &[&str], columns: &[Column]) -> bool {
    let [Column::Name, Column::Type, more @ ..] = columns else { return false };
    if matches!(more, [Column::Annotations, Column::Description]) {
        return true;
    }
    let form = RowForm::of(columns);
    let mut texts = lines.iter().map(|line| collapse(line)).filter(|line| !line.is_empty());
    let is_bare =
        |line: String| matches!(row_of_blanks(&line, form).as_slice(), [name, ty] if is_row(name, ty));
    let has_more = |line: &String| {
        matches!(row_of_blanks(line, form).as_slice(), [name, ty, text, ..]
            if words::is_identifier(name) && words::is_stock_type(ty) && !words::is_note(text))
    };
    !more.is_empty() && texts.next().is_some_and(is_bare) && !texts.any(|line| has_more(&line))
}

/// Returns whether two cells can be a name and its type.
fn is_row(name: &str, ty: &str) -> bool {
    words::is_identifier(name) && words::is_type(ty)
}

/// A line of name and type, then all other cells each on a line of its own. A description can be two words as well, but
/// has no annotation directly below it, and neither is the second a type for sure nor the first a name in the samples.
/// Where the column behind the type has descriptions, they may have annotations below them.
fn cells_below(lines: &[&str], columns: &[Column], names: &BTreeSet<String>) -> Vec<Unit> {
    let form = RowForm::of(columns);
    let is_known = |name: &str| names.contains(&samples::folded(name));
    let is_description_next = matches!(columns, [Column::Name, Column::Type, Column::Description, ..]);
    // The name of the row that begins on the line above.
    let mut name_above: Option<&str> = None;
    let texts: Vec<(usize, String)> =
        lines.iter().map(|line| collapse(line)).enumerate().filter(|(_, line)| !line.is_empty()).collect();
    let is_annotation = |text: &str| words::is_note(text) || words::OwnRules::parse(text).is_some();
    let mut units = Vec::new();
    for (at, (number, text)) in texts.iter().enumerate() {
        let next = texts.get(at + 1).map(|(_, next)| next.as_str());
        let is_last = at + 2 == texts.len();
        let ends_row = |next: &str| is_annotation(next) || (is_last && words::is_half_annotation(next));
        let cells = row_of_blanks(text, form);
        // The words of the name above, or where the samples have that name, and not this one.
        let describes = |name: &str, ty: &str| {
            name_above.is_some_and(|above| {
                is_description_next && (format!("{name}{ty}") == above || is_known(above))
            })
        };
        let begins_row = matches!(cells.as_slice(), [name, ty, more @ ..]
            if is_row(name, ty)
                && more.iter().all(|cell| words::is_note(cell))
                && (words::is_stock_type(ty)
                    || is_known(name)
                    || (next.is_none_or(ends_row) && !describes(name, ty))));
        name_above = cells.first().copied().filter(|_| begins_row && cells.len() == 2);
        let cells = if begins_row { cells } else { vec![text.as_str()] };
        for (at, cell) in cells.into_iter().enumerate() {
            let starts_row = Some(begins_row && at == 0);
            units.push(Unit { text: cell.to_owned(), starts_row, line: *number, ..Unit::default() });
        }
    }
    units
}

/// Returns how many more lines belong to the row that begins at the first of some: its type has a line of its
/// own where the description is a paragraph, or several.
fn lines_of_row(texts: &[(usize, String)], form: RowForm) -> usize {
    const MOST: usize = 12;
    let Some(((number, first), more)) = texts.split_first() else { return 0 };
    if form.place != TypePlace::BehindDescription {
        return 0;
    }
    if let Some((next, text)) = more.first()
        && *next == number + 1
        && words::is_type(text)
    {
        return 1;
    }
    if words::type_at_end(first).is_some() {
        return 0;
    }
    let cells = more.iter().take(MOST).take_while(|(_, text)| !words::is_note(text));
    cells.map(|(_, text)| text).position(|text| words::is_stock_type(text)).map_or(0, |at| at + 1)
}

/// Where the type of a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TypePlace {
    /// The table has no types.
    Nowhere,
    /// Directly behind the name, before the description.
    BehindName,
    /// Behind the description, as on stock pages.
    BehindDescription,
}

impl TypePlace {
    fn of(columns: &[Column]) -> Self {
        let at = |column: &Column| columns.iter().position(|other| other == column);
        match (at(&Column::Type), at(&Column::Description)) {
            (None, _) => TypePlace::Nowhere,
            (Some(ty), Some(description)) if ty < description => TypePlace::BehindName,
            (Some(_), _) => TypePlace::BehindDescription,
        }
    }
}

/// How the cells of a row follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RowForm {
    place: TypePlace,
    /// A word behind the type says yes or no, to whether a value must be given.
    has_flag: bool,
}

impl RowForm {
    fn of(columns: &[Column]) -> Self {
        let ty = columns.iter().position(|column| *column == Column::Type);
        let behind = ty.and_then(|at| columns.get(at + 1));
        RowForm { place: TypePlace::of(columns), has_flag: matches!(behind, Some(Column::Other(_))) }
    }
}

/// Cuts a word that says yes or no from the start of a text.
fn flag(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_flag = matches!(word.to_lowercase().as_str(), "yes" | "no" | "true" | "false" | "y" | "n");
    is_flag.then_some((word, rest))
}

fn row_of_blanks(line: &str, form: RowForm) -> Vec<&str> {
    const ARTICLES: &[&str] = &["The", "A", "An", "This"];
    let place = form.place;
    // A row that has lost its name begins with its description.
    let named = line.split_once(' ').filter(|(name, _)| !(ARTICLES.contains(name) && line.ends_with('.')));
    let Some((name, rest)) = named else {
        return if line.is_empty() { Vec::new() } else { vec![line] };
    };
    let starts: Vec<usize> =
        std::iter::once(0).chain(rest.match_indices(' ').map(|(at, _)| at + 1)).collect();
    // Annotations first, from the left, so that they are as long as can be; then the type before them.
    let annotations = starts
        .iter()
        .copied()
        .filter(|at| *at > 0 || place == TypePlace::Nowhere)
        .find(|at| rest.get(*at..).is_some_and(words::is_note));
    let end = annotations.unwrap_or(rest.len());
    let before = rest.get(..end).unwrap_or_default().trim_end();
    let (first, second) = match place {
        TypePlace::Nowhere => (before, ""),
        TypePlace::BehindDescription => {
            let ty = starts.iter().copied().find(|at| before.get(*at..).is_some_and(words::is_stock_type));
            let ty = ty.or_else(|| before.rfind(' ').map(|at| at + 1)).unwrap_or(0);
            before.split_at_checked(ty).unwrap_or(("", before))
        }
        TypePlace::BehindName => {
            // The longest of the engine's words, else one word: a class.
            let ends = || {
                starts.iter().skip(1).map(|at| at - 1).filter(|at| *at < before.len()).chain([before.len()])
            };
            let stock = ends().rfind(|end| before.get(..*end).is_some_and(words::is_stock_type));
            let end = stock.or_else(|| ends().next()).unwrap_or(before.len());
            before.split_at_checked(end).unwrap_or((before, ""))
        }
    };
    let second = second.trim();
    let (said, second) = flag(second).filter(|_| form.has_flag).unwrap_or(("", second));
    [name, first.trim(), said, second, rest.get(end..).unwrap_or_default()]
        .into_iter()
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// Puts together what line ends and tags within a cell have torn apart.
fn join_torn(units: &mut Vec<Unit>, names: &BTreeSet<String>) {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units.drain(..) {
        if let Some(last) = out.last_mut() {
            // The engine writes a line end into `Dictionary of string [key] and integer [value]`, before
            // `and`.
            let dictionary = last.text.ends_with("[key]") && unit.text.starts_with("and ");
            // The old view has one word in bold: `Define this parameter in the request` `URI` `.`
            let bold = last.text.ends_with("Define this parameter in the request");
            let stop = unit.text == ".";
            let name = is_torn_name(last, &unit, names);
            if dictionary || bold || stop || name {
                if !stop && !name {
                    last.text.push(' ');
                }
                last.text.push_str(&unit.text);
                continue;
            }
        }
        out.push(unit);
    }
    *units = out;
}

/// Returns whether a line end has torn a name in two: no pipe ends the first cell of the row there, or the samples
/// have both parts as one name, and not the first one alone.
fn is_torn_name(first: &Unit, second: &Unit, names: &BTreeSet<String>) -> bool {
    let is_one = || {
        !names.contains(&samples::folded(&first.text))
            && names.contains(&samples::folded(&format!("{}{}", first.text, second.text)))
    };
    second.before == Before::Line
        && words::is_identifier(&first.text)
        && words::is_identifier(&second.text)
        && (first.starts_row == Some(true) || is_one())
}

/// Puts names together that a line end has torn in two, where the row above has its annotations and all other cells
/// have a blank line above them.
fn join_torn_names(units: &mut Vec<Unit>) {
    let is_note = |unit: &Unit| words::is_note(&unit.text);
    let is_name = |unit: &Unit| words::is_identifier(&unit.text) && !words::is_stock_type(&unit.text);
    let is_torn = |at: usize| {
        let [first, second, third] = units.get(at..at + 3).unwrap_or_default() else { return false };
        let begins_row = at.checked_sub(1).is_none_or(|above| units.get(above).is_some_and(is_note));
        begins_row
            && second.before == Before::Line
            && third.before == Before::Cell
            && is_name(first)
            && is_name(second)
            && words::is_stock_type(&third.text)
    };
    let torn: Vec<usize> = (0..units.len()).filter(|at| is_torn(*at)).collect();
    let lines = units.iter().filter(|unit| unit.before == Before::Line && !is_note(unit)).count();
    // Where other cells have no blank line above them either, this one may be a description.
    if lines != torn.len() {
        return;
    }
    for at in torn.into_iter().rev() {
        let second = units.remove(at + 1);
        if let Some(first) = units.get_mut(at) {
            first.text.push_str(&second.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(place: TypePlace) -> RowForm {
        RowForm { place, has_flag: false }
    }

    fn texts(lines: &[&str], layout: Layout) -> Vec<String> {
        units(lines, layout, &[], &BTreeSet::new()).into_iter().map(|unit| unit.text).collect()
    }

    #[test]
    fn words_are_put_together() {
        for (text, word) in [
            (" Kite  OwnerId ", Some("KiteOwnerId")),
            ("Is  Hour   Kite", Some("IsHourKite")),
            ("Kite\u{a0} OwnerId", Some("KiteOwnerId")),
            ("Collection\u{a0}of Kite", None),
            ("Kite Owner", None),
            ("Kite  of the owner", None),
            ("KiteOwner", None),
            ("", None),
        ] {
            assert_eq!(whole_word(text).as_deref(), word, "{text}");
        }
    }

    #[test]
    fn cuts_pipes() {
        let pipes = Layout::Pipes { leading: true };
        assert_eq!(texts(&["| A | B |", "c ^(x|y)$ |", "||"], pipes), ["A", "B", "c ^(x|y)$"]);
        assert_eq!(texts(&["| A | First \\| second | string |"], pipes), ["A", "First | second", "string"]);
    }

    #[test]
    fn annotations_below_their_row() {
        let lines = [
            "Key The key. string",
            "",
            "Optional. Only here.",
            "",
            "Shop The shop. integer",
            "",
            "Required",
            "",
            "Max length: 3",
        ];
        let rows: Vec<(String, Option<bool>)> =
            units(&lines, Layout::Blanks, &[Column::Type], &BTreeSet::new())
                .into_iter()
                .map(|unit| (unit.text, unit.starts_row))
                .collect();
        let texts: Vec<&str> = rows.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Key",
                "The key.",
                "string",
                "Optional. Only here.",
                "Shop",
                "The shop.",
                "integer",
                "Required",
                "Max length: 3"
            ]
        );
        assert_eq!(rows.iter().filter(|(_, starts)| *starts == Some(true)).count(), 2);
        assert_eq!(
            row_of_blanks("year The year of the flight.", form(TypePlace::Nowhere)),
            ["year", "The year of the flight."]
        );
    }

    #[test]
    fn cuts_blanks() {
        assert_eq!(
            row_of_blanks("BoxId Number of the box integer Required", form(TypePlace::BehindDescription)),
            ["BoxId", "Number of the box", "integer", "Required"]
        );
        assert_eq!(
            row_of_blanks("At date None.", form(TypePlace::BehindDescription)),
            ["At", "date", "None."]
        );
        assert_eq!(
            row_of_blanks("W decimal number Required Max length: 2", form(TypePlace::BehindDescription)),
            ["W", "decimal number", "Required Max length: 2"]
        );
        assert_eq!(
            row_of_blanks("Where Its place Address None.", form(TypePlace::BehindDescription)),
            ["Where", "Its place", "Address", "None."]
        );
        for (line, cells) in [
            ("owner string Who flies it Required", &["owner", "string", "Who flies it", "Required"][..]),
            ("size decimal number Its size", &["size", "decimal number", "Its size"]),
            ("place Address Where it flies", &["place", "Address", "Where it flies"]),
            ("id integer", &["id", "integer"]),
        ] {
            assert_eq!(row_of_blanks(line, form(TypePlace::BehindName)), cells);
        }
        let flagged = RowForm { place: TypePlace::BehindName, has_flag: true };
        let row = row_of_blanks("id Integer Yes The number of it.", flagged);
        assert_eq!(row, ["id", "Integer", "Yes", "The number of it."]);
    }
}
