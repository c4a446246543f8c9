//! The goals, and what was measured of each.

use crate::contenders::{
    CLONE, EVENTS, OUR_JSON, OUR_JSON_DYNAMIC, OUR_SERDE, OURS, OURS_COMPACT, OURS_DATES, OURS_DYNAMIC,
    OURS_STRICT, OURS_XML_SERIALIZER, OURS_XML_SERIALIZER_DYNAMIC, SERDE_JSON, SERDE_JSON_VALUE,
};
use crate::group::{Direction, Group, Shape, Size};
use crate::harness::{Measured, Role};
use Direction::{Read, Write};

/// What was measured of a group.
pub struct Result {
    pub group: Group,
    pub bytes: usize,
    pub measured: Vec<Measured>,
}

/// What a ratio has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// How many times as long the other takes.
    Faster(f64),
    /// How many times as long this project takes.
    AtMost(f64),
}

/// A line of the table.
pub struct Row {
    pub what: String,
    pub size: Size,
    pub ours: f64,
    pub against: String,
    pub theirs: f64,
    pub goal: Option<Goal>,
    /// Which way the ratio is told, where there is no goal.
    faster: bool,
}

impl Row {
    /// How often the shorter time goes into the longer one, as the goal has it.
    pub fn ratio(&self) -> f64 {
        if self.tells_faster() { self.theirs / self.ours } else { self.ours / self.theirs }
    }

    pub fn tells_faster(&self) -> bool {
        match self.goal {
            Some(Goal::Faster(_)) => true,
            Some(Goal::AtMost(_)) => false,
            None => self.faster,
        }
    }

    pub fn met(&self) -> Option<bool> {
        self.goal.map(|goal| match goal {
            Goal::Faster(least) => self.ratio() >= least,
            Goal::AtMost(most) => self.ratio() <= most,
        })
    }
}

/// .NET Core 3.1's `DataContractSerializer` on (a), in nanoseconds: another run, on a machine of this kind.
const DOTNET: [(Direction, f64, f64); 2] = [(Write, 3826.0, 25.0), (Read, 5440.0, 20.0)];

/// All lines for which something was measured.
pub fn rows(results: &[Result]) -> Vec<Row> {
    let mut rows = Rows { results, rows: Vec::new() };
    rows.goals();
    rows.beside();
    rows.rows
}

/// The peers that count.
#[derive(Clone, Copy, PartialEq)]
enum Peers {
    All,
    /// Those that take namespaces for what they are.
    Aware,
}

struct Rows<'r> {
    results: &'r [Result],
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn goals(&mut self) {
        for (size, least) in Size::ALL.into_iter().zip([15.0, 12.0, 8.0]) {
            let goal = Some(Goal::Faster(least));
            self.best_peer("XML, writing", Group::new(Write, size, Shape::Compact), Peers::All, goal);
        }
        for (size, least) in Size::ALL.into_iter().zip([15.0, 6.0, 5.0]) {
            let goal = Some(Goal::Faster(least));
            let group = Group::new(Read, size, Shape::Compact);
            self.best_peer("XML, reading; peers that know namespaces", group, Peers::Aware, goal);
        }
        for shape in [Shape::Indented, Shape::Prefixed, Shape::Reordered] {
            for size in Size::ALL {
                let what = format!("XML, reading {}", shape.name());
                self.best_peer(&what, Group::new(Read, size, shape), Peers::All, Some(Goal::Faster(4.0)));
            }
        }
        for size in [Size::Medium, Size::Large] {
            let group = Group::new(Read, size, Shape::Compact);
            self.against("XML, reading", group, OURS, CLONE, Some(Goal::AtMost(2.0)), false);
        }
        for (direction, what) in [(Write, "XML, writing"), (Read, "XML, reading")] {
            for size in Size::ALL {
                let group = Group::new(direction, size, Shape::Compact);
                self.against(what, group, OURS, SERDE_JSON, Some(Goal::Faster(1.0)), true);
            }
        }
        for name in [OUR_JSON, OUR_SERDE] {
            for (direction, way) in [(Write, "writing"), (Read, "reading")] {
                for size in Size::ALL {
                    let group = Group::new(direction, size, Shape::Compact);
                    let what = format!("JSON by {name}, {way}");
                    self.against(&what, group, name, SERDE_JSON, Some(Goal::AtMost(1.15)), false);
                }
            }
        }
        for (direction, way) in [(Write, "writing"), (Read, "reading")] {
            for size in Size::ALL {
                let group = Group::new(direction, size, Shape::Compact);
                let what = format!("XML of XmlSerializer, {way}");
                self.against(&what, group, OURS_XML_SERIALIZER, OURS, Some(Goal::AtMost(1.3)), false);
            }
        }
        for ((direction, nanos, least), what) in DOTNET.into_iter().zip(["XML, writing", "XML, reading"]) {
            let Some(ours) = self.nanos(Group::new(direction, Size::Small, Shape::Compact), OURS) else {
                continue;
            };
            self.rows.push(Row {
                what: what.to_owned(),
                size: Size::Small,
                ours,
                against: ".NET Core 3.1 (another run)".to_owned(),
                theirs: nanos,
                goal: Some(Goal::Faster(least)),
                faster: true,
            });
        }
    }

    /// What has no goal, but is asked.
    fn beside(&mut self) {
        for size in Size::ALL {
            self.best_peer("XML, reading", Group::new(Read, size, Shape::Compact), Peers::All, None);
        }
        for (direction, way) in [(Write, "writing"), (Read, "reading")] {
            for shape in [Shape::Nils, Shape::Escapes] {
                for size in Size::ALL {
                    let what = format!("XML, {way} {}", shape.name());
                    self.best_peer(&what, Group::new(direction, size, shape), Peers::All, None);
                }
            }
        }
        for size in Size::ALL {
            let group = Group::new(Write, size, Shape::Compact);
            self.best("XML, writing; peers reuse a buffer", group, |role| role == Role::Reused, None);
        }
        for size in Size::ALL {
            let group = Group::new(Read, size, Shape::Compact);
            self.against("XML, reading", group, OURS, EVENTS, None, true);
        }
        for (what, ours, theirs) in [
            ("XML, real dates,", OURS_DATES, OURS),
            ("XML, compact texts,", OURS_COMPACT, OURS),
            ("XML, strictly,", OURS_STRICT, OURS),
            ("XML, dynamic values,", OURS_DYNAMIC, OURS),
            ("XML of XmlSerializer, dynamic values,", OURS_XML_SERIALIZER_DYNAMIC, OURS_DYNAMIC),
            ("JSON, dynamic values,", OUR_JSON_DYNAMIC, SERDE_JSON_VALUE),
        ] {
            for (direction, way) in [(Write, "writing"), (Read, "reading")] {
                for size in Size::ALL {
                    let group = Group::new(direction, size, Shape::Compact);
                    self.against(&format!("{what} {way}"), group, ours, theirs, None, false);
                }
            }
        }
    }

    fn best_peer(&mut self, what: &str, group: Group, peers: Peers, goal: Option<Goal>) {
        let counts = |role| matches!(role, Role::Peer { namespaces } if namespaces || peers == Peers::All);
        self.best(what, group, counts, goal);
    }

    /// A line against the fastest of those whose role counts.
    fn best(&mut self, what: &str, group: Group, counts: impl Fn(Role) -> bool, goal: Option<Goal>) {
        let Some(result) = self.result(group) else { return };
        let peers = result.measured.iter().filter(|measured| counts(measured.role));
        let fastest = peers.min_by(|one, other| one.nanos.total_cmp(&other.nanos));
        let Some(name) = fastest.map(|measured| measured.name.clone()) else { return };
        self.against(what, group, OURS, &name, goal, true);
    }

    fn against(
        &mut self,
        what: &str,
        group: Group,
        ours: &str,
        theirs: &str,
        goal: Option<Goal>,
        faster: bool,
    ) {
        let (Some(nanos), Some(other)) = (self.nanos(group, ours), self.nanos(group, theirs)) else { return };
        self.rows.push(Row {
            what: what.to_owned(),
            size: group.size,
            ours: nanos,
            against: theirs.to_owned(),
            theirs: other,
            goal,
            faster,
        });
    }

    fn result(&self, group: Group) -> Option<&Result> {
        self.results.iter().find(|result| result.group == group)
    }

    fn nanos(&self, group: Group, name: &str) -> Option<f64> {
        let measured = &self.result(group)?.measured;
        measured.iter().find(|measured| measured.name == name).map(|measured| measured.nanos)
    }
}
