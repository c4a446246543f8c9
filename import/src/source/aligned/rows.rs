//! Which lines of an aligned table make one row.
//!
//! A row has its name on one line. Its longer cells go on below that line; or, where cells are centred
//! vertically as browsers do it, as many of their lines stand above it as below.

use std::collections::BTreeMap;

use crate::outline::{Column, words};

/// Returns the rows of a table from the cells of its lines; `None` if there is no row, or a line that is of
/// none.
pub(super) fn of(lines: &[Vec<String>], columns: &[Column]) -> Option<Vec<Vec<String>>> {
    let names: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, cells)| cells.first().is_some_and(|name| !name.is_empty()))
        .map(|(at, _)| at)
        .collect();
    // A row has more than a name; a line below the table has not.
    let is_alone = |at: &usize| {
        lines.get(*at).is_some_and(|cells| cells.iter().skip(1).all(String::is_empty))
            && !is_framed(lines, *at)
    };
    if names.is_empty() || names.iter().any(is_alone) {
        return None;
    }
    let torn = |ends: &Vec<usize>| {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let rows = starts.zip(ends).filter_map(|(start, end)| lines.get(start..*end));
        rows.map(|lines| torn_cells(lines, columns)).sum::<usize>()
    };
    let ways = [around(lines, &names, columns), below(lines, &names)];
    let ends = ways.into_iter().flatten().min_by_key(torn)?;
    let mut start = 0;
    let rows = ends.into_iter().filter_map(|end| {
        let row = joined(lines.get(start..end)?);
        start = end;
        Some(row)
    });
    Some(rows.collect())
}

/// Returns whether the cells of a row stand above and below the line of its name.
fn is_framed(lines: &[Vec<String>], at: usize) -> bool {
    let has_cells = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|cells| !is_blank(cells));
    has_cells(at.checked_sub(1)) && has_cells(Some(at + 1))
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(String::is_empty)
}

/// Returns where rows end whose cells go on below their names.
fn below(lines: &[Vec<String>], names: &[usize]) -> Option<Vec<usize>> {
    let first = *names.first()?;
    if !lines.get(..first)?.iter().all(|cells| is_blank(cells)) {
        return None;
    }
    Some(names.iter().skip(1).copied().chain([lines.len()]).collect())
}

/// Returns where rows end whose names stand in their middle; `None` if not all lines are of such rows.
///
/// Rows follow each other without a line between. Of the two lines in the middle of a row the name has the
/// first, so a row with `above` lines above its name has as many below, or one more: two ways, of which the
/// row below allows one or both. Those are taken that tear the fewest cells apart.
fn around(lines: &[Vec<String>], names: &[usize], columns: &[Column]) -> Option<Vec<usize>> {
    let has_cells = |at: usize| lines.get(at).is_some_and(|cells| !is_blank(cells));
    let first = (0..lines.len()).find(|at| has_cells(*at))?;
    // For each line at which the next row can begin: how many cells are torn, and where the rows before it
    // end.
    let mut ways: BTreeMap<usize, (usize, Vec<usize>)> = BTreeMap::from([(first, (0, Vec::new()))]);
    for (at, name) in names.iter().enumerate() {
        let next = names.get(at + 1).copied();
        let mut after: BTreeMap<usize, (usize, Vec<usize>)> = BTreeMap::new();
        for (start, (torn, ends)) in ways.into_iter().filter(|(start, _)| start <= name) {
            let end = name + (name - start) + 1;
            for end in [end, end + 1] {
                let fits = match next {
                    Some(next) => end <= next && has_cells(end),
                    None => end <= lines.len() + 1 && (end..lines.len()).all(|at| !has_cells(at)),
                };
                let torn =
                    torn + torn_cells(lines.get(start..end.min(lines.len())).unwrap_or_default(), columns);
                // The longest cell ends on the last line, but for its margin.
                let is_full = has_cells(end - 1) || has_cells(end.saturating_sub(2));
                if fits && is_full && after.get(&end).is_none_or(|(other, _)| torn < *other) {
                    let mut ends = ends.clone();
                    ends.push(end.min(lines.len()));
                    after.insert(end, (torn, ends));
                }
            }
        }
        ways = after;
    }
    ways.into_values().min_by_key(|(torn, _)| *torn).map(|(_, ends)| ends)
}

/// Returns how many cells of a row show that it has lines of two rows, or lacks some of its own.
fn torn_cells(lines: &[Vec<String>], columns: &[Column]) -> usize {
    let cells = |at: usize| {
        lines
            .iter()
            .filter_map(move |cells| cells.get(at))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
    };
    let is_torn = |(at, column): &(usize, &Column)| match column {
        Column::Type => {
            let ty = cells(*at).collect::<Vec<_>>().join(" ");
            !ty.is_empty() && !words::is_type(&ty)
        }
        // The word for none stands alone, and `Required` comes first.
        Column::Annotations => {
            let is_late = cells(*at).skip(1).any(|note| words::is_required(note) || words::is_none(note));
            is_late || (cells(*at).nth(1).is_some() && cells(*at).next().is_some_and(words::is_none))
        }
        Column::Value => cells(*at).nth(1).is_some(),
        _ => false,
    };
    columns.iter().enumerate().filter(is_torn).count()
}

/// Puts the lines of a row together.
fn joined(lines: &[Vec<String>]) -> Vec<String> {
    let mut row: Vec<String> = Vec::new();
    for cells in lines {
        row.resize(row.len().max(cells.len()), String::new());
        for (cell, more) in row.iter_mut().zip(cells).filter(|(_, more)| !more.is_empty()) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(more);
        }
    }
    row
}
