//! Modules that are files of their own, and what they have.

/// Declares each module, and hands on what it has: `pub use thing::Thing;` stands for `mod thing;`, too.
#[doc(hidden)]
#[macro_export]
macro_rules! __modules {
    ($($(#[cfg($since:meta)])? pub use $module:ident::$names:tt;)*) => {
        $(
            $(#[cfg($since)])?
            mod $module;
            $(#[cfg($since)])?
            pub use $module::$names;
        )*
    };
}
