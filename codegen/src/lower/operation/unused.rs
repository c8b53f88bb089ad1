//! Components that no operation leads to. Nothing becomes of them, and they are looked at all the same: a mistake in one
//! would else come to light only where it is first used.

use openapiv3::{Header, Parameter, RequestBody, Response};

use super::{Owner, answer, body, parameter, security};
use crate::diagnostic::Sink;
use crate::ir::{Gate, Since};
use crate::load::key;
use crate::lower::component::reference::component;
use crate::lower::component::uses::{Component, Definition};
use crate::lower::schema::types::Types;

/// The operation that they are lowered for.
const NOBODY: &str = "Nobody";

/// Lowers one, and forgets what came out. Schemas need not be looked at here: all of them become types.
pub(in crate::lower) fn check<'d>(
    types: &mut Types<'_, 'd>,
    (section, name): Component<'d>,
    part: &Definition<'d>,
    sink: &mut Sink,
) {
    let context = types.context;
    let known = types.unnamed.len();
    let owner = Owner { name: NOBODY, former: None, since: Since { gate: Gate::ALWAYS, span: part.span } };
    match section {
        // Where the reference leads is found out before.
        _ if part.node.get(key::REF).is_some() => {}
        key::PARAMETERS => {
            if let Some(at) = component::<Parameter>(context, name) {
                parameter::one(types, at, owner, sink);
            }
        }
        key::RESPONSES => {
            if let Some(at) = component::<Response>(context, name) {
                answer::one(types, at, owner, sink);
            }
        }
        key::HEADERS => {
            if let Some(at) = component::<Header>(context, name) {
                answer::header(types, at, owner, sink);
            }
        }
        key::REQUEST_BODIES => {
            if let Some(at) = component::<RequestBody>(context, name) {
                body::one(types, at, owner, sink);
            }
        }
        key::SECURITY_SCHEMES => {
            security::credential(context, name, part.span, sink);
        }
        _ => {}
    }
    types.unnamed.truncate(known);
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn a_scheme_that_nothing_requires_is_looked_at_as_any_other() {
        for (scheme, code) in [
            ("{ type: http, scheme: basic }", "E0201"),
            ("{ type: apiKey, in: header, name: X-Own }", "E0231"),
        ] {
            let refused = generated(&[("# schemes", &format!("spare: {scheme}"))]).map(drop);
            assert_eq!(refused, Err(vec![code]), "{scheme}");
        }
        let kept = generated(&[("# schemes", "spare: { type: apiKey, in: cookie, name: icws }")]);
        assert!(kept.is_ok_and(|output| output.warnings.count() == 1), "nobody uses it");
    }

    #[test]
    fn nothing_becomes_of_what_no_operation_leads_to() -> Result<(), Vec<&'static str>> {
        let body =
            "{ type: object, properties: { inner: { type: object, properties: { a: { type: string } } } } }";
        let spare = format!(
            "components:\n  requestBodies: {{ spare: {{ content: {{ application/json: {{ schema: {body} }} }} }} }}\n"
        );
        let (with, without) = (generated(&[("components:\n", &spare)])?, generated(&[])?);
        assert_eq!(with.tree, without.tree);
        Ok(())
    }

    #[test]
    fn whatever_no_operation_leads_to_is_looked_at() {
        let with = |section: &str, spare: &str| {
            let components = format!("components:\n  {section}: {{ spare: {spare} }}\n");
            generated(&[("components:\n", &components)])
        };
        let crossed =
            ("schema: { type: string }", "schema: { type: string, minLength: 2, maxLength: 1 }", "E0234");
        let form = ("application/json", "multipart/form-data", "E0201");
        for (section, component, (good, bad, code)) in [
            ("parameters", "{ name: spare, in: query, PART }", crossed),
            ("responses", "{ description: Spare., headers: { X-Spare: { PART } } }", crossed),
            ("headers", "{ PART }", crossed),
            (
                "requestBodies",
                "{ content: { PART: { schema: { $ref: '#/components/schemas/thing' } } } }",
                form,
            ),
        ] {
            let refused = with(section, &component.replace("PART", bad)).map(drop);
            assert_eq!(refused, Err(vec![code]), "{section}");
            let kept = with(section, &component.replace("PART", good));
            assert!(kept.is_ok_and(|output| output.warnings.count() == 1), "{section}: nobody uses it");
        }
    }
}
