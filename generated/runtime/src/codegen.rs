//! What generated code calls, and all that it calls. It is no part of the API, and changes without notice between versions
//! of this crate that are not compatible.

// Versions, operations and calls.
pub use crate::__calls as calls;
pub use crate::call::{Called, Visitor, not_of_this_crate, read_call, unknown_call, write_call};
pub use crate::decode::{Answer, Responses};
pub use crate::encode::{InPath, Outgoing};
pub use crate::error::{ReceivedHeaders, display_error, display_words};
pub use crate::operation::{Outcome, Recorded, SharesErrors};
pub use crate::version::{parse_version, read_version, version_in_answer, version_in_response};
pub use crate::{
    __client_example as example, __client_groups as client_groups, __client_methods as client_methods,
    __errors as errors, __feature_version as feature_version, __media_type as media_type,
    __modules as modules, __operation as operation, __responses as responses,
};

// Models.
pub use crate::check::{Bound, Check, Checker, Limited, Limits};
pub use crate::encode::{Commas, Number, Numbers, Plain, Sink, Value};
pub use crate::model::{
    BaseTag, Derived, Finite, Hidden, Object, Reading, Seconds, Tag, Tagged, Uri, Writing, Written,
    check_text, debug_flags, read_object, read_text, write_object,
};
pub use crate::reader::is_strict;
pub use crate::{
    __base64_text as base64_text, __enumeration as enumeration, __flags as flags, __kept_text as kept_text,
    __object as object, __transparent as transparent, __values as values,
};

// Clients.
pub use crate::{
    __client as client, __client_life as client_life, __client_options as client_options,
    __clients as clients,
};
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
pub use crate::{
    __span as span,
    client::{Settings, Span},
};
#[cfg(feature = "reqwest-client")]
pub use reqwest;
#[cfg(feature = "tracing")]
pub use tracing;
#[cfg(feature = "blocking-client")]
pub use ureq;

// The mock.
pub use crate::__mock as mock;
#[cfg(feature = "mock")]
pub use crate::mock::Mock;

// The server.
pub use crate::__server as server;
#[cfg(feature = "server")]
pub mod server {
    pub use crate::server::wire::{
        Authenticate, Documented, Incoming, JsonBody, OutgoingResponse, Refused, Routes, Values, Wanted,
        answered, checked, not_implemented, within,
    };
    pub use crate::{__server_api as api, __server_router as router};
}
