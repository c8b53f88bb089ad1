mod macros;

use std::collections::BTreeSet;

use super::listing;
use crate::Tree;

fn at(files: &[(&str, &str)], flags: &[&str]) -> Vec<String> {
    let empty = ["models/mod.rs", "operations/mod.rs", "versions.rs", "calls.rs"].map(|path| (path, ""));
    let files = empty.iter().chain(files).map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let flags: BTreeSet<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
    listing(&files.collect::<Tree>(), &flags)
}

#[test]
fn conditions_are_evaluated() {
    let text = r#"
        #[cfg(feature = "a")] pub const A: u8 = 1;
        #[cfg(all(feature = "a", feature = "b"))] pub const ALL: u8 = 1;
        #[cfg(any(feature = "a", feature = "b"))] pub const ANY: u8 = 1;
        #[cfg(not(feature = "a"))] pub const NOT: u8 = 1;
        #[cfg(feature = "a")] #[cfg(feature = "b")] pub const BOTH: u8 = 1;
        #[cfg(docsrs)] pub const OTHER: u8 = 1;
        #[cfg] pub const MALFORMED: u8 = 1;
    "#;
    let names = |flags: &[&str]| {
        let names = at(&[("models/mod.rs", text)], flags).into_iter();
        names.map(|line| line.replace("models::", "").replace(": u8 = 1", "")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(&[]), "NOT");
    assert_eq!(names(&["a"]), "A ANY");
    assert_eq!(names(&["b"]), "ANY NOT");
    assert_eq!(names(&["a", "b"]), "A ALL ANY BOTH");
}

#[test]
fn what_stands_under_a_condition_is_there_where_that_is_met() {
    let text = r#"
        #[cfg_attr(feature = "a", derive(Default))] pub struct One;
        pub enum Two { #[cfg(feature = "a")] Late, #[doc(hidden)] Hidden, Early }
        mod all; pub use all::{*};
    "#;
    let all = r#"#![cfg(feature = "a")] pub struct Three;"#;
    let lines = |flags: &[&str]| at(&[("models/mod.rs", text), ("models/all.rs", all)], flags);
    let (one, two) = ("models::One (struct)", "models::Two (enum)");
    assert_eq!(lines(&[]), [one, two, "models::Two::Early"]);
    let more = [
        one,
        "models::One: Default",
        "models::Three (struct)",
        two,
        "models::Two::Early",
        "models::Two::Late",
    ];
    assert_eq!(lines(&["a"]), more);
}

#[test]
fn modules_that_a_macro_declares_have_what_is_handed_on() {
    let modules = r#"crate::runtime::modules! {
        pub use one::One;
        #[cfg(feature = "a")] pub use two::{Two, Others};
    }"#;
    let one = "pub struct One; pub struct Other;";
    let two = "pub struct Two; pub struct Others;";
    let lines = |flags: &[&str]| {
        at(&[("models/mod.rs", modules), ("models/one.rs", one), ("models/two.rs", two)], flags)
    };
    let first = "models::One (struct)";
    assert_eq!(lines(&[]), [first]);
    assert_eq!(lines(&["a"]), [first, "models::Others (struct)", "models::Two (struct)"]);
}

#[test]
fn only_what_is_exported_is_listed() {
    let modules = r#"
        #[cfg(feature = "a")] mod shown;
        #[cfg(feature = "a")] pub use shown::{One, Two as Other};
        mod kept;
        use kept::Kept;
        #[allow(hidden)] pub mod open { pub struct Inner; struct Private; }
    "#;
    let shown =
        "pub struct One; pub struct Two; pub struct Three; impl Three { pub fn new() -> Self { Three } }";
    let shown =
        format!("{shown} impl One {{ pub fn sum(self, other: super::Other, all: &[crate::V]) {{}} }}");
    let kept = "pub struct Kept; enum Own {} impl Own { pub fn own() {} } impl crate::Client { pub async fn call(&self) {} fn private(&self) {} }";
    let files = [("models/mod.rs", modules), ("models/shown.rs", &shown), ("models/kept.rs", kept)];
    assert_eq!(at(&files, &[]), ["Client::call(&self) (async)", "models::open::Inner (struct)"]);
    assert_eq!(
        at(&files, &["a"]),
        [
            "Client::call(&self) (async)",
            "models::One (struct)",
            "models::One::sum(self, other: models::Other, all: &[V])",
            "models::Other (struct)",
            "models::open::Inner (struct)"
        ]
    );
}

#[test]
fn items_read_like_rust() {
    let text = r#"
        #[derive(Debug, serde::Serialize)]
        #[cfg_attr(feature = "a", derive(Default))]
        #[non_exhaustive]
        pub struct Query<'a> { pub body: &'a crate::models::Body, #[cfg(feature = "a")] pub size: Option<Vec<(u8, [i64; 2])>>, own: u8 }
        impl<'a> Query<'a> {
            pub const fn new(body: &'a crate::models::Body) -> Self { Self { body } }
            pub fn with<T: Into<String> + ?Sized>(mut self, (a, b): (u8, &mut [u8]), items: impl IntoIterator<Item = impl Into<String>>) -> Result<(), crate::Error<T>> where T: Send { self }
            #[doc(hidden)] pub fn hidden() {}
        }
        impl crate::Operation for Query<'_> { const SINCE: crate::Since = crate::V::new(3); type Response = (); fn f() {} }
        impl crate::Named for crate::models::Page<'static> {}
        impl crate::Named for crate::models::Page<u8> {}
        impl ::std::convert::From<Kind> for i64 { fn from(kind: Kind) -> Self { 0 } }
        pub enum Kind { One, Two(crate::models::Body), #[non_exhaustive] Three { a: u8 }, #[cfg(feature = "a")] Four }
        pub type Alias = crate::V;
        pub fn free(f: &dyn Fn(u8) -> u8, g: for<'b> fn(&'b u8)) -> crate::V { f }
    "#;
    let expected = [
        "i64: From<Kind>",
        "models::Alias = V",
        "models::Kind (enum)",
        "models::Kind::Four",
        "models::Kind::One",
        "models::Kind::Three { a: u8, .. }",
        "models::Kind::Two(models::Body)",
        "models::Page: Named",
        "models::Page<u8>: Named",
        "models::Query: Debug",
        "models::Query: Default",
        "models::Query: Operation",
        "models::Query: Operation::Response = ()",
        "models::Query: Operation::SINCE = V::new(3)",
        "models::Query: serde::Serialize",
        "models::Query::body: &'a models::Body",
        "models::Query::new(body: &'a models::Body) -> Self (const)",
        "models::Query::size: Option<Vec<(u8, [i64; 2])>>",
        "models::Query::with<T: Into<String> + ?Sized>(mut self, (a, b): (u8, &mut [u8]), \
         items: impl IntoIterator<Item = impl Into<String>>) -> Result<(), Error<T>> where T: Send",
        "models::Query<'a> (struct, non_exhaustive)",
        "models::free(f: &dyn Fn(u8) -> u8, g: for<'b> fn(&'b u8)) -> V",
    ];
    assert_eq!(at(&[("models/mod.rs", text)], &["a"]), expected);
}

#[test]
fn a_server_is_listed_with_its_feature_and_each_method_from_its_rung_on() {
    let text = r#"
        pub trait Api { const SIZE: u8; type Body; fn early(&self) -> Result<(), E,>; #[cfg(feature = "a")] fn late(&self); }
        #[doc(hidden)] impl Hidden for models::E {}
    "#;
    let files = [("server.rs", text)];
    assert_eq!(at(&files, &["a"]), [""; 0]);
    let early = [
        "server::Api (trait)",
        "server::Api::Body",
        "server::Api::SIZE: u8",
        "server::Api::early(&self) -> Result<(), E>",
    ];
    assert_eq!(at(&files, &["server"]), early);
    assert_eq!(at(&files, &["server", "a"]).last().map(String::as_str), Some("server::Api::late(&self)"));
}

#[test]
fn the_errors_of_several_operations_are_listed_for_each_of_them() {
    let shared =
        "#[non_exhaustive] pub enum Errors404<O> { NotFound(u8), #[doc(hidden)] Never(PhantomData<O>) }
        impl<O> Errors404<O> { pub const fn made() -> Self {} }
        crate::wire::errors! { Errors404::<O, Never>(O::ID, crate::models::Body); One = Two; }";
    let own = "pub type AError = crate::generated::errors::Errors404<A<'static>>;
        #[cfg(feature = \"b\")] pub type BError = crate::generated::errors::Errors404<B>;";
    let operations = ("operations/mod.rs", "mod x; pub use x::{AError, BError};");
    let lines = [
        "operations::AError (errors!)",
        "operations::AError::NotFound(u8)",
        "operations::AError::error(&self) -> &models::Body (const)",
        "operations::AError::made() -> Self (const)",
        "operations::AError::status(&self) -> http::StatusCode (const)",
        "operations::AError (enum, non_exhaustive, of several operations)",
    ];
    let files = [operations, ("operations/x.rs", own), ("errors/errors404.rs", shared)];
    let listed = at(&files, &[]);
    for line in lines {
        assert!(listed.iter().any(|it| it == line), "{line}: {listed:?}");
    }
    assert_eq!(listed.len(), lines.len(), "{listed:?}");
    assert_eq!(at(&files, &["b"]).len(), 2 * listed.len());
}

#[test]
fn the_trait_of_a_server_has_methods_of_its_own_and_asks_who_calls_where_it_has_to() {
    let api = |text: &str| at(&[("server.rs", &format!("crate::wire::api! {{ {text} }}"))], &["server"]);
    let own =
        ["server::Api (trait)", "server::Api::call(&self) -> impl Future<Output = Result<(), E>> + Send"];
    let size = ["server::Api::max_request_size(&self) -> usize", "std::sync::Arc<A>: Api"];
    let open = api("pub trait Api { async fn call(&self) -> Result<(), E>; }");
    assert_eq!(open, own.into_iter().chain(size).collect::<Vec<_>>());
    let guarded = api("pub trait Api: Authenticated { async fn call(&self) -> Result<(), E>; }");
    let asks = "server::Api::authenticate(&self, credentials: &server::Credentials) \
                -> impl Future<Output = Result<(), server::Denied>> + Send";
    let [declared, call] = own;
    assert_eq!(guarded, [declared, asks, call].into_iter().chain(size).collect::<Vec<_>>());
}

#[test]
fn a_router_serves_one_trait_or_each_group_that_is_named() {
    let router =
        |text: &str| at(&[("server.rs", &format!("crate::wire::router! {{ {text} }}"))], &["server"]);
    let whole = ["server::router<A: Api>(api: A) -> server::axum::Router"];
    assert_eq!(router("impl Api {}"), whole);
    assert_eq!(router("impl Authenticated for Api {}"), whole);
    let groups = [
        "server::Server<A: Api>::into_router(self) -> server::axum::Router",
        "server::Server<A: Api>::new(api: A) -> Self",
    ];
    assert_eq!(router("impl Authenticated for Server<Api> {}"), groups);
    assert_eq!(router("impl Things for things {}"), ["server::Server<A>::things(self) -> Self"]);
}

#[test]
fn what_is_no_rust_or_missing_is_said() {
    let lines = at(&[("models/mod.rs", "mod gone; pub use gone::X;"), ("versions.rs", "pub struct")], &[]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().any(|line| line == "models/gone: no such file"), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("versions: not Rust: ")), "{lines:?}");
}

#[test]
fn what_is_written_by_hand_is_listed_with_what_macros_make_of_it() {
    let files = [
        ("lib.rs", "mod one; pub mod two; #[doc(hidden)] pub mod inner; pub use one::One;"),
        ("one/mod.rs", "mod more; pub struct One; struct Own; impl Own { pub fn own() -> One {} }"),
        ("one/more.rs", "impl super::One { pub(super) fn own() {} pub fn more() {} }"),
        ("two.rs", "pub struct Two; pub fn free() -> Two {}"),
        ("inner.rs", "pub struct Inner;"),
        (
            "macros.rs",
            "macro_rules! __clients { () => { pub struct Client; $crate::codegen::client!($crate::One);
                 pub const SIZE: u8 = $crate::codegen::size!(1); } }
             macro_rules! __size { ($size:expr) => { $size } }
             macro_rules! __client { ($of:ty) => { impl Client { pub fn new(of: $of) {} } }; }",
        ),
    ];
    let files: Tree = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let root = "pub use icws_runtime::{One, Two as Other}; pub use own::*; use icws_runtime::Own;
        #[cfg(feature = \"a\")] pub use icws_runtime::Late;";
    let expected = [
        "One (struct)",
        "One::more()",
        "two::Two (struct)",
        "two::free() -> Two",
        "crate::Client (struct)",
        "crate::Client::new(of: One)",
        "crate::One (of icws_runtime)",
        "crate::Other (of icws_runtime)",
        "crate::SIZE: u8 = codegen::size!(1)",
    ];
    assert_eq!(super::written_by_hand(&files, root, &BTreeSet::new()), expected);
}

#[test]
fn a_static_is_listed_by_its_type() {
    let text = "pub static LIMIT: u8 = 1; static OWN: u8 = 2;";
    assert_eq!(at(&[("models/mod.rs", text)], &[]), ["models::LIMIT: u8 (static)"]);
}
