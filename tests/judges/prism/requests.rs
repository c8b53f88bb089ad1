//! Every call, with and without each optional thing, is one that the specification allows.

use icws_dialer::models::{
    DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType,
    MarkCallForFinishingParameters, PerformCallListQueryParameters, PlacePreviewCallParameters,
    StartReceivingParameters,
};
use icws_dialer::operations as ops;
use icws_tests::operation;
use icws_tests::outcome::Outcome;
use serde_json::Value;

use crate::caller::Caller;
use crate::relay::Relay;
use crate::specification::{Documented, missing};
use crate::{Part, shown};

/// A call, and what is set in it.
struct Request {
    id: &'static str,
    set: &'static str,
    send: Box<dyn Fn(&Caller) -> Outcome>,
}

pub(crate) fn judge(relay: &Relay, callers: &[Caller], documented: &[Documented]) -> Part {
    let requests = requests();
    let mut findings = Vec::new();
    let mut sent: Vec<(&str, Option<Value>)> = Vec::new();
    for caller in callers {
        for Request { id, set, send } in &requests {
            let (outcome, complaints) = relay.around(None, || send(caller));
            let name = format!("{id} with {set}, by the {} client", caller.which);
            findings.extend(complaints.into_iter().map(|complaint| format!("{name}: Prism {complaint}")));
            findings.extend(outcome.err().map(|failure| format!("{name}: became {:?}", shown(&failure))));
            sent.push((id, relay.last_body()));
        }
    }
    for Documented { id, body, .. } in documented {
        let of_this = || sent.iter().filter(|(sent, _)| sent == id);
        if of_this().next().is_none() {
            findings.push(format!("{id}: no call"));
        }
        let bodies: Vec<&Value> = of_this().filter_map(|(_, body)| body.as_ref()).collect();
        findings.extend(body.iter().flat_map(|schema| missing(schema, &bodies, id)));
    }
    let tried = format!(
        "{} calls, all {} operations with and without each optional thing by both clients, violate nothing",
        sent.len(),
        documented.len()
    );
    Part { tried, findings }
}

fn requests() -> Vec<Request> {
    let receiving = StartReceivingParameters::new;
    let preview = PlacePreviewCallParameters::new;
    let finishing = || MarkCallForFinishingParameters::new("call", "campaign");
    let command = |kind, table| DbCommandParameters::new("ContactList", "SELECT a FROM b", kind, table);
    let select = || command(DbCommandType::Select, DbTableType::CallList);
    let query = |command| PerformCallListQueryParameters::new("guid", command);
    let with = |parameter| query(select().with_parameters([parameter]));
    let parameter = || DbCommandQueryParameters::new("i3_identity", 20);
    vec![
        Request {
            id: "establishPersistentConnection",
            set: "nothing",
            send: Box::new(|caller| caller.execute(&ops::EstablishPersistentConnection::new())),
        },
        ready_for_calls("nothing", receiving()),
        ready_for_calls("campaignIds", operation::start_receiving()),
        place_preview_call("nothing", preview()),
        place_preview_call("callInitiatedByTimer", preview().with_call_initiated_by_timer(false)),
        place_preview_call("callAttributes", preview().with_call_attributes([("name", "value")])),
        place_preview_call("everything", operation::place_preview_call()),
        mark_call_for_finishing("nothing", finishing()),
        mark_call_for_finishing("callAttributes", operation::mark_call_for_finishing()),
        perform_call_list_query("nothing", query(select())),
        perform_call_list_query("commandtype", query(command(DbCommandType::Create, DbTableType::CallList))),
        perform_call_list_query("tabletype", query(command(DbCommandType::Select, DbTableType::Audit))),
        perform_call_list_query("dbcommandparameterlist", with(parameter())),
        perform_call_list_query("displayname", query(select()).with_display_name("name")),
        perform_call_list_query("everything", operation::perform_call_list_query()),
        perform_call_list_query("size", with(parameter().with_size(8))),
        perform_call_list_query("scale", with(parameter().with_scale(-1))),
        perform_call_list_query("precision", with(parameter().with_precision(0))),
    ]
}

fn ready_for_calls(set: &'static str, body: StartReceivingParameters) -> Request {
    let send = Box::new(move |caller: &Caller| caller.execute(&ops::ReadyForCalls::new(&body)));
    Request { id: "readyForCalls", set, send }
}

fn place_preview_call(set: &'static str, body: PlacePreviewCallParameters) -> Request {
    let send = Box::new(move |caller: &Caller| caller.execute(&ops::PlacePreviewCall::new(&body)));
    Request { id: "placePreviewCall", set, send }
}

fn mark_call_for_finishing(set: &'static str, body: MarkCallForFinishingParameters) -> Request {
    let send = Box::new(move |caller: &Caller| caller.execute(&ops::MarkCallForFinishing::new(&body)));
    Request { id: "markCallForFinishing", set, send }
}

fn perform_call_list_query(set: &'static str, body: PerformCallListQueryParameters) -> Request {
    let send = Box::new(move |caller: &Caller| caller.execute(&ops::PerformCallListQuery::new(&body)));
    Request { id: "performCallListQuery", set, send }
}
