//! What stands under `components`: who uses what, behind which gate, and what each reference leads to.

pub(super) mod gate;
pub(super) mod made;
pub(super) mod reference;
pub(super) mod sent;
pub(super) mod uses;
