//! What travels between the vendor's own JavaScript client and its server, property by property.

/// What the vendor's client sends to query a call list, with everything set.
pub const CALL_LIST_QUERY: &str = concat!(
    r#"{"connectionid":"0A1B2C3D-0000-0000-0000-000000000001","command":{"contactlisttable":"I3_LIST_CS0","#,
    r#""statement":"SELECT * FROM I3_LIST_CS0 WHERE status=?","commandtype":4,"dbcommandparameterlist":"#,
    r#"[{"value":"status","type":20,"size":8,"scale":2,"precision":1}],"tabletype":1},"displayname":"mine"}"#
);

/// What it takes for a result.
pub const CALL_LIST_RESULT: &str = concat!(
    r#"{"recordsaffected":1,"errorMessage":"none","records":[{"status":"C","identity":"42","zone":"EST","#,
    r#""values":{"name":"Zoë","phone":"3175550100"}},{"status":"J"}]}"#
);

/// The headers of each of its requests, those of a request without a body included. It leaves the cookie to the browser.
pub const HEADERS: &str = concat!(
    "Accept: application/vnd.inin.icws+JSON\r\n",
    "Content-Type: application/vnd.inin.icws+JSON;charset=utf-8\r\n",
    "ININ-ICWS-CSRF-Token: canary-token\r\n",
    "X-ICWS-DevTools-CorrelationId: 7\r\n",
    "Cookie: icws_17=canary-cookie\r\n"
);
