#![allow(missing_docs, unreachable_pub, reason = "the macro makes what is public in a crate")]

use crate::tests::{FindContacts, Tested};

crate::codegen::calls! {
    pub enum Call {}
}

#[test]
fn a_call_of_another_crate_is_neither_written_nor_read_nor_known() -> Tested {
    let call = Call::of(&FindContacts { list: "l", body: "b" });
    assert_eq!((&call, call.operation()), (&Call::Other("findContacts"), None));
    assert_eq!(format!("{call:?}"), r#"Other("findContacts")"#);
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
#[allow(dead_code, reason = "none of them is executed")]
mod hiding {
    use crate::tests::FindContacts;

    crate::codegen::calls! {
        pub enum Call {
            #[call("findContacts", "findThem")]
            #[hides("list")]
            #[yields(<FindContacts<'static> as crate::Operation>::Response)]
            FindContacts {
                #[member(required, "list", list)]
                list: String,
                #[cfg(test)]
                #[former("content")]
                #[member(required, "body", body)]
                body: String,
                #[cfg(not(test))]
                #[member(optional, finite, "later", later)]
                later: Option<f64>,
            },
        }
    }
}

#[test]
fn what_is_wrong_with_a_secret_of_a_call_does_not_say_what_it_is() -> Tested {
    let wrong = |fields: &str| {
        let call = serde_json::from_str::<hiding::Call>(&format!(r#"{{"findContacts":{fields}}}"#));
        call.err().map(|error| error.to_string()).ok_or("read")
    };
    let (secret, other) = (wrong(r#"{"list":4711,"body":""}"#)?, wrong(r#"{"list":"","body":4711}"#)?);
    assert!(!secret.contains("4711") && other.contains("4711"), "{secret}\n{other}");
    Ok(())
}

#[test]
fn a_call_is_of_its_operation_and_is_read_by_former_names() -> Tested {
    let call = serde_json::from_str::<hiding::Call>(r#"{"findThem":{"list":"l","content":"b"}}"#)?;
    assert!(
        matches!(&call, hiding::Call::FindContacts { list, body } if (list.as_str(), body.as_str()) == ("l", "b"))
    );
    assert_eq!(serde_json::to_string(&call)?, r#"{"findContacts":{"list":"l","body":"b"}}"#);
    assert_eq!(call.operation().map(|operation| operation.id), Some("findContacts"));
    assert_eq!(format!("{call:?}"), r#"FindContacts { list: "l", body: "b" }"#);
    Ok(())
}
