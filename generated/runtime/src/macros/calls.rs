//! The calls of a crate: methods of the enumeration that is generated for it, because they use its clients.

/// Makes the methods of a crate's `Call`, and reads and writes it: each variant with the ids that it goes by, and with its
/// fields as [`object`](crate::codegen::object) has them.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has clients of its own")]
macro_rules! __calls {
    ($(
        $(#[cfg($since:meta)])?
        #[call($id:literal $(, $former:literal)*)]
        $(#[hides($($secret:literal),*)])?
        impl $name:ident { $($fields:tt)* }
    )*) => {
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
                            $crate::codegen::object!(@read fields skip (Call::$name) [] $($fields)*)
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
                    $($(#[cfg($since)])? $crate::codegen::object!(@pattern Self::$name, $($fields)*) => {
                        $crate::codegen::object!(@write object $($fields)*);
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
}
