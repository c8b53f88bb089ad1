//! The one call with a body on both ways.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The body of `performCallListQuery`.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Query {
    pub connectionid: String,
    pub command: Command,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayname: Option<String>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// What a query runs.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Command {
    pub contactlisttable: String,
    pub statement: String,
    pub commandtype: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dbcommandparameterlist: Option<Vec<Parameter>>,
    pub tabletype: i64,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// A parameter of a query.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Parameter {
    pub value: String,
    #[serde(rename = "type")]
    pub data_type: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<i32>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// The answer to `performCallListQuery`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Queried {
    pub recordsaffected: i32,
    #[serde(rename = "errorMessage")]
    pub error_message: String,
    pub records: Vec<Record>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// A record of a contact list.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Record {
    pub status: String,
    #[serde(default)]
    pub identity: Option<String>,
    #[serde(default)]
    pub zone: Option<String>,
    #[serde(default)]
    pub values: Option<BTreeMap<String, String>>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}
