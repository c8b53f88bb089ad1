use super::*;

#[test]
fn the_items_of_a_header_are_read_from_all_of_its_lines() -> Result<(), http::Error> {
    let answer = Response::builder().header("x-sizes", "1, 2").header("x-sizes", "3,,").body([])?;
    let answer = Answer::new(&answer);
    assert_eq!(answer.header_list("x-sizes"), Some(vec![1, 2, 3]));
    assert_eq!(answer.secret_list("x-sizes"), Some(vec![1, 2, 3]));
    assert_eq!(answer.header_list::<bool>("x-sizes"), None);
    assert_eq!(answer.secret_list::<i32>("x-none"), None);
    Ok(())
}

#[test]
fn a_header_alone_and_all_cookies_are_read() -> Result<(), http::Error> {
    let answer =
        Response::builder().header("x-age", "5").header("set-cookie", "a=1").header("set-cookie", "b=2");
    let answer = answer.body([])?;
    let answer = Answer::new(&answer);
    assert_eq!((answer.header("x-age"), answer.secret("x-age")), (Some(5), Some(5)));
    assert_eq!(answer.set_cookies().iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
    Ok(())
}

#[test]
fn bytes_are_what_came_unless_it_is_a_page_of_a_proxy() -> Result<(), http::Error> {
    let read = |content_type: &str| {
        let answer = Response::builder().header(CONTENT_TYPE, content_type).body(*b"\0\xff")?;
        let read = Answer::new(&answer).bytes::<std::convert::Infallible>("audio/wav");
        Ok::<_, http::Error>(read.ok())
    };
    for content_type in ["audio/wav", "audio/ogg"] {
        assert_eq!(read(content_type)?, Some(Blob::new(content_type, b"\0\xff")));
    }
    assert_eq!(read("text/html")?, None);
    Ok(())
}

crate::codegen::object! {
    #[object()]
    #[derive(Debug)]
    struct Closed {
        #[member(required, "name")]
        name: String,
    }
}

/// The name that a body has; or the path and the cause of what is wrong with it.
fn name_in(body: &[u8]) -> Result<String, (String, String)> {
    let read = read_json(body, Allowance::of_answer(body.len(), None));
    read.map(|Closed { name }| name).map_err(|fault| match fault {
        DecodeFault::Json { path, cause } => (path.unwrap_or_default(), cause.to_string()),
        _ => Default::default(),
    })
}

#[test]
fn what_nobody_asks_for_may_be_something_other_than_utf_8() {
    assert_eq!(name_in(b"{\"name\":\"a\",\"other\":\"\xfc\"}"), Ok("a".to_owned()));
    let refused = name_in(b"{\"other\":1,\"name\":\"\xfc\"}");
    assert!(refused.is_err_and(|(path, cause)| path == "name" && cause.starts_with("invalid unicode")));
}

#[test]
fn nothing_but_blanks_may_stand_behind_a_body() {
    assert_eq!(name_in(b"{\"name\":\"a\"} \n"), Ok("a".to_owned()));
    let says = "trailing characters at line 1 column 13";
    assert_eq!(name_in(b"{\"name\":\"a\"}]"), Err((String::new(), says.to_owned())));
    let says = "trailing characters at line 1 column 25";
    assert_eq!(name_in(b"{\"name\":\"a\",\"other\":\"\xfc\"}]"), Err((String::new(), says.to_owned())));
}
