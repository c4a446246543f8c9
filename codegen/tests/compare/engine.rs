//! Verdicts about the wire against what the engines do: documents of one state are read by the other.

use datacontract::{NoticeKind, dynamic::Value};
use datacontract_codegen::{
    compare::{Side, Surface, Verdict},
    graph::ContractGraph,
    payload::{self, FormatterSettings, Noticing, made_value},
    spec::{Format, Spec, TypeExpr},
};

use super::{compared, folders, spec};

/// What came of reading a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Fine,
    /// The reader refused it, or .NET loses members of it for their order.
    Broken,
}

fn read(
    surface: Surface,
    (writer, written): (&ContractGraph<'_>, &TypeExpr),
    (reader, read): (&ContractGraph<'_>, &TypeExpr),
    settings: [FormatterSettings; 2],
) -> Option<Found> {
    let (format, strict) = match surface {
        Surface::Json => (Format::Json, false),
        Surface::Xml => (Format::Xml, false),
        Surface::StrictXml => (Format::Xml, true),
        Surface::Rust => return None,
    };
    let value: Value = made_value(writer, written);
    let text = payload::write(format, &value, &writer.type_of(written), &settings[0]).ok()?;
    let mut is_lost = false;
    let mut notice = |notice: &datacontract::Notice<'_>| is_lost |= notice.kind == NoticeKind::OutOfOrder;
    let noticing = Noticing { strict, max_size: None, notice: &mut notice };
    let result = payload::read_text_noticing(format, &text, &reader.type_of(read), &settings[1], noticing);
    Some(if result.is_err() || is_lost { Found::Broken } else { Found::Fine })
}

/// Where the engines refuse a document, or lose members of it, the verdict is not that it is safe.
#[test]
fn what_the_engines_refuse_is_not_called_safe() {
    for folder in folders() {
        let [before, after] = ["before.json", "after.json"].map(|name| spec(&folder, name));
        let graphs = [&before, &after].map(ContractGraph::new);
        let comparison = compared(&folder);
        let worst = |surface, side| {
            comparison
                .changes
                .iter()
                .map(|change| change.verdicts.get(surface, side))
                .max()
                .unwrap_or_default()
        };
        let has = |spec: &Spec, surface| {
            let wanted = if surface == Surface::Json { Format::Json } else { Format::Xml };
            spec.formatters.iter().any(|formatter| formatter.format == wanted)
        };
        for old in &before.endpoints {
            let Some(new) = after.endpoints.iter().find(|new| new.rust_name() == old.rust_name()) else {
                continue;
            };
            let payloads = [
                (&old.body, &new.body, [Side::Clients, Side::Servers]),
                (&old.response, &new.response, [Side::Servers, Side::Clients]),
            ];
            for (was, is, [of_old, of_new]) in payloads {
                let (Some(was), Some(is)) = (was, is) else { continue };
                let settings = [
                    FormatterSettings::of(&before, old, &was.ty),
                    FormatterSettings::of(&after, new, &is.ty),
                ];
                for surface in [Surface::Json, Surface::Xml, Surface::StrictXml] {
                    if !has(&before, surface) || !has(&after, surface) {
                        continue;
                    }
                    let (old_graph, new_graph) = (&graphs[0], &graphs[1]);
                    let forth = read(surface, (old_graph, &was.ty), (new_graph, &is.ty), settings);
                    let back = {
                        let settings = [settings[1], settings[0]];
                        read(surface, (new_graph, &is.ty), (old_graph, &was.ty), settings)
                    };
                    for (found, side) in [(forth, of_old), (back, of_new)] {
                        if found == Some(Found::Broken) {
                            let verdict = worst(surface, side);
                            assert_ne!(verdict, Verdict::Safe, "{}: {surface:?} {side:?}", folder.display());
                        }
                    }
                }
            }
        }
    }
}
