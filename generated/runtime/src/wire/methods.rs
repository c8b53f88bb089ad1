//! The methods of the clients.

/// Makes a method of both clients of one that says what it does, in the words of the blocking one.
#[allow(unused_macros, reason = "there may be no operation")]
macro_rules! client_methods {
    (
        $(#[$attribute:meta])*
        pub fn $name:ident(&$self:ident $(, $argument:ident: $type:ty)* $(,)?) -> $result:ty {
            $call:expr
        }
    ) => {
        #[cfg(feature = "reqwest-client")]
        impl crate::Client {
            $(#[$attribute])*
            #[allow(deprecated, reason = "a method that is deprecated makes an operation that is")]
            pub async fn $name(&$self $(, $argument: $type)*) -> $result {
                $call.await
            }
        }

        #[cfg(feature = "blocking-client")]
        impl crate::blocking::Client {
            $(#[$attribute])*
            #[allow(deprecated, reason = "a method that is deprecated makes an operation that is")]
            pub fn $name(&$self $(, $argument: $type)*) -> $result {
                $call
            }
        }
    };
}
#[allow(unused_imports, reason = "there may be no operation")]
pub(crate) use client_methods;
