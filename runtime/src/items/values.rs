//! Items without Rust types, for the tests that hold this way of reading and writing against the ordinary one.

use super::encoder::Encoding;
use super::progress::{ListState, Progress, Stage, Step, Surroundings, list_state};
use super::{ItemFormat, ItemWriter, Limits, ListPlace, NoticeHook};
use crate::contract::Type;
use crate::error::{Error, Result};
use crate::value::dynamic::{DynamicList, Value};
use crate::value::{Slot, View};

/// What became of a document.
#[derive(Debug)]
pub struct Outcome {
    /// The items before the end or the first error.
    pub items: Vec<Value>,
    /// The document without its items.
    pub document: Result<Value>,
}

/// A value of the type of a root.
struct Document {
    ty: Type,
    value: Option<Value>,
}

impl Surroundings for Document {
    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>) -> Result<()>) -> Result<()> {
        self.value = None;
        let mut value = Value::default_of(&self.ty);
        read(Slot::Value(&mut value))?;
        self.value = Some(value);
        Ok(())
    }

    fn list(&self, path: &[usize]) -> ListState {
        self.value.as_ref().map_or(ListState::Missing, |value| list_state(value.view_as(&self.ty), path))
    }
}

/// Reads a document that comes in chunks.
pub(crate) fn read<F: ItemFormat + Send>(
    format: F,
    limits: Limits,
    (root, place): (&Type, fn(&F) -> &ListPlace),
    chunks: &mut dyn Iterator<Item = &[u8]>,
    mut notices: Option<NoticeHook<'_>>,
) -> Result<Outcome> {
    let list_type = place(&format).type_of_list()?;
    let mut progress = Progress::new(Box::new(format), limits);
    let mut document = Document { ty: *root, value: None };
    let mut items = Vec::new();
    let mut error: Option<Error> = None;
    while error.is_none() && progress.stage() != Stage::Done {
        match chunks.next() {
            Some(chunk) => error = progress.push(chunk).err(),
            None => progress.finish(),
        }
        while error.is_none() {
            let mut list = DynamicList::new(list_type);
            let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
            let step = progress.advance(&mut list, &mut document, hook);
            items.append(&mut list.items);
            match step {
                Ok(Step::Bytes | Step::Done) => break,
                Ok(_) => {}
                Err(failed) => error = Some(failed),
            }
        }
    }
    let document = match error {
        Some(error) => Err(error),
        None => Ok(document.value.unwrap_or(Value::Null)),
    };
    Ok(Outcome { items, document })
}

/// Writes a document of this type and its items.
pub(crate) fn write(
    writer: Box<dyn ItemWriter + Send + '_>,
    (document, root): (&Value, &Type),
    (items, item): (&[Value], &Type),
) -> Result<Vec<u8>> {
    let mut encoding = Encoding::new(writer);
    let document = |f: &mut dyn FnMut(View<'_>)| f(document.view_as(root));
    items.iter().try_for_each(|value| encoding.push(&document, value.view_as(item)))?;
    encoding.finish(&document)?;
    Ok(encoding.take())
}
