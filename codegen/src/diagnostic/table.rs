//! The form of the tables that hold the texts of mistakes. Each stage has its own.

/// Makes a code and a function of each row: what is wrong, what to say at the place, and how to mend it, then each other
/// place with what it has to do with the fault. A text is a literal with the row's arguments in it, or a block that
/// yields one. A row whose explanation has not been written does not compile, nor do two rows of one code.
macro_rules! mistakes {
    (const $table:ident; $(
        $code:ident $name:ident $(<$life:lifetime>)? ($($argument:ident: $kind:ty),* $(,)?) {
            $message:tt $label:tt $help:tt $($place:ident: $why:literal)*
        }
    )*) => {
        impl $crate::diagnostic::Code {
            $(
                #[doc = concat!("Explained in `explanations/", stringify!($code), ".md`.")]
                pub const $code: Self = Self::new(
                    stringify!($code),
                    include_str!(concat!(
                        env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/explanations/", stringify!($code), ".md",
                    )),
                );
            )*
        }

        /// The codes of the table.
        pub(super) const $table: &[$crate::diagnostic::Code] = &[$($crate::diagnostic::Code::$code),*];

        $(
            pub(crate) fn $name $(<$life>)? (
                span: $crate::source::Span,
                $($argument: $kind),*
            ) -> $crate::diagnostic::Diagnostic {
                let texts = [
                    $crate::diagnostic::text!($message),
                    $crate::diagnostic::text!($label),
                    $crate::diagnostic::text!($help),
                ];
                let diagnostic =
                    $crate::diagnostic::Diagnostic::new($crate::diagnostic::Code::$code, span, texts);
                $(let diagnostic = diagnostic.with_related($place, $why);)*
                diagnostic
            }
        )*
    };
}

/// A text of a row.
macro_rules! text {
    ($text:literal) => {
        format!($text)
    };
    ($text:block) => {
        String::from($text)
    };
}

pub(crate) use {mistakes, text};
