//! The calls of a group of operations: types of a crate's own, because they have a method for each of them.

/// Makes the types of all groups, and the methods of both clients that lead to them.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has clients of its own")]
macro_rules! __client_groups {
    ($(
        $(#[doc = $docs:expr])*
        $(#[cfg($version:meta)])?
        $(#[doc($alias:meta)])?
        fn $name:ident(&self $(,)?) -> $group:ident {}
    )*) => {
        $(
            $(#[doc = $docs])*
            #[doc = concat!("\n\n[`Client::", stringify!($name), "`](crate::Client::", stringify!($name), ") leads here.")]
            $(#[cfg($version)])?
            #[cfg(feature = "reqwest-client")]
            #[derive(Debug, Clone, Copy)]
            pub struct $group<'a>(pub(crate) &'a crate::Client);
        )*

        #[cfg(feature = "reqwest-client")]
        impl crate::Client {
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

        /// The same for the blocking client.
        #[cfg(feature = "blocking-client")]
        pub mod blocking {
            $(
                $(#[doc = $docs])*
                $(#[cfg($version)])?
                #[derive(Debug, Clone, Copy)]
                pub struct $group<'a>(pub(crate) &'a crate::blocking::Client);
            )*

            impl crate::blocking::Client {
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
        }
    };
}
