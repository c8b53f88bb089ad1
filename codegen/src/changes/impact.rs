//! What a change does to each role, computed from what the compiler sees, what travels, and in which direction.

use super::direction::Direction;
use super::effect::{Effect, Roles};

/// What the compiler makes of the programs of each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SourceEffect {
    pub(super) callers: Effect,
    pub(super) servers: Effect,
    pub(super) mock_tests: Effect,
}

impl SourceEffect {
    pub(super) const SAME: Self = Self::all(Effect::Same);
    pub(super) const GROWS: Self = Self::all(Effect::Grows);
    pub(super) const SILENT: Self = Self::all(Effect::Silent);
    pub(super) const BREAKS: Self = Self::all(Effect::Breaks);
    /// The methods of a server have another signature, and callers have one more thing to set.
    pub(super) const OF_SERVERS: Self = Self { servers: Effect::Breaks, ..Self::GROWS };
    /// Callers name a thing that servers only have at its position.
    pub(super) const OF_CALLERS: Self = Self { servers: Effect::Same, ..Self::BREAKS };

    /// Callers have the old name of a field but as a field, which tests on the mock read.
    pub(super) const OF_FIELDS: Self =
        Self { servers: Effect::Same, mock_tests: Effect::Breaks, ..Self::GROWS };

    pub(super) const fn all(effect: Effect) -> Self {
        Self { callers: effect, servers: effect, mock_tests: effect }
    }

    /// What happens to those who construct values: who writes a message, and tests on the mock, which write both.
    pub(super) const fn constructing(direction: Direction, effect: Effect) -> Self {
        let callers = if direction.sent { effect } else { Effect::Same };
        let servers = if direction.received { effect } else { Effect::Same };
        Self { callers, servers, mock_tests: effect }
    }
}

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WireEffect {
    /// It is what it was.
    Same,
    /// It may hold more, which whoever does not know it ignores or keeps.
    Adds,
    /// It holds less. Who must have had it refuses the message.
    Drops(Need),
    /// More is allowed, and who does not know that refuses it.
    Widens,
    /// Less is allowed, or more is demanded.
    Narrows,
    /// A limit allows more. Limits are held against requests alone, also before they are sent.
    Loosens,
    /// A limit allows less.
    Tightens,
    /// It says the same in another way, which readers take for something that they do not know.
    Renames(Need),
    /// It says something else, and readers do not notice.
    Differs,
    /// It goes elsewhere, or is of another kind: readers refuse it.
    Moves,
}

/// Whether readers refuse a message without a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

impl Need {
    pub(super) const fn of(required: bool) -> Self {
        if required { Self::Required } else { Self::Optional }
    }

    const fn missing(self, ignored: Effect) -> Effect {
        match self {
            Self::Required => Effect::Breaks,
            Self::Optional => ignored,
        }
    }
}

impl WireEffect {
    /// What those who write the message find when they take the new version.
    const fn writers(self) -> Effect {
        match self {
            Self::Same => Effect::Same,
            Self::Adds | Self::Widens | Self::Loosens => Effect::Grows,
            Self::Tightens => Effect::Breaks,
            Self::Drops(_) | Self::Narrows | Self::Renames(_) | Self::Differs | Self::Moves => Effect::Silent,
        }
    }

    /// What those who read it find.
    const fn readers(self) -> Effect {
        match self {
            Self::Same => Effect::Same,
            Self::Adds | Self::Widens | Self::Loosens => Effect::Grows,
            Self::Drops(_) | Self::Renames(_) | Self::Differs => Effect::Silent,
            Self::Narrows | Self::Tightens | Self::Moves => Effect::Breaks,
        }
    }

    /// What becomes of a message of a new program to an old one.
    const fn forward(self) -> Effect {
        match self {
            Self::Same | Self::Adds | Self::Narrows | Self::Tightens => Effect::Same,
            Self::Drops(need) => need.missing(Effect::Same),
            Self::Renames(need) => need.missing(Effect::Silent),
            Self::Differs => Effect::Silent,
            Self::Widens | Self::Loosens | Self::Moves => Effect::Breaks,
        }
    }

    /// What becomes of a message of an old program to a new one.
    const fn backward(self) -> Effect {
        match self {
            Self::Same | Self::Adds | Self::Widens | Self::Loosens => Effect::Same,
            Self::Renames(need) => need.missing(Effect::Silent),
            Self::Drops(_) | Self::Differs => Effect::Silent,
            Self::Narrows | Self::Tightens | Self::Moves => Effect::Breaks,
        }
    }

    /// What the stand-in for the server makes of it, which sees values and no bytes.
    const fn mock(self) -> Effect {
        match self {
            Self::Adds | Self::Widens | Self::Loosens => Effect::Grows,
            Self::Tightens => Effect::Breaks,
            _ => Effect::Same,
        }
    }

    fn in_requests(self) -> Roles {
        // A server refuses requests of clients in the field that lack what it demands under another name.
        let servers = match self {
            Self::Renames(need) => need.missing(self.readers()),
            _ => self.readers(),
        };
        Roles::of([self.writers(), servers, self.mock(), self.forward(), self.backward()])
    }

    fn in_answers(self) -> Roles {
        match self {
            Self::Loosens | Self::Tightens => Roles::SAME,
            // Answers of servers in the field that lack something are an error of theirs, not of the new crate's code.
            Self::Narrows => {
                Roles::of([Effect::Same, Effect::Same, self.mock(), self.backward(), self.forward()])
            }
            _ => Roles::of([self.readers(), self.writers(), self.mock(), self.backward(), self.forward()]),
        }
    }
}

/// What a change is, as far as its effect goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Impact {
    pub(super) source: SourceEffect,
    pub(super) wire: WireEffect,
    pub(super) direction: Direction,
}

impl Impact {
    /// Nobody notices it.
    pub(super) const NONE: Self =
        Self { source: SourceEffect::SAME, wire: WireEffect::Same, direction: Direction::BOTH };

    pub(super) const fn new(source: SourceEffect, wire: WireEffect, direction: Direction) -> Self {
        Self { source, wire, direction }
    }

    /// What only the compiler sees.
    pub(super) const fn of_source(source: SourceEffect) -> Self {
        Self { source, ..Self::NONE }
    }

    pub(super) fn roles(self) -> Roles {
        let Self { source: SourceEffect { callers, servers, mock_tests }, wire, direction } = self;
        if direction.is_none() {
            return Roles::SAME;
        }
        let source = Roles::of([callers, servers, mock_tests, Effect::Same, Effect::Same]);
        let sent = if direction.sent { wire.in_requests() } else { Roles::SAME };
        let received = if direction.received { wire.in_answers() } else { Roles::SAME };
        source.and(sent).and(received)
    }
}

#[cfg(test)]
mod tests {
    use Need::{Optional, Required};
    use WireEffect::{Adds, Differs, Drops, Loosens, Moves, Narrows, Renames, Same, Tightens, Widens};

    use super::*;

    #[test]
    fn programs_of_both_ages_meet_in_both_directions() {
        let (same, silent, breaks) = (Effect::Same, Effect::Silent, Effect::Breaks);
        for (wire, new_to_old, old_to_new) in [
            (Same, same, same),
            (Adds, same, same),
            (Drops(Optional), same, silent),
            (Drops(Required), breaks, silent),
            (Widens, breaks, same),
            (Narrows, same, breaks),
            (Renames(Optional), silent, silent),
            (Renames(Required), breaks, breaks),
            (Differs, silent, silent),
            (Moves, breaks, breaks),
        ] {
            let roles = |direction| Impact::new(SourceEffect::SAME, wire, direction).roles();
            let (sent, received) = (roles(Direction::SENT), roles(Direction::RECEIVED));
            let fields = |roles: Roles| (roles.new_crate_old_server, roles.old_crate_new_server);
            assert_eq!(fields(sent), (new_to_old, old_to_new), "{wire:?} in requests");
            assert_eq!(fields(received), (old_to_new, new_to_old), "{wire:?} in answers");
        }
        // Limits are held against requests alone.
        for (wire, new_to_old, old_to_new) in [(Loosens, breaks, same), (Tightens, same, breaks)] {
            let roles = |direction| Impact::new(SourceEffect::SAME, wire, direction).roles();
            let sent = roles(Direction::SENT);
            assert_eq!((sent.new_crate_old_server, sent.old_crate_new_server), (new_to_old, old_to_new));
            assert_eq!(roles(Direction::RECEIVED), Roles::SAME, "{wire:?} in answers");
        }
    }
}
