//! Code that must not compile. Each example has a twin that compiles, so that it is refused for its one fault.
//!
//! A struct cannot be written as a literal, because later versions add fields:
//! ```compile_fail,E0639
//! let _ = icws_dialer::models::PlacePreviewCallParameters { call_initiated_by_timer: None, call_attributes: None };
//! ```
//! ```
//! let _ = icws_dialer::models::PlacePreviewCallParameters::new();
//! ```
//!
//! What takes several values of one type takes them by their names, and none may be missing:
//! ```compile_fail,E0063
//! use icws_dialer::models::{MarkCallForFinishingParameters, MarkCallForFinishingParametersValues};
//! let _ = MarkCallForFinishingParameters::from(MarkCallForFinishingParametersValues { call_id: "1".into() });
//! ```
//! ```
//! use icws_dialer::models::{MarkCallForFinishingParameters, MarkCallForFinishingParametersValues};
//! let values = MarkCallForFinishingParametersValues { call_id: "1".into(), campaign_id: "c".into() };
//! let _ = MarkCallForFinishingParameters::from(values);
//! ```
//!
//! An enumeration cannot be matched without `_`, because later versions add values:
//! ```compile_fail,E0004
//! fn is_drop(command: icws_dialer::models::DbCommandType) -> bool {
//!     use icws_dialer::models::DbCommandType as C;
//!     match command {
//!         C::Drop => true,
//!         C::Create | C::Insert | C::Update | C::Delete | C::Select | C::Unknown(_) => false,
//!     }
//! }
//! ```
//! ```
//! fn is_drop(command: icws_dialer::models::DbCommandType) -> bool {
//!     use icws_dialer::models::DbCommandType as C;
//!     match command {
//!         C::Drop => true,
//!         C::Create | C::Insert | C::Update | C::Delete | C::Select | C::Unknown(_) => false,
//!         _ => false,
//!     }
//! }
//! ```
//!
//! Nor can the successes of an operation:
//! ```compile_fail,E0004
//! fn is_accepted(response: icws_dialer::operations::PerformCallListQueryResponse) -> bool {
//!     use icws_dialer::operations::PerformCallListQueryResponse as R;
//!     match response {
//!         R::Ok(_) => false,
//!         R::Accepted => true,
//!     }
//! }
//! ```
//!
//! Nor its refusals, nor the fields of one of them:
//! ```compile_fail,E0638
//! fn challenge(error: icws_dialer::operations::ReadyForCallsError) {
//!     if let icws_dialer::operations::ReadyForCallsError::Unauthorized { challenge: _, error: _ } = error {}
//! }
//! ```
//! ```
//! fn challenge(error: icws_dialer::operations::ReadyForCallsError) {
//!     if let icws_dialer::operations::ReadyForCallsError::Unauthorized { challenge: _, error: _, .. } = error {}
//! }
//! ```
//!
//! What is required cannot be left out:
//! ```compile_fail,E0061
//! let _ = icws_dialer::models::MarkCallForFinishingParameters::new("call");
//! ```
//! ```
//! let _ = icws_dialer::models::MarkCallForFinishingParameters::new("call", "campaign");
//! ```
