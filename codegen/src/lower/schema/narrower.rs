//! Properties that an object says more about than what it is made of.

use super::types::Types;
use crate::ir::{Limits, Name, Property, Type};

/// A property that is described twice, as both descriptions have it: the second must say no more than the first allows.
/// Nothing where they contradict each other.
pub(super) fn narrowed(types: &Types<'_, '_>, wider: &Property, narrower: Property) -> Option<Property> {
    let is_constant = wider.constant.is_some() || narrower.constant.is_some();
    let limits = match (&wider.limits, &narrower.limits) {
        (limits, Limits::None) | (Limits::None, limits) => limits.clone(),
        (one, other) => (one == other).then(|| one.clone())?,
    };
    let fits = is_constant || is_narrower(types, &wider.ty, &narrower.ty);
    let docs = if narrower.docs.is_empty() { wider.docs.clone() } else { narrower.docs };
    fits.then(|| Property {
        name: Name { former: wider.name.former.clone().or(narrower.name.former), ..wider.name.clone() },
        since: if narrower.since.gate.covers(wider.since.gate) { narrower.since } else { wider.since },
        docs,
        inferred: narrower.inferred.or_else(|| wider.inferred.clone()),
        constant: narrower.constant.or_else(|| wider.constant.clone()),
        default: narrower.default.or_else(|| wider.default.clone()),
        deprecated: narrower.deprecated.or_else(|| wider.deprecated.clone()),
        example: narrower.example.or_else(|| wider.example.clone()),
        secret: wider.secret || narrower.secret,
        limits,
        ..narrower
    })
}

/// Whether every value of the second type is one of the first.
fn is_narrower(types: &Types<'_, '_>, wider: &Type, narrower: &Type) -> bool {
    match (wider, narrower) {
        _ if wider == narrower => true,
        (Type::Any, _) => true,
        (Type::Nullable(wider), Type::Nullable(narrower)) => is_narrower(types, wider, narrower),
        (Type::Nullable(wider), _) => is_narrower(types, wider, narrower),
        (Type::List(wider), Type::List(narrower)) | (Type::Map(wider), Type::Map(narrower)) => {
            is_narrower(types, wider, narrower)
        }
        (Type::Schema(wider), Type::Schema(narrower)) => {
            types.context.schemas.members(types.context, *wider).contains(narrower)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{Property, Shape};
    use crate::tests::generated;

    /// A property of `one` that is described twice.
    fn property(wire: &str, wider: &str, narrower: &str) -> Result<Option<Property>, Vec<&'static str>> {
        let schemas = format!(
            "wide: {{ type: object, properties: {{ {wire}: {{ type: string{wider} }} }} }}\n    \
             one: {{ allOf: [{{ $ref: '#/components/schemas/wide' }}], properties: {{ {wire}: {{ type: string{narrower} }} }} }}"
        );
        let api = generated(&[("# schemas", &schemas)])?.api;
        let one = api.schemas.into_iter().find(|schema| schema.name.wire == "one");
        Ok(one.and_then(|one| match one.shape {
            Shape::Object(object) => object.properties.into_iter().next(),
            _ => None,
        }))
    }

    /// Places in the text aside.
    fn said(property: &Property) -> String {
        let Property { name, since, docs, inferred, constant, default, .. } = property;
        let Property { deprecated, example, secret, limits, .. } = property;
        let (former, gate) = (name.former(), since.gate);
        let deprecated = deprecated.as_ref().map(|deprecated| &deprecated.reason);
        format!(
            "{former:?} {gate:?} {docs:?} {inferred:?} {constant:?} {default:?} {deprecated:?} {example:?} {secret} {limits:?}"
        )
    }

    #[test]
    fn a_second_description_may_say_less_than_the_first_and_no_more() {
        let list = |items: &str| format!("{{ type: array, items: {items} }}");
        let nullable = |schema: &str| schema.replacen('{', "{ nullable: true,", 1);
        let (text, whole) = ("{ type: string }", "{ type: integer }");
        let any = list("{}");
        let map = |values: &str| format!("{{ type: object, additionalProperties: {values} }}");
        for (wider, narrower, fits) in [
            (text, text, true),
            (text, whole, false),
            ("{}", whole, true),
            (whole, "{}", false),
            (&any, &list(text), true),
            (&list(text), &any, false),
            (&nullable(&any), &list(text), true),
            (&nullable(&any), &nullable(&list(text)), true),
            (&nullable(&list(text)), &nullable(&any), false),
            (&any, &nullable(&list(text)), false),
            (&map("{}"), &map(text), true),
            (&map(text), &map("{}"), false),
            (&any, &map(text), false),
        ] {
            let schemas = format!(
                "wide: {{ type: object, properties: {{ own: {wider} }} }}\n    \
                 one: {{ allOf: [{{ $ref: '#/components/schemas/wide' }}], properties: {{ own: {narrower} }} }}"
            );
            let refused = generated(&[("# schemas", &schemas)]).map(drop);
            assert_eq!(refused, if fits { Ok(()) } else { Err(vec!["E0104"]) }, "{wider}: {narrower}");
        }
    }

    #[test]
    fn what_either_description_says_stays() -> Result<(), Vec<&'static str>> {
        for (wire, what) in [
            ("text", ", description: Why."),
            ("text", ", x-renamed-from: note"),
            ("text", ", x-inferred: It is seen."),
            ("text", ", default: some"),
            ("text", ", deprecated: true, x-deprecated: { reason: No. }"),
            ("text", ", example: some"),
            ("text", ", x-secret: true"),
            ("text", ", maxLength: 4"),
            ("__type", ", enum: ['urn:one']"),
        ] {
            let of = |wider, narrower| {
                Ok::<_, Vec<&'static str>>(property(wire, wider, narrower)?.as_ref().map(said))
            };
            let (above, below, both) = (of(what, "")?, of("", what)?, of(what, what)?);
            assert!(above == below && below == both, "{what}: {above:?} {below:?} {both:?}");
            assert_ne!(above, of("", "")?, "{what}");
        }
        // It is there as soon as one of them says so.
        let gate = |wider, narrower| {
            Ok::<_, Vec<&'static str>>(property("text", wider, narrower)?.map(|own| own.since.gate))
        };
        let [three, four] = [3, 4].map(|version| format!(", x-feature-version: dialer {version}"));
        assert_eq!(gate(&three, &four)?, gate(&three, &three)?);
        assert_eq!(gate(&four, &three)?, gate(&three, &three)?);
        assert_ne!(gate(&four, &four)?, gate(&three, &three)?);
        Ok(())
    }
}
