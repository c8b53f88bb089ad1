use super::at;

#[test]
fn a_method_of_the_clients_is_listed_for_each_that_is_there() {
    let text = "mod x; crate::wire::client_methods! { #[doc = \" d\"] pub fn call(&self, id: &str) -> Result<(), E> { self.execute(&Call::new(id)) } }";
    let at = |flags: &[&str]| at(&[("operations/mod.rs", text), ("operations/x.rs", "")], flags);
    assert_eq!(at(&[]), [""; 0]);
    assert_eq!(at(&["reqwest-client"]), ["Client::call(&self, id: &str) -> Result<(), E> (async)"]);
    assert_eq!(at(&["blocking-client"]), ["blocking::Client::call(&self, id: &str) -> Result<(), E>"]);
}

#[test]
fn what_is_in_a_box_is_read_and_written_by_serde() {
    let text = "pub struct A; crate::runtime::transparent!(A);";
    let lines = ["models::A (struct)", "models::A: serde::Deserialize", "models::A: serde::Serialize"];
    assert_eq!(at(&[("models/mod.rs", text)], &[]), lines);
}

#[test]
fn an_object_is_a_struct_with_the_rest_of_its_properties() {
    let text = r#"crate::runtime::object! {
        #[object(rest = extra, implements = Eq)]
        /// What it is.
        #[derive(Debug, Clone)]
        pub struct A { #[member(optional, finite, "A", alias)] pub a: Option<f64>, #[member(constant, "b")] b: Tag<A> }
        impl A {
            const with_a: fn(a: impl Into<f64>) = a.into();
            #[cfg(feature = "b")] const with_b: fn(b: i64) = b;
        }
    }
    impl A { pub fn old(&self) {} }
    crate::runtime::object! {
        #[object()] pub struct B { #[member(required, "b")] pub b: u8 }
        impl B { pub fn new(b: u8) -> Self {} }
    }
    crate::runtime::object! { #[object()] struct Hidden { #[member(required, "a")] pub a: u8 } }"#;
    let expected = [
        "models::A (struct, non_exhaustive)",
        "models::A: Clone",
        "models::A: Debug",
        "models::A: Eq",
        "models::A: serde::Deserialize",
        "models::A: serde::Serialize",
        "models::A::a: Option<f64>",
        "models::A::extra: Extra",
        "models::A::new() -> Self",
        "models::A::old(&self)",
        "models::A::with_a(mut self, a: impl Into<f64>) -> Self",
        "models::A::with_extra(mut self, extra: impl Into<Extra>) -> Self",
        "models::B (struct, non_exhaustive)",
        "models::B: serde::Deserialize",
        "models::B: serde::Serialize",
        "models::B::b: u8",
        "models::B::new(b: u8) -> Self",
    ];
    let lines = at(&[("models/mod.rs", text)], &[]);
    assert_eq!(lines, expected);
    let later = at(&[("models/mod.rs", text)], &["b"]);
    let new: Vec<&str> = later.iter().filter(|line| !lines.contains(line)).map(String::as_str).collect();
    assert_eq!(new, ["models::A::with_b(mut self, b: i64) -> Self"]);
}

#[test]
fn an_operation_is_listed_as_if_it_were_implemented_by_hand() {
    let text = r#"crate::runtime::operation! {
        /// What it does.
        #[operation("a", "one", 2)]
        #[route(GET, "/icws/a")]
        #[also("other", 3)]
        #[demands("{}")]
        #[call(Client::a)]
        #[derive(Debug)]
        pub struct A { pub id: u8 }

        impl Operation<Vec<u8>, AError> for A {
            const request: _ = |self, request| request.empty();
            const response: _ = answers(any());
            const call: _ = |self| A();

            fn check(&self, checker: &mut Checker<'_>) {}
        }

        pub fn a(&self, id: u8) -> Result<Vec<u8>, AError> { self.execute(&A::new(id)) }
        const EXAMPLE: &str = "client.a(1)";
    }
    impl A { pub const fn new(id: u8) -> Self {} }
    crate::runtime::operation! {
        #[operation("b")]
        #[route(PUT, "/b")]
        #[call(clients::People::b)]
        pub struct B<'a> {}
        impl Operation<(), BError> for B<'_> {}
        impl People { pub fn b(&self) -> Result<(), BError> { self.0.execute(&B::new()) } }
    }"#;
    let expected = [
        "Client::a(&self, id: u8) -> Result<Vec<u8>, AError> (async)",
        "clients::People::b(&self) -> Result<(), BError> (async)",
        "operations::A (struct, non_exhaustive)",
        "operations::A: Debug",
        "operations::A: Operation",
        "operations::A: Operation::ALSO = &[FeatureVersion::new(\"other\", 3)]",
        "operations::A: Operation::DEMANDED = \"{}\"",
        "operations::A: Operation::Error = AError",
        "operations::A: Operation::ID = \"a\"",
        "operations::A: Operation::METHOD = http::Method::GET",
        "operations::A: Operation::PATH = \"/icws/a\"",
        "operations::A: Operation::Response = Vec<u8>",
        "operations::A: Operation::SINCE = FeatureVersion::new(\"one\", 2)",
        "operations::A::id: u8",
        "operations::A::new(id: u8) -> Self (const)",
        "operations::B: Operation",
        "operations::B: Operation::Error = BError",
        "operations::B: Operation::ID = \"b\"",
        "operations::B: Operation::METHOD = http::Method::PUT",
        "operations::B: Operation::PATH = \"/b\"",
        "operations::B: Operation::Response = ()",
        "operations::B: Operation::SINCE = FeatureVersion::EVERY",
        "operations::B<'a> (struct, non_exhaustive)",
    ];
    assert_eq!(at(&[("operations/mod.rs", text)], &["reqwest-client"]), expected);
}

#[test]
fn calls_and_what_they_yield_are_enumerations() {
    let text = r#"crate::wire::calls! { pub enum Call {
        #[call("a")] #[yields(u8)] A { #[member(required, "body", body)] body: String },
        #[cfg(feature = "b")] #[call("b")] B {},
    } }"#;
    let lines = at(&[("calls.rs", text)], &[]);
    assert_eq!(
        lines,
        [
            "Call (enum, non_exhaustive)",
            "Call: Clone",
            "Call: Debug",
            "Call: PartialEq",
            "Call: serde::Deserialize",
            "Call: serde::Serialize",
            "Call::A { body: String, .. }",
            "Call::Other(&'static str)",
            "CallResponse (enum, non_exhaustive)",
            "CallResponse: Clone",
            "CallResponse: Debug",
            "CallResponse: PartialEq",
            "CallResponse::A(u8)",
        ]
    );
    let later = at(&[("calls.rs", text)], &["b"]);
    let new: Vec<&str> = later.iter().filter(|line| !lines.contains(line)).map(String::as_str).collect();
    assert_eq!(new, ["Call::B { .. }", "CallResponse::B"]);
}

#[test]
fn the_calls_of_a_group_are_listed_for_each_client_that_is_there() {
    let groups = "crate::wire::client_groups! { #[cfg(feature = \"a\")] fn things(&self) -> Things {} }";
    let call = "mod x; crate::wire::client_methods! { impl Things { pub fn call(&self) -> u8 { self.0.execute(&Call) } } }";
    let files = [("clients.rs", groups), ("operations/mod.rs", call), ("operations/x.rs", "")];
    assert_eq!(
        at(&files, &["a", "blocking-client", "reqwest-client"]),
        [
            "Client::things(&self) -> clients::Things<'_>",
            "blocking::Client::things(&self) -> clients::blocking::Things<'_>",
            "clients::Things::call(&self) -> u8 (async)",
            "clients::blocking::Things::call(&self) -> u8",
        ]
    );
    assert_eq!(at(&files, &["blocking-client"]), ["clients::blocking::Things::call(&self) -> u8"]);
}

#[test]
fn flags_are_listed_from_their_version_on() {
    let text = r#"crate::wire::flags! {
        #[doc = " d"] pub struct A;
        impl A { pub const ONE: Self = Self(1); #[cfg(feature = "a")] pub const TWO: Self = Self(2); }
    }"#;
    let (declared, one) = ("models::A (struct, flags!)", "models::A::ONE: Self = Self(1)");
    assert_eq!(at(&[("models/mod.rs", text)], &[]), [declared, one]);
    assert_eq!(at(&[("models/mod.rs", text)], &["a"]), [declared, one, "models::A::TWO: Self = Self(2)"]);
}

#[test]
fn a_struct_of_named_values_is_listed_with_what_is_made_of_it() {
    let text = "pub struct A<'a> { pub of: &'a str }
        crate::runtime::values! { #[of(A<'a>::new)] pub struct AValues<'a> { one: &'a str, two: &'a str, } }";
    let declared = ["models::A: From<AValues>", "models::A::of: &'a str", "models::A<'a> (struct)"];
    let values = ["models::AValues: Debug", "models::AValues::one: &'a str", "models::AValues::two: &'a str"];
    let all = declared.into_iter().chain(values).chain(["models::AValues<'a> (struct)"]);
    assert_eq!(at(&[("models/mod.rs", text)], &[]), all.collect::<Vec<_>>());
}

#[test]
fn a_macro_shows_what_it_is_given() {
    let text = "crate::wire::feature_version! { /// A version.\n pub struct V(\"dialer\", 2..=9); } m! { pub type W<Vec<Vec<u8>>>; } n! { struct X; }";
    let expected = ["V(\"dialer\", 2..=9) (struct, feature_version!)", "W<Vec<Vec<u8>>> (type, m!)"];
    assert_eq!(at(&[("versions.rs", text)], &[]), expected);
}

#[test]
fn errors_have_a_status_and_the_body_that_they_share() {
    let text = "pub enum A {} crate::wire::errors! { A(\"a\", super::Body, more) { One } }
        pub enum B {} crate::wire::errors! { B(\"b\", _, more) { One } }";
    let expected = [
        "models::A (enum)",
        "models::A (errors!)",
        "models::A::error(&self) -> &models::Body (const)",
        "models::A::status(&self) -> http::StatusCode (const)",
        "models::B (enum)",
        "models::B (errors!)",
        "models::B::status(&self) -> http::StatusCode (const)",
    ];
    assert_eq!(at(&[("models/mod.rs", "mod x; pub use x::{A, B};"), ("models/x.rs", text)], &[]), expected);
}

#[test]
fn an_enumeration_of_values_has_a_variant_for_what_has_no_name() {
    let text = |held| {
        format!(
            "enumeration! {{ #[otherwise(Rest({held}))] /** d */ pub enum A {{ One = 1, #[cfg(feature = \"b\")] Two = 2 }} }}"
        )
    };
    let lines = |held, flags: &[&str]| at(&[("models/mod.rs", &text(held))], flags);
    let numbers = lines("i64", &[]);
    for line in
        ["models::A (enum, non_exhaustive)", "models::A::One", "models::A::Rest(i64)", "models::A: Copy"]
    {
        assert!(numbers.iter().any(|listed| listed == line), "{line}: {numbers:?}");
    }
    assert!(numbers.contains(&"models::A::value(self) -> i64 (const)".to_owned()), "{numbers:?}");
    let texts = lines("String", &["b"]);
    let new: Vec<&str> = texts.iter().filter(|line| !numbers.contains(line)).map(String::as_str).collect();
    assert_eq!(
        new,
        [
            "String: From<A>",
            "models::A: From<&str>",
            "models::A: From<String>",
            "models::A::Rest(String)",
            "models::A::Two",
            "models::A::as_str(&self) -> &str (const)",
        ]
    );
}
