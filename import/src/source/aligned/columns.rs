//! Where the columns of an aligned table begin.

use super::heading::{Heading, Piece, split};

/// How far a cell can begin from its heading where both are aligned to the left.
const SLACK: usize = 2;

/// How far a heading can be from the middle of its column, in halves of a character.
const OFF_CENTRE: usize = 3;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    starts: Vec<usize>,
    cells: Cells,
}

/// Where cells begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cells {
    /// At the beginning of their columns.
    Exactly,
    /// Near the beginning of their columns, with wide gaps between.
    Nearly,
    /// Anywhere in their columns.
    Between,
}

impl Columns {
    /// Returns the columns that fit the headings and the lines, the likeliest first.
    pub(super) fn all(heading: &Heading, lines: &[&str]) -> Vec<Columns> {
        let starts: Vec<usize> = heading.pieces.iter().map(|piece| piece.start).collect();
        let below = |cells| Columns { starts: starts.clone(), cells };
        let centred = centred(&heading.pieces, lines).map(|starts| Columns { starts, cells: Cells::Between });
        [Some(below(Cells::Exactly)), centred, Some(below(Cells::Nearly))].into_iter().flatten().collect()
    }

    /// Returns the cells of a line; `None` if a text goes from one column into the next.
    pub(super) fn cells(&self, line: &str) -> Option<Vec<String>> {
        let mut cells = vec![String::new(); self.starts.len()];
        let gap = if self.cells == Cells::Nearly { 2 } else { 1 };
        for piece in split(line, gap) {
            let column = match self.cells {
                Cells::Nearly => self.starts.iter().position(|start| start.abs_diff(piece.start) <= SLACK)?,
                Cells::Exactly | Cells::Between => {
                    self.starts.iter().rposition(|start| *start <= piece.start)?
                }
            };
            let cell = cells.get_mut(column)?;
            let fits = match self.cells {
                Cells::Nearly => cell.is_empty(),
                Cells::Exactly => !cell.is_empty() || self.starts.contains(&piece.start),
                Cells::Between => true,
            };
            // What reaches into the next column is a line of text.
            if !fits || self.starts.get(column + 1).is_some_and(|next| piece.end > *next) {
                return None;
            }
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&piece.text.replace('|', "\\|"));
        }
        Some(cells)
    }
}

/// Returns how many characters stand before the first text of a line.
pub(super) fn indentation(line: &str) -> Option<usize> {
    line.chars().position(|c| !c.is_whitespace())
}

/// Returns where columns begin whose headings stand above their middle.
///
/// Between two columns no line has a text. Blanks of descriptions can stand below each other too; of several
/// such gaps those count that leave each heading in the middle of its column.
fn centred(headings: &[Piece], lines: &[&str]) -> Option<Vec<usize>> {
    let width =
        lines.iter().map(|line| line.trim_end().chars().count()).chain([headings.last()?.end]).max()?;
    let mut taken = vec![false; width];
    let words =
        |line: &str| split(line, 1).into_iter().map(|piece| (piece.start, piece.end)).collect::<Vec<_>>();
    let of_headings = headings.iter().map(|piece| (piece.start, piece.end));
    for (start, end) in lines.iter().flat_map(|line| words(line)).chain(of_headings) {
        for place in taken.get_mut(start..end).into_iter().flatten() {
            *place = true;
        }
    }
    let left = taken.iter().position(|taken| *taken)?;
    // The cheapest way to come to each gap: the price, where the gap begins and ends, the starts so far.
    let mut ways = vec![(0, left, vec![left])];
    for (at, heading) in headings.iter().enumerate() {
        let is_last = at + 1 == headings.len();
        let gaps = match headings.get(at + 1) {
            Some(next) => gaps(&taken, heading.end, next.start),
            None => vec![(width, width)],
        };
        ways = gaps
            .into_iter()
            .filter_map(|(end, start)| {
                let best = ways.iter().filter_map(|(price, from, starts)| {
                    let middle = heading.start + heading.end;
                    // Lines that were broken leave a part of their column empty.
                    let nearest = middle.saturating_sub(*from).clamp(end, start.max(end));
                    let off = (from + nearest).abs_diff(middle);
                    (off <= OFF_CENTRE || (is_last && middle > from + end)).then_some((price + off, starts))
                });
                let (price, starts) = best.min_by_key(|(price, _)| *price)?;
                let mut starts = starts.clone();
                starts.push(start);
                Some((price, start, starts))
            })
            .collect();
    }
    let (_, _, mut starts) = ways.into_iter().min_by_key(|(price, ..)| *price)?;
    starts.truncate(headings.len());
    Some(starts)
}

/// Returns where no line has a text between two places: each gap's begin and end.
fn gaps(taken: &[bool], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for at in (from..to).filter(|at| taken.get(*at) == Some(&false)) {
        match gaps.last_mut().filter(|(_, end)| *end == at) {
            Some((_, end)) => *end = at + 1,
            None => gaps.push((at, at + 1)),
        }
    }
    gaps
}
