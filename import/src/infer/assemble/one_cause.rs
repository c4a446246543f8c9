//! What several classes have one cause for is told once, at the first of them.

use std::collections::{BTreeMap, HashMap};

use crate::infer::{
    listing,
    model::{CutMembers, Topic, TypeDef},
};

/// How many of the other classes are named.
const SHOWN: usize = 8;

/// Tells once that an XML sample is cut off before the members of several classes.
pub(super) fn tell_once(defs: &mut [TypeDef]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut others: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    for (at, def) in defs.iter_mut().enumerate() {
        let class = def.class.clone();
        def.remarks.retain(|remark| {
            if !matches!(remark.topic, Topic::BehindCut(CutMembers::All, _)) {
                return true;
            }
            let told = *first.entry(remark.text.clone()).or_insert(at);
            if told != at {
                others.entry((told, remark.text.clone())).or_default().push(format!("`{class}`"));
            }
            told == at
        });
    }
    for ((at, text), classes) in others {
        let remarks = defs.get_mut(at).into_iter().flat_map(|def| &mut def.remarks);
        for remark in remarks.filter(|remark| remark.text == text) {
            remark.text = format!("{text}; this goes for {} too", listing::first_of(&classes, SHOWN));
        }
    }
}
