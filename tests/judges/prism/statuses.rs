//! Every documented status of every operation becomes its own variant.

use http::StatusCode;
use icws_tests::operation::{self, Row};
use icws_tests::outcome::{Kind, Outcome};

use crate::caller::Caller;
use crate::relay::Relay;
use crate::specification::Documented;
use crate::{Part, shown};

pub(crate) fn judge(relay: &Relay, callers: &[Caller], documented: &[Documented]) -> Part {
    let mut findings = Vec::new();
    let mut decoded = 0;
    for Documented { id, statuses, .. } in documented {
        let row = match operation::operation(id) {
            Ok(row) => row,
            Err(error) => {
                findings.push(error);
                continue;
            }
        };
        for &status in statuses {
            for caller in callers {
                let (outcome, complaints) = relay.around(Some(status), || caller.call(row));
                let name = format!("{id} answered with {status}, by the {} client", caller.which);
                findings.extend(complaints.into_iter().map(|complaint| format!("{name}: Prism {complaint}")));
                if is_its_own(row, status, &outcome) {
                    decoded += 1;
                } else {
                    let became = outcome.as_ref().map_err(|failure| shown(failure));
                    findings.push(format!("{name}: became {became:?}"));
                }
            }
        }
    }
    let tried = format!(
        "{decoded} answers, each documented status of each operation to both clients, become their own variants; \
         there is none that Prism cannot be told to answer"
    );
    Part { tried, findings }
}

/// Whether the answer with this status became what the operation has for it and for nothing else.
fn is_its_own(row: &Row, status: u16, outcome: &Outcome) -> bool {
    let variant = row.refusals.iter().find(|(refusal, _)| *refusal == status).map(|(_, variant)| *variant);
    match (outcome, variant) {
        (Err(failure), Some(variant)) => {
            failure.kind == Kind::Api
                && failure.status == Some(status)
                && failure.variant.as_deref() == Some(variant)
        }
        // The only success of an operation has no name.
        (Ok(_), None) if row.successes == [status] => true,
        (Ok(shown), None) => {
            let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
            let variant = shown.split(['(', ' ']).next();
            variant.zip(reason).is_some_and(|(variant, reason)| variant.eq_ignore_ascii_case(reason))
        }
        _ => false,
    }
}
