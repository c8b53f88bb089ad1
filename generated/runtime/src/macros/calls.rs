//! The calls of a crate: an enumeration of its own, because its methods use its operations and its clients.

/// Makes a crate's `Call` and `CallResponse`, from a variant for each operation: with the ids that it goes by, and what it
/// yields. Each field is a member of the call's JSON, of a kind that [`object`](crate::codegen::object) has, and says how it is
/// lent to the operation.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has clients and operations of its own")]
macro_rules! __calls {
    (pub enum Call { $(
            $(#[doc = $docs:expr])*
            $(#[cfg($since:meta)])?
            #[call($id:literal $(, $former:literal)*)]
            $(#[hides($($secret:literal),*)])?
            $(#[marked($mark:ident)])?
            $(#[yields($yielded:ty)])?
            $(#[allow($($lint:tt)*)])?
            $name:ident { $(
                $(#[cfg($field_since:meta)])?
                $(#[former($former_field:literal)])?
                #[member($kind:ident $(, $finite:ident)?, $wire:literal, $lent:expr)]
                $field:ident: $ty:ty
            ),* $(,)? },
        )* }
    ) => {
        /// A call, with everything that was given to it: a job that can wait in a queue, for example.
        ///
        /// [`Call::of`] makes one of an operation, and `execute` or `execute_blocking` makes the call. As JSON it is an
        /// object with the id of its operation, which has the parameters and the body: `{"someOperation":{"body":{}}}`. What
        /// one version of this crate has written, later ones read, as long as operations and parameters keep their names. An
        /// operation that this crate does not have is an error where it is read.
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Call {
            $(
                $(#[doc = $docs])*
                $(#[cfg($since)])?
                #[non_exhaustive]
                $name { $(
                    #[doc = concat!(" [`", stringify!($field), "`](crate::operations::", stringify!($name), "::", stringify!($field), ").")]
                    $(#[cfg($field_since)])?
                    $field: $ty,
                )* },
            )*
            /// A call of an operation that is not of this crate, by its id. It can be neither written nor executed.
            Other(&'static str),
        }

        /// What a [`Call`] yields where it succeeds.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum CallResponse {
            $(
                $(#[doc = $docs])*
                $(#[cfg($since)])?
                $(#[allow($($lint)*)])?
                $name $(($yielded))?,
            )*
            #[doc(hidden)]
            Never(::std::convert::Infallible),
        }

        impl<'de> ::serde::Deserialize<'de> for Call {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codegen::read_call(deserializer)
            }
        }

        impl ::serde::Serialize for Call {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::codegen::write_call(self, self.operation().map(|operation| operation.id), serializer)
            }
        }

        impl $crate::codegen::Called for Call {
            #[allow(unused_variables, reason = "there may be no operation")]
            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                id: &str,
                fields: &mut $crate::codegen::Reading<'de, A>,
            ) -> Result<Self, A::Error> {
                match id {
                    $($(#[cfg($since)])? $id $(| $former)* => {
                        fn read<'de, A: ::serde::de::MapAccess<'de>>(
                            fields: &mut $crate::codegen::Reading<'de, A>,
                        ) -> Result<Call, A::Error> {
                            $(fields.hide(&[$($secret),*]);)?
                            $crate::codegen::object!(@read fields (Call::$name) [] $(
                                $(#[cfg($field_since)])?
                                $(#[former($former_field)])?
                                const $field: $kind = $wire;
                            )*)
                        }

                        read(fields)
                    })*
                    _ => $crate::codegen::unknown_call(id),
                }
            }
        }

        impl $crate::codegen::Written for Call {
            #[allow(unused_variables, reason = "there may be no field")]
            fn write<M: ::serde::ser::SerializeMap>(&self, object: &mut $crate::codegen::Writing<M>) {
                match self {
                    $($(#[cfg($since)])? Self::$name { $($(#[cfg($field_since)])? $field,)* } => {
                        $($(#[cfg($field_since)])? object $(.$finite())? .$kind($wire, $field);)*
                    })*
                    Self::Other(_) => {}
                }
            }
        }

        impl Call {
            /// The call that an operation makes.
            #[must_use]
            pub fn of<O: $crate::Operation>(operation: &O) -> Self {
                operation.call().get().unwrap_or(Self::Other(O::ID))
            }

            /// The call, as its operation keeps it. That it may be sent between threads is proven here, once, since that
            /// takes the compiler longer with each operation.
            #[allow(dead_code, reason = "there may be no operation")]
            pub(crate) fn recorded(call: Self) -> $crate::codegen::Recorded {
                $crate::codegen::Recorded::new(call)
            }

            /// Does something with the operation that the call is of.
            fn visit<'a, V: $crate::codegen::Visitor<'a, CallResponse>>(&'a self, visitor: V) -> V::Output {
                match self {
                    $($(#[cfg($since)])? Self::$name { $($(#[cfg($field_since)])? $field,)* } => visitor.visit(
                        crate::operations::$name {
                            $($(#[cfg($field_since)])? $field: $lent,)*
                            $($mark: ::std::marker::PhantomData,)?
                        },
                        $crate::codegen::calls!(@response $name $(($yielded))?),
                    ),)*
                    Self::Other(id) => visitor.other(id),
                }
            }

            /// What is known about its operation; `None` if that is not of this crate.
            #[must_use]
            pub fn operation(&self) -> Option<$crate::OperationInfo> {
                self.visit(Info)
            }

            /// Makes the call. It needs the feature `reqwest`, or `reqwest-client`.
            ///
            /// # Errors
            ///
            /// Those of its operation.
            #[cfg(feature = "reqwest-client")]
            pub async fn execute(&self, client: &crate::Client) -> Result<CallResponse, $crate::AnyError> {
                self.visit(Execute(client)).await
            }

            /// Makes the call with the blocking client. It needs the feature `blocking`, or `blocking-client`.
            ///
            /// # Errors
            ///
            /// Those of its operation.
            #[cfg(feature = "blocking-client")]
            pub fn execute_blocking(
                &self,
                client: &crate::blocking::Client,
            ) -> Result<CallResponse, $crate::AnyError> {
                self.visit(ExecuteBlocking(client))
            }
        }

        /// As the operation of the call shows itself.
        impl ::std::fmt::Debug for Call {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.visit(Shown(f))
            }
        }

        struct Shown<'a, 'f>(&'a mut ::std::fmt::Formatter<'f>);

        impl $crate::codegen::Visitor<'_, CallResponse> for Shown<'_, '_> {
            type Output = ::std::fmt::Result;

            fn visit<O>(self, operation: O, _: fn(O::Response) -> CallResponse) -> Self::Output
            where
                O: $crate::Operation + ::std::fmt::Debug,
            {
                operation.fmt(self.0)
            }

            fn other(self, id: &'static str) -> Self::Output {
                self.0.debug_tuple("Other").field(&id).finish()
            }
        }

        struct Info;

        impl $crate::codegen::Visitor<'_, CallResponse> for Info {
            type Output = Option<$crate::OperationInfo>;

            fn visit<O: $crate::Operation>(self, _: O, _: fn(O::Response) -> CallResponse) -> Self::Output {
                Some($crate::OperationInfo::of::<O>())
            }

            fn other(self, _: &'static str) -> Self::Output {
                None
            }
        }

        #[cfg(feature = "reqwest-client")]
        struct Execute<'a>(&'a crate::Client);

        // Each call in a future of its own: else all of them would be in one, as large as the largest.
        #[cfg(feature = "reqwest-client")]
        impl<'a> $crate::codegen::Visitor<'a, CallResponse> for Execute<'a> {
            type Output =
                ::std::pin::Pin<Box<dyn Future<Output = Result<CallResponse, $crate::AnyError>> + Send + 'a>>;

            fn visit<O>(self, operation: O, response: fn(O::Response) -> CallResponse) -> Self::Output
            where
                O: $crate::Operation<Response: Send> + Send + Sync + 'a,
            {
                Box::pin(async move { self.0.execute(&operation).await.map(response).map_err(Into::into) })
            }

            fn other(self, id: &'static str) -> Self::Output {
                Box::pin(::std::future::ready(Err($crate::codegen::not_of_this_crate(id))))
            }
        }

        #[cfg(feature = "blocking-client")]
        struct ExecuteBlocking<'a>(&'a crate::blocking::Client);

        #[cfg(feature = "blocking-client")]
        impl $crate::codegen::Visitor<'_, CallResponse> for ExecuteBlocking<'_> {
            type Output = Result<CallResponse, $crate::AnyError>;

            fn visit<O: $crate::Operation>(
                self,
                operation: O,
                response: fn(O::Response) -> CallResponse,
            ) -> Self::Output {
                self.0.execute(&operation).map(response).map_err(Into::into)
            }

            fn other(self, id: &'static str) -> Self::Output {
                Err($crate::codegen::not_of_this_crate(id))
            }
        }
    };
    (@response $name:ident) => { |()| CallResponse::$name };
    (@response $name:ident ($yielded:ty)) => { CallResponse::$name };
}
