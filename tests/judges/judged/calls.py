"""Calls our router with the client that openapi-generator has made of the specification, and compares what comes back
with what the router is known to answer, and what has arrived with what was sent.

usage: calls.py URL, with the package `judged_client` on the path
"""

import json
import re
import sys
import urllib.request

from judged_client import ApiClient, ApiException, Configuration, DialerApi
from judged_client.models import (
    CallListQueryResponse,
    DbCommandParameters,
    DbCommandQueryParameters,
    DbCommandType,
    DbTableType,
    DialerContactData,
    MarkCallForFinishingParameters,
    PerformCallListQueryParameters,
    PlacePreviewCallParameters,
    StartReceivingParameters,
)

URL = sys.argv[1]
TOKEN = "t0k3n"
COOKIE = "icws_1723=abc"

findings = []
made = 0


def expect(what, is_so, found):
    if not is_so:
        findings.append(f"{what}: {found}")


def client(token=TOKEN, cookie=COOKIE):
    keys = {"csrfToken": token, "sessionCookie": cookie}
    return DialerApi(ApiClient(Configuration(host=URL, api_key=keys)))


def call(api, name, session_id, body):
    global made
    made += 1
    arguments = [] if body is None else [body]
    return getattr(api, f"{name}_with_http_info")(session_id, *arguments)


def told_by_server(path):
    with urllib.request.urlopen(f"{URL}{path}") as answer:
        return json.load(answer)


def named_in_python(operation):
    return re.sub("([A-Z])", r"_\1", operation).lower()


def queries():
    """Queries with each optional thing, how each is to arrive, and the status that it succeeds with."""
    required = {"contactlisttable": "ContactList", "statement": "SELECT a FROM b WHERE c<d"}
    parameter = DbCommandQueryParameters(value="i3_identity", type=20)
    full = DbCommandQueryParameters(value="ü", type=-1, size=2**31 - 1, scale=-(2**31), precision=0)
    parameter_sent = {"value": "i3_identity", "type": 20}
    full_sent = {"value": "ü", "type": -1, "size": 2**31 - 1, "scale": -(2**31), "precision": 0}

    def query(of, kind, table, sent, /, **optional):
        """A query of a command, and what is sent: its parts are those of the command and those around it."""
        command = DbCommandParameters(commandtype=kind, tabletype=table, **required, **of)
        body = PerformCallListQueryParameters(connectionid="guid", command=command, **optional)
        command_sent = {**required, "commandtype": kind.value, "tabletype": table.value, **sent}
        around = {**optional, **optional.get("additional_properties", {})}
        around.pop("additional_properties", None)
        status = 200 if kind == DbCommandType.Select else 202
        return ("perform_call_list_query", body, {"connectionid": "guid", "command": command_sent, **around}, status)

    listed = "dbcommandparameterlist"
    select, contacts = DbCommandType.Select, DbTableType.CallList
    return [
        query({}, select, contacts, {}),
        query({}, DbCommandType.Create, contacts, {}),
        query({}, select, DbTableType.DNCMetaDataTable, {}),
        query({listed: []}, select, contacts, {listed: []}),
        query({listed: [parameter]}, select, contacts, {listed: [parameter_sent]}),
        query({}, select, contacts, {}, displayname=""),
        query({}, select, contacts, {}, additional_properties={"new": [4, None]}),
        query({"additional_properties": {"new": None}}, select, contacts, {"new": None}),
        query(
            {listed: [full, parameter]},
            DbCommandType.Drop,
            contacts,
            {listed: [full_sent, parameter_sent]},
            displayname="name",
        ),
    ]


def calls():
    """Each call with and without each optional thing, how its body is to arrive, and the status of its success."""
    campaigns = ["c1", "c\"2"]
    preview = PlacePreviewCallParameters
    marked = {"call_id": "call", "campaign_id": "campaign"}
    marked_sent = {"callId": "call", "campaignId": "campaign"}
    attributes = {"name": "Zoë \"Z\"", "": "empty"}
    return [
        ("establish_persistent_connection", None, None, 202),
        ("ready_for_calls", StartReceivingParameters(), {}, 200),
        ("ready_for_calls", StartReceivingParameters(campaign_ids=campaigns), {"campaignIds": campaigns}, 200),
        ("place_preview_call", preview(), {}, 200),
        ("place_preview_call", preview(call_initiated_by_timer=False), {"callInitiatedByTimer": False}, 200),
        ("place_preview_call", preview(call_attributes={}), {"callAttributes": {}}, 200),
        (
            "place_preview_call",
            preview(call_initiated_by_timer=True, call_attributes=attributes),
            {"callInitiatedByTimer": True, "callAttributes": attributes},
            200,
        ),
        ("mark_call_for_finishing", MarkCallForFinishingParameters(**marked), marked_sent, 200),
        (
            "mark_call_for_finishing",
            MarkCallForFinishingParameters(**marked, call_attributes=attributes),
            {**marked_sent, "callAttributes": attributes},
            200,
        ),
        *queries(),
    ]


# The result of a query, which is always the same.
RESULT = CallListQueryResponse(
    recordsaffected=2,
    error_message="",
    records=[
        DialerContactData(
            status="C", identity="1", zone="Europe/Berlin", values={"name": "Ada", "city": "Zürich"}
        ),
        DialerContactData(status=""),
    ],
)


def told(error):
    """An exception in a line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def judge_success(api, name, body, sent, status):
    session_id = "17/2 3ü"
    try:
        answer = call(api, name, session_id, body)
    except Exception as error:
        findings.append(f"{name}: {told(error)}, sent {sent}")
        return
    expect(name, answer.status_code == status, answer.status_code)
    wanted = RESULT if (name, status) == ("perform_call_list_query", 200) else None
    expect(f"{name}: its body", answer.data == wanted, answer.data)
    wanted = {"operation": name, "sessionId": session_id, "csrfToken": TOKEN, "cookie": COOKIE, "body": sent}
    there = told_by_server("/arrived")
    # The server names the operations as the specification does.
    there["operation"] = named_in_python(there["operation"])
    for key, value in wanted.items():
        expect(f"{name}: {key} was {value}", there.get(key) == value, f"arrived as {there.get(key)}")


def judge_refusal(api, name, body, status, session_id, message):
    what = f"{name} that ends with {status}"
    try:
        answer = call(api, name, session_id, body)
        findings.append(f"{what}: {answer.status_code}")
    except ApiException as refusal:
        expect(what, refusal.status == status, refusal.status)
        expect(f"{what}: its error", getattr(refusal.data, "message", None) == message, refusal.data)
        challenge = (refusal.headers or {}).get("WWW-Authenticate", "")
        expect(f"{what}: its challenge", challenge.startswith("ICWS ") == (status == 401), challenge)
    except Exception as error:
        findings.append(f"{what}: {told(error)}")


def main():
    api = client()
    bodies = {}
    for name, body, sent, status in calls():
        bodies.setdefault(name, body)
        judge_success(api, name, body, sent, status)
    for operation, statuses in told_by_server("/refusals").items():
        name = named_in_python(operation)
        if name not in bodies:
            findings.append(f"{operation}: no call")
            continue
        for status in statuses:
            judge_refusal(api, name, bodies[name], status, f"answer-{status}", f"this ends with {status}")
        for stranger in [client(token="another"), client(cookie="icws_1723=another")]:
            judge_refusal(stranger, name, bodies[name], 401, "17", "these are nobody's credentials")
    if findings:
        sys.exit("\n".join(findings))
    print(f"{made} calls, which arrive as they were sent and are answered as documented")


main()
