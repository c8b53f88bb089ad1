//! How often building a request and reading an answer allocate. Times vary with the machine, so they are measured by
//! `cargo bench -p icws-tests`; these numbers do not.

use allocation_counter::measure;
use icws_dialer::Operation;
use icws_dialer::operations::{EstablishPersistentConnection, PerformCallListQuery, ReadyForCalls};
use icws_tests::Tested;
use icws_tests::answer::{Answer, QUERY_BODY};
use icws_tests::baseline::{self, Login};
use icws_tests::operation::perform_call_list_query;
use icws_tests::secret::session;

const BASE_URL: &str = "https://ic1.example.com:8019";

fn allocations<T>(act: impl FnOnce() -> T) -> u64 {
    measure(|| drop(act())).count_total
}

#[test]
fn a_request_allocates_no_more_than_one_by_hand() -> Tested {
    let (session, login) = (session(BASE_URL)?, Login::new(BASE_URL));
    let query = perform_call_list_query();
    let query_by_hand: baseline::Query = baseline::by_hand(&query)?;
    let ours = allocations(|| PerformCallListQuery::new(&query).to_request(&session));
    let by_hand = allocations(|| login.post("perform-call-list-query", &query_by_hand));
    assert!(ours <= by_hand, "{ours} against {by_hand}");
    Ok(())
}

#[test]
fn an_answer_allocates_no_more_than_one_by_hand() -> Tested {
    for answer in [Answer::json(200, QUERY_BODY), Answer::new(202), Answer::refusal(400)] {
        let (first, second) = (answer.response()?, answer.response()?);
        // An error keeps the headers of its answer, in a place of their own.
        let headers = first.headers().clone();
        let is_error = first.status().is_client_error();
        let kept = if is_error { 1 + allocations(|| Box::new(headers.clone())) } else { 0 };
        let ours = allocations(|| PerformCallListQuery::from_response(first));
        let by_hand = allocations(|| baseline::receive_query(second));
        assert!(ours <= by_hand + kept, "{ours} against {by_hand} and {kept} for {answer:?}");
    }
    Ok(())
}

#[test]
fn a_success_without_a_body_allocates_nothing() -> Tested {
    fn count<O: Operation>(status: u16) -> Result<u64, http::Error> {
        let response = http::Response::builder().status(status).body(Vec::<u8>::new())?;
        Ok(allocations(|| O::from_response(response).is_ok()))
    }
    assert_eq!(count::<ReadyForCalls<'_>>(200)?, 0);
    assert_eq!(count::<EstablishPersistentConnection>(202)?, 0);
    assert_eq!(count::<PerformCallListQuery<'_>>(202)?, 0);
    Ok(())
}

/// What nobody describes is held as its text, and taken to pieces only for those who look at it.
#[test]
fn what_is_not_described_takes_little_more_memory_than_its_text() -> Tested {
    let values = [r#"{"":0},"#, "0,", r#"[],"#, r#""","#, r#"{"a":{"b":[null]}},"#];
    for value in values {
        let many = value.repeat(100_000);
        let body = format!(r#"{{"recordsaffected":1,"errorMessage":"","records":[],"x":[{many}0]}}"#);
        let response = Answer::json(200, body.as_str()).response()?;
        let (mut read, size) = (None, u64::try_from(body.len())?);
        let memory = measure(|| read = Some(PerformCallListQuery::from_response(response))).bytes_max;
        assert!(matches!(read, Some(Ok(_))), "{value}");
        assert!(memory <= 3 * size, "{memory} bytes for {size} of {value}");
    }
    Ok(())
}
