#![allow(missing_docs, unreachable_pub, reason = "the macro makes what is public in a crate")]

use super::Visitor;
use crate::tests::{FindContacts, Tested};

/// The calls of a crate that has no operations.
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    Other(&'static str),
}

#[derive(Debug)]
pub enum CallResponse {}

impl Call {
    fn visit<'a, V: Visitor<'a, CallResponse>>(&'a self, visitor: V) -> V::Output {
        match self {
            Self::Other(id) => visitor.other(id),
        }
    }
}

crate::codegen::calls! {}

#[test]
fn a_call_of_another_crate_is_neither_written_nor_read_nor_known() -> Tested {
    let call = Call::of(&FindContacts { list: "l", body: "b" });
    assert_eq!((&call, call.operation()), (&Call::Other("findContacts"), None));
    assert!(serde_json::to_string(&call).is_err());
    for json in [r#"{"findContacts":{}}"#, r#""findContacts""#, r#"{"Other":"findContacts"}"#, r#""Other""#] {
        assert!(serde_json::from_str::<Call>(json).is_err(), "{json}");
    }
    Ok(())
}

#[cfg(all(feature = "mock", feature = "blocking-client"))]
#[test]
fn a_call_of_another_crate_is_an_error_that_names_it() -> Tested {
    let client = crate::mock::tests::mock::Mock::new().blocking_client();
    let error = Call::Other("findContacts").execute_blocking(&client).err().ok_or("executed")?;
    assert_eq!(error.to_string(), "call: the operation `findContacts` is not of this crate");
    Ok(())
}

/// The calls of a crate whose operation takes a secret.
#[allow(dead_code, reason = "they are only read")]
mod hiding {
    use super::Visitor;

    #[derive(Debug, Clone)]
    pub enum Call {
        FindContacts { pin: i32 },
        Other(&'static str),
    }

    #[derive(Debug)]
    pub enum CallResponse {}

    impl Call {
        fn visit<'a, V: Visitor<'a, CallResponse>>(&'a self, visitor: V) -> V::Output {
            match self {
                Self::FindContacts { .. } => visitor.other("findContacts"),
                Self::Other(id) => visitor.other(id),
            }
        }
    }

    crate::codegen::calls! {
        #[call("findContacts")]
        #[hides("pin")]
        impl FindContacts {
            const pin: required = "pin";
        }
    }
}

#[test]
fn what_is_wrong_with_a_secret_of_a_call_does_not_say_what_it_is() -> Tested {
    let read =
        |pin: &str| serde_json::from_str::<hiding::Call>(&format!(r#"{{"findContacts":{{"pin":{pin}}}}}"#));
    assert!(matches!(read("5")?, hiding::Call::FindContacts { pin: 5 }));
    let error = read(r#""canary""#).err().ok_or("read")?;
    assert!(!error.to_string().contains("canary"), "{error}");
    Ok(())
}
