//! What a change does to each role, and what that demands of the version.

/// What happens to somebody's programs. A later one is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// They do what they did.
    Same,
    /// They do what they did, and there is more to use.
    Grows,
    /// They compile, and do or mean something else.
    Silent,
    /// They do not compile, or what worked is refused.
    Breaks,
}

impl Effect {
    /// The word in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Grows => "grows",
            Self::Silent => "silent",
            Self::Breaks => "breaks",
        }
    }
}

/// How much the version must rise, in the terms of a version from 1.0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing has changed.
    None,
    /// Nobody has to know.
    Patch,
    /// There is more.
    Minor,
    /// Somebody's program breaks, or does something else.
    Major,
}

impl Step {
    /// The word in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    pub(super) const fn of(effect: Effect) -> Self {
        match effect {
            Effect::Same => Self::Patch,
            Effect::Grows => Self::Minor,
            Effect::Silent | Effect::Breaks => Self::Major,
        }
    }
}

/// What a change does to everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles {
    /// Programs that call, built with the new crate.
    pub callers: Effect,
    /// Programs that serve, built with the new crate.
    pub servers: Effect,
    /// Tests of callers on the stand-in for the server.
    pub mock_tests: Effect,
    /// Callers built with the new crate, and servers in the field.
    pub new_crate_old_server: Effect,
    /// Callers in the field, and servers that do what the specification says now.
    pub old_crate_new_server: Effect,
}

impl Roles {
    pub(super) const SAME: Self = Self::of([Effect::Same; 5]);

    /// Callers, servers, tests on the mock, a new crate with an old server, and an old crate with a new server.
    pub(super) const fn of(effects: [Effect; 5]) -> Self {
        let [callers, servers, mock_tests, new_crate_old_server, old_crate_new_server] = effects;
        Self { callers, servers, mock_tests, new_crate_old_server, old_crate_new_server }
    }

    /// Each role with its name in reports.
    pub const fn all(self) -> [(&'static str, Effect); 5] {
        [
            ("callers", self.callers),
            ("servers", self.servers),
            ("mockTests", self.mock_tests),
            ("newCrateOldServer", self.new_crate_old_server),
            ("oldCrateNewServer", self.old_crate_new_server),
        ]
    }

    /// The worst for those who build with the new crate. What it does between two versions in the field is said beside
    /// it, and does not count: a server that learns more also meets callers that do not know it yet.
    pub fn effect(self) -> Effect {
        self.callers.max(self.servers).max(self.mock_tests)
    }

    /// The worse of two for each role.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            callers: self.callers.max(other.callers),
            servers: self.servers.max(other.servers),
            mock_tests: self.mock_tests.max(other.mock_tests),
            new_crate_old_server: self.new_crate_old_server.max(other.new_crate_old_server),
            old_crate_new_server: self.old_crate_new_server.max(other.old_crate_new_server),
        }
    }
}
