use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};

fn excerpt(content_type: &'static str, body: impl AsRef<[u8]>) -> Option<String> {
    let content_type = HeaderValue::from_static(content_type);
    super::excerpt(
        &HeaderMap::from_iter([(CONTENT_TYPE, content_type)]),
        body.as_ref(),
        &["pin", "X-Key", "user.pin", "@code"],
    )
}

fn html(body: impl AsRef<[u8]>) -> Option<String> {
    excerpt("Text/HTML; charset=utf-8", body)
}

#[test]
fn only_what_a_body_is_encoded_in_beside_nothing_is_an_encoding() {
    for (value, encoding) in
        [("gzip", Some("gzip")), (" br ", Some("br")), ("", None), (" ", None), ("IDENTITY ", None)]
    {
        let headers = HeaderMap::from_iter([(CONTENT_ENCODING, HeaderValue::from_static(value))]);
        assert_eq!(super::encoding(&headers).as_deref(), encoding, "{value:?}");
    }
    assert_eq!(super::encoding(&HeaderMap::new()), None);
}

fn says(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_page_says_its_title() {
    let page = "<!DOCTYPE html><html><head><TITLE lang='en'>\n 503  Service\tUnavailable </Title></head>\
                <body><h1>Sorry</h1></body></html>";
    assert_eq!(html(page), says("503 Service Unavailable"));
    assert_eq!(html("<title> </title><p>Sorry</p>"), says("Sorry"));
    assert_eq!(html("\u{feff}<title>Sorry</title>"), says("Sorry"));
}

#[test]
fn a_page_without_a_title_says_its_text() {
    let page = "<html><style>p { a: b }</style><script>if (a < b) { c }</script><!-- <p>no</p> --><p>The \
                <b>ser</b>ver</p><p>is &quot;down&quot;</p></html>";
    assert_eq!(html(page), says("The server is \"down\""));
}

#[test]
fn json_says_its_message() {
    let told = |body: &str| excerpt("application/vnd.inin.icws+JSON", body);
    assert_eq!(told(r#"{"errorId":"x","message":"try\nlater"}"#), says("try later"));
    for body in [r#"{"message":5}"#, r#"{"error":"x"}"#, r#""x""#, "[]", "", "{", "<title>x</title>"] {
        assert_eq!(told(body), None, "{body}");
    }
}

#[test]
fn json_whose_message_is_secret_says_nothing() {
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    let told = |secrets| super::excerpt(&headers, br#"{"message":"canary"}"#, secrets);
    assert_eq!((told(&["message"]), told(&["pin"])), (None, says("canary")));
}

#[test]
fn plain_text_says_its_start() {
    assert_eq!(excerpt("text/plain", "upstream\r\n\tconnect error"), says("upstream connect error"));
    assert_eq!(excerpt("text/plain", ""), None);
}

#[test]
fn what_is_no_text_says_nothing() {
    assert_eq!(excerpt("application/octet-stream", "text"), None);
    assert_eq!(excerpt("image/png", "text"), None);
    assert_eq!(excerpt("text/plain", b"text\0text"), None);
    assert_eq!(excerpt("text/plain", [0xff, 0xfe, 0x80, 0x81]), None);
    assert_eq!(super::excerpt(&HeaderMap::new(), b"text", &[]), None, "nobody says what it is");
    let headers = [(CONTENT_TYPE, "text/plain"), (CONTENT_ENCODING, "gzip")];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    assert_eq!(super::excerpt(&HeaderMap::from_iter(headers), b"text", &[]), None);
}

#[test]
fn words_that_may_be_secret_are_left_out() {
    for page in [
        "no /icws/canary/dialer here",
        "no https://ic1:8019/icws/canary?x here",
        "no /icws/<b>canary</b>/dialer here",
        "no &#47;icws&#47;canary here",
        "no \\icws\\canary here",
        "no %2Ficws%2Fcanary here",
        "no icws_1=canary; b=canary here",
        "no session canary here",
        "no token canary here",
        "no X-Request-Id:&nbsp;canary here",
        "no canarycanarycanarycanarycanary here",
        "no <a href='/icws/canary'> here",
        "no <img alt=\"1 > canary\"> here",
    ] {
        let shown = html(page).unwrap_or_default();
        assert!(!shown.contains("canary"), "{page}: {shown}");
        assert!(shown.starts_with("no") && shown.ends_with("here"), "{page}: {shown}");
    }
    for page in [
        "no ININ-ICWS-CSRF-Token: canary here",
        "no ININ-ICWS-CSRF-Token : canary here",
        "no ININ-ICWS-CSRF-Token: \"canary canary\"",
        "no inin-icws-id:canary here",
        "no <td>ININ-ICWS-CSRF-Token</td><td>canary</td>",
        "no <dt>ININ-ICWS-Session-ID</dt><dd>canary</dd>",
        "no Cookie: canary",
        "no Authorization: Bearer canary",
        "no csrf canary",
        "no icws_1=x Cookie: canary",
        "no Cookie:canary",
        "no csrf:canary",
        "no {&quot;pin&quot;:&quot;canary&quot;,&quot;x&quot;:1}",
        "no {\"pin\":\"canary\"}",
        "no { \"a\": 1, \"pin\": [ \"canary\" ] }",
        "no PIN canary",
        "no X-Key:canary",
        "no {\"user.pin\":\"canary\"}",
        "no User.Pin canary",
        "no {\"@code\": \"canary\"}",
    ] {
        let shown = html(page).unwrap_or_default();
        assert!(shown.starts_with("no") && !shown.contains("canary"), "{page}: {shown}");
    }
    for page in ["<pin>canary</pin> no", "<PIN>canary</PIN> no", "<x-key>canary</x-key> no"] {
        assert_eq!(html(page), None, "{page}");
    }
    for text in ["an opinion of the pin-up", "a well-known page says: nothing"] {
        assert_eq!(html(text), says(text), "other words");
    }
    let told = r#"{"message":"nothing at http://ic1/icws/canary/x"}"#;
    assert_eq!(excerpt("application/json", told), says("nothing at …"));
    assert_eq!(html("/a /b c=d"), None, "nothing is left");
}

#[test]
fn much_text_is_cut_between_words() {
    let shown = html("wörter ".repeat(1000)).unwrap_or_default();
    assert!((100..=122).contains(&shown.chars().count()), "{shown}");
    assert!(shown.ends_with("wörter …"), "{shown}");
}

#[test]
fn what_is_not_closed_is_left_out_and_nothing_stops() {
    assert_eq!(html("down<p class='x"), says("down"));
    assert_eq!(html("down<!-- never"), says("down"));
    assert_eq!(html("down<script>alert(1)"), says("down"));
    assert_eq!(html("<title>down"), says("down"));
    assert_eq!(html("<title"), None);
    assert_eq!(html("<<<<>>>><"), None);
    assert_eq!(html("</title><title></title>down"), says("down"));
    assert_eq!(html("İ<TITLE>down</TITLE>"), says("down"), "capitals that grow");
}

#[test]
fn bytes_that_are_not_utf_8_cost_their_word_only() {
    assert_eq!(html(b"nicht verf\xfcgbar heute"), says("nicht … heute"));
}

#[test]
fn only_the_start_of_a_huge_body_is_looked_at() {
    let page = format!("<p>start</p>{}<title>far away</title>", "<br>".repeat(100_000));
    assert_eq!(html(page), says("start"));
    assert_eq!(html("<".repeat(10_000_000)), None);
    let told = format!(r#"{{"message":"x","rest":"{}"}}"#, "x".repeat(5000));
    assert_eq!(excerpt("application/json", told), None);
    let mut cut = vec![b'x'; 4095];
    cut.extend_from_slice("ü".as_bytes());
    assert_eq!(html(cut), None, "one long word");
}

#[test]
fn a_message_is_looked_for_and_a_word_is_shown_up_to_a_length() {
    let json = |length: usize| format!("{{\"message\":\"no\"{}}}", " ".repeat(length - 16));
    let told = |length| excerpt("application/json", json(length));
    assert_eq!((json(super::LOOK).len(), told(super::LOOK), told(super::LOOK + 1)), (4096, says("no"), None));
    let word = |length: usize| html(format!("no {}", "a".repeat(length)));
    assert_eq!((word(24), word(25)), (says(&format!("no {}", "a".repeat(24))), says("no …")));
}
