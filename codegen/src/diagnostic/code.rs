//! The stable codes of all kinds of mistakes and warnings.

/// Makes the codes. One whose explanation has not been written does not compile.
macro_rules! codes {
    ($($code:ident)*) => {
        /// The stable code of a kind of mistake. The first two digits tell the stage: 01 load, 02 lower, 03 check. Codes
        /// with a W are warnings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("Explained in `explanations/", stringify!($code), ".md`.")] $code,)*
        }

        impl Code {
            /// All codes, in their order.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The code as text, `E0101` for example.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code),)*
                }
            }

            /// What is wrong and why it is refused, an example of wrong and one of right, and what to do, as Markdown.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!(concat!("explanations/", stringify!($code), ".md")),)*
                }
            }
        }
    };
}

codes! {
    E0101 E0102 E0103 E0104 E0105 E0106 E0107 E0108 E0109 E0110
    E0111 E0112 E0113 E0114 E0115 E0116 E0117 E0118 E0119 E0120
    E0121

    E0201 E0202 E0203 E0204 E0205 E0206 E0207 E0208 E0209 E0210
    E0211 E0212 E0213 E0214 E0215 E0216 E0217 E0218 E0219 E0220
    E0221 E0222 E0223 E0224 E0225 E0226 E0227 E0228 E0229 E0230
    E0231 E0232 E0233 E0234 E0235 E0236 E0237 E0238 E0239
    E0240 E0241 E0242 E0243 E0244 E0245

    E0301 E0302 E0303 E0304 E0305 E0306 E0307 E0308 E0309 E0310
    E0311 E0312

    W0401

    W0410 W0411
}

/// Whether a diagnostic stops the generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It does not: what is generated is right, but perhaps not what was meant.
    Warning,
    /// It does.
    Error,
}

impl Severity {
    /// The word in front of a message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Code {
    /// How bad mistakes of this kind are, unless warnings are denied.
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('W') { Severity::Warning } else { Severity::Error }
    }

    /// The explanation's first line, without the code.
    pub fn title(self) -> &'static str {
        let line = self.explanation().lines().next().unwrap_or_default();
        line.split_once(": ").map_or(line, |(_, title)| title)
    }
}
