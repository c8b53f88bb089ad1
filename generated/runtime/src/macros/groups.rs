//! The calls of a group of operations: types of a crate's own, because they have a method for each of them.

/// Makes the types of all groups, and the methods of both clients that lead to them.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has clients of its own")]
macro_rules! __client_groups {
    (@of $client:path: $(
        $(#[doc = $docs:expr])*
        $(#[cfg($version:meta)])?
        $(#[doc($alias:meta)])?
        fn $name:ident(&self $(,)?) -> $group:ident {}
    )*) => {
        $(
            $(#[doc = $docs])*
            #[doc = concat!("\n\n[`Client::", stringify!($name), "`](", stringify!($client), "::", stringify!($name), ") leads here.")]
            $(#[cfg($version)])?
            #[derive(Debug, Clone, Copy)]
            pub struct $group<'a>(pub(crate) &'a $client);
        )*

        impl $client {
            $(
                $(#[doc = $docs])*
                $(#[cfg($version)])?
                $(#[doc($alias)])?
                #[must_use]
                pub const fn $name(&self) -> $group<'_> {
                    $group(self)
                }
            )*
        }
    };
    ($($groups:tt)*) => {
        #[cfg(feature = "reqwest-client")]
        $crate::__client_groups! { @of crate::Client: $($groups)* }

        /// The same for the blocking client. It needs the feature `blocking`, or `blocking-client`.
        #[cfg(feature = "blocking-client")]
        pub mod blocking {
            $crate::__client_groups! { @of crate::blocking::Client: $($groups)* }
        }
    };
}
