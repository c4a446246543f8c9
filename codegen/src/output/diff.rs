//! Changes as people read them.

use similar::TextDiff;

use super::Change;

impl Change {
    /// Returns the change as a unified diff; a missing file is `/dev/null`.
    #[must_use]
    pub fn diff(&self) -> String {
        let path = self.path.to_string_lossy().replace('\\', "/");
        let name = |side: &str, text: &Option<String>| match text {
            Some(_) => format!("{side}/{path}"),
            None => "/dev/null".to_owned(),
        };
        let (before, after) = (self.before.as_deref(), self.after.as_deref());
        TextDiff::from_lines(before.unwrap_or_default(), after.unwrap_or_default())
            .unified_diff()
            .header(&name("a", &self.before), &name("b", &self.after))
            .to_string()
    }
}
