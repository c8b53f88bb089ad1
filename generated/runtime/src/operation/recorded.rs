use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// What was given to an operation, as a value of the type that its crate has for calls.
#[derive(Clone, Default)]
pub struct Recorded {
    id: &'static str,
    call: Option<Arc<dyn Any + Send + Sync>>,
}

impl Recorded {
    /// Keeps a call.
    pub fn new<C: Any + Send + Sync>(call: C) -> Self {
        Self { id: "", call: Some(Arc::new(call)) }
    }

    /// The same, given to the operation with this id.
    #[must_use]
    pub fn with_id(self, id: &'static str) -> Self {
        Self { id, ..self }
    }

    /// The id of the operation.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The call, if it is one of this type.
    #[must_use]
    pub fn get<C: Any + Clone>(&self) -> Option<C> {
        self.call.as_ref()?.downcast_ref().cloned()
    }
}

/// Shows which operation it is: what was given to it, only its crate knows.
impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").field("id", &self.id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_is_kept_shows_which_operation_it_is_and_nothing_of_it() {
        let call = Recorded::new(5).with_id("findContacts");
        assert_eq!(format!("{call:?}"), r#"Recorded { id: "findContacts", .. }"#);
    }
}
