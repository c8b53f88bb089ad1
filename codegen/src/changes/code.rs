//! The stable codes of all kinds of changes.

use crate::Code;

/// Makes the codes. One whose explanation has not been written does not compile.
macro_rules! codes {
    ($($code:ident $name:ident)*) => {
        $(pub(super) const $name: Code =
            Code::new(stringify!($code), include_str!(concat!("explanations/", stringify!($code), ".md")));)*

        /// All of them, in their order.
        pub(super) const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    C0101 VERSION_ADDED
    C0102 VERSION_REMOVED
    C0103 EARLIER
    C0104 LATER
    C0105 DEFAULTS
    C0111 ADDED
    C0112 REMOVED
    C0113 RENAMED
    C0114 TAKEN_OVER
    C0115 ORDER
    C0116 DERIVED
    C0117 EQUALITY
    C0121 WIRE_NAME
    C0122 WIRE_VALUE
    C0123 ROUTE
    C0124 MEDIA_TYPE
    C0125 CREDENTIAL
    C0126 SENT_OTHERWISE
    C0131 TYPE
    C0132 REQUIRED
    C0133 OPTIONAL
    C0134 OPENNESS
    C0135 ANSWER
    C0141 TIGHTER
    C0142 LOOSER
    C0151 DEPRECATED
    C0152 KEPT
    C0161 DOCUMENTATION
    C0170 KEPT_NAME
    C0171 FORMER_REMOVED
    C0172 FORMER_ADDED
    C0220 MOVED
    C0221 VALUES
    C0240 SECRET
    W0420 CLAIM
    W0430 OVERDUE
    W0431 NEVER_CALLED
}
