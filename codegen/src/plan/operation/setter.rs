//! What sets the headers that are younger than their response. No constructor takes them: its signature would depend on a
//! version.

use super::response::{HeaderPlan, ResponseField, ResponsePlan};
use crate::ir::Api;
use crate::plan::Conditions;

/// What sets a header of one or several responses.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ResponseSetter<'a> {
    /// What the setter is named after.
    pub(crate) name: String,
    pub(crate) header: HeaderPlan<'a>,
    pub(crate) arms: Vec<SetterArm<'a>>,
}

/// A response that has the header.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetterArm<'a> {
    pub(crate) variant: &'a str,
    /// Whether it is in a box with other headers.
    pub(crate) is_boxed: bool,
    /// From when on it is there, within the setter.
    pub(crate) since: Conditions<'a>,
}

/// A header of a response.
#[derive(Clone, Copy)]
struct Site<'r, 'a> {
    variant: &'a str,
    header: &'r HeaderPlan<'a>,
    is_boxed: bool,
}

impl Site<'_, '_> {
    fn is_named_as(&self, other: &Self) -> bool {
        self.header.item.name.ident == other.header.item.name.ident
    }
}

/// A setter for each of them. Those of one name share it, if they are of one type and version.
pub(super) fn all<'a>(api: &'a Api, responses: &[ResponsePlan<'a>]) -> Vec<ResponseSetter<'a>> {
    let sites: Vec<Site<'_, 'a>> = responses.iter().flat_map(sites).collect();
    let younger: Vec<&Site<'_, 'a>> = sites.iter().filter(|site| !site.header.is_argument()).collect();
    let setter = |(index, one): (usize, &&Site<'_, 'a>)| {
        let named: Vec<&Site<'_, 'a>> = sites.iter().filter(|other| other.is_named_as(one)).collect();
        let is_shared = named.iter().all(|other| {
            let is_same = one.header.gate == other.header.gate || other.header.is_argument();
            is_same && one.header.form == other.header.form
        });
        let is_told = younger.iter().take(index).any(|before| before.is_named_as(one));
        let ident = &one.header.item.name.ident;
        match is_shared {
            true => (!is_told).then(|| made(api, (ident.clone(), one.header), &named)),
            false => {
                let name = format!("{}_{ident}", heck::AsSnakeCase(one.variant));
                Some(made(api, (name, one.header), &[one]))
            }
        }
    };
    younger.iter().enumerate().filter_map(setter).collect()
}

fn sites<'r, 'a>(response: &'r ResponsePlan<'a>) -> Vec<Site<'r, 'a>> {
    let fields = response.fields().unwrap_or_default().iter();
    let headers = fields.flat_map(|field| match field {
        ResponseField::Header(header) => vec![(header, false)],
        ResponseField::Headers { headers, .. } => headers.iter().map(|header| (header, true)).collect(),
        ResponseField::Status | ResponseField::Body | ResponseField::Received => Vec::new(),
    });
    headers.map(|(header, is_boxed)| Site { variant: response.ident, header, is_boxed }).collect()
}

fn made<'a>(
    api: &'a Api,
    (name, header): (String, &HeaderPlan<'a>),
    sites: &[&Site<'_, 'a>],
) -> ResponseSetter<'a> {
    let arms = sites.iter().map(|Site { variant, header: own, is_boxed }| SetterArm {
        variant,
        is_boxed: *is_boxed,
        since: Conditions::within(api, own.gate, header.gate),
    });
    ResponseSetter { name, header: header.clone(), arms: arms.collect() }
}
