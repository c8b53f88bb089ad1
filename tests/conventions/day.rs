//! An agent's day with two crates: one is made of a document that has logins and features, the other is icws-dialer. They
//! share the session and its connections, and the server is made of both, too.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};

use icws_desk::SetCookies;
use icws_desk::models::{
    ByName, ByTicket, Credentials as User, ErrorBase, Feature, Features, LogInIncludeItem, Welcome,
};
use icws_desk::operations::{ListFeaturesError, LogIn, LogInError, LogInResponse, LogOutError};
use icws_desk::server::{Credentials, Denied, DeskApi, axum};
use icws_dialer::models::{
    CallListQueryResponse, DbCommandParameters, DbCommandType, DbTableType, MarkCallForFinishingParameters,
    PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    EstablishPersistentConnectionError, MarkCallForFinishingError, PerformCallListQueryError,
    PerformCallListQueryResponse, PlacePreviewCallError, ReadyForCallsError,
};
use icws_dialer::server::DialerApi;
use icws_dialer::{DialerVersion, Session};

type Anything = Box<dyn StdError + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Anything> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async { axum::serve(listener, Server::default().router()).await });
    day(&url).await
}

async fn day(url: &str) -> Result<(), Anything> {
    // Nobody is logged in yet, so what needs no session can be called, and nothing else.
    let desk = icws_desk::Client::new(Session::anonymous(url)?)?;
    let features = desk.list_features().await?.feature_info_list;
    let dialer = features.iter().find(|feature| feature.feature_id == "dialer").ok_or("no dialer")?;
    let version = DialerVersion::new(dialer.version.try_into()?);
    println!("the server has {version}");

    let refused = desk.log_in(&ByTicket::new("Desk", "used").into()).await;
    println!("{}", refused.err().ok_or("a used ticket is good")?);
    let user = User::from(ByName::new("Desk", "agent1", "p4ssw0rd"));
    let login = LogIn::new(&user).with_include(&[LogInIncludeItem::Features]);
    let answer = desk.execute_with_response(&login).await?;
    if let LogInResponse::Created { body, .. } = answer.body() {
        println!("{} is logged in", body.user_id);
    }
    let desk = desk.with_session(Session::from_login_response(url, answer)?);

    let agent = icws_dialer::Client::sharing(&desk).with_server_version(version);
    agent.establish_persistent_connection().await?;
    agent.ready_for_calls(&StartReceivingParameters::new().with_campaign_ids(["c1"])).await?;
    agent.place_preview_call(&PlacePreviewCallParameters::new()).await?;
    agent.mark_call_for_finishing(&MarkCallForFinishingParameters::new("call", "c1")).await?;
    let command =
        DbCommandParameters::new("ContactList", "SELECT ...", DbCommandType::Select, DbTableType::CallList);
    let query = PerformCallListQueryParameters::new("7e6f4d0c-3f0e-4b27-9a55-0d8f1d5b8a11", command);
    let PerformCallListQueryResponse::Ok(answer) = agent.perform_call_list_query(&query).await? else {
        return Err("the query has no result".into());
    };
    println!("five calls; the query affected {} records", answer.records_affected);

    desk.log_out().await?;
    let error = agent.establish_persistent_connection().await.err().ok_or("the session has not ended")?;
    println!("logged out: {error}");
    if error.is_unauthorized() { Ok(()) } else { Err("another error was expected".into()) }
}

/// A server with both APIs, and the number of the session that is open.
#[derive(Clone, Default)]
struct Server(Arc<Mutex<Option<u32>>>);

impl Server {
    fn router(self) -> axum::Router {
        let desk = icws_desk::server::router(self.clone()).reset_fallback();
        desk.merge(icws_dialer::server::router(self))
    }

    fn admit(&self, credentials: &Credentials) -> Result<(), Denied> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = open.map(|number| credentials.matches(&number.to_string(), "t0k3n", "icws=abc"));
        if open == Some(true) { Ok(()) } else { Err(Denied::new("there is no such session")) }
    }

    fn open(&self, number: Option<u32>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = number;
    }
}

impl DeskApi for Server {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        self.admit(credentials)
    }

    async fn list_features(&self) -> Result<Features, ListFeaturesError> {
        Ok(Features::new([Feature::new("dialer", 9)]))
    }

    async fn log_in(
        &self,
        include: Option<Vec<LogInIncludeItem>>,
        body: User,
    ) -> Result<LogInResponse, LogInError> {
        let User::ByName(user) = body else {
            return Err(LogInError::bad_request(ErrorBase::new("the ticket is used").into()));
        };
        self.open(Some(17));
        let features = include.iter().flatten().map(|_| Feature::new("dialer", 9));
        let welcome = Welcome::new(user.user_id).with_features(features);
        let cookies: SetCookies = ["icws=abc; Path=/icws"].into_iter().collect();
        Ok(LogInResponse::created(Some("t0k3n".to_owned()), Some("17".to_owned()), cookies, welcome))
    }

    async fn log_out(&self) -> Result<(), LogOutError> {
        self.open(None);
        Ok(())
    }
}

impl DialerApi for Server {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        self.admit(credentials)
    }

    async fn establish_persistent_connection(&self) -> Result<(), EstablishPersistentConnectionError> {
        Ok(())
    }

    async fn ready_for_calls(&self, _: StartReceivingParameters) -> Result<(), ReadyForCallsError> {
        Ok(())
    }

    async fn place_preview_call(&self, _: PlacePreviewCallParameters) -> Result<(), PlacePreviewCallError> {
        Ok(())
    }

    async fn mark_call_for_finishing(
        &self,
        _: MarkCallForFinishingParameters,
    ) -> Result<(), MarkCallForFinishingError> {
        Ok(())
    }

    async fn perform_call_list_query(
        &self,
        _: PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, PerformCallListQueryError> {
        Ok(PerformCallListQueryResponse::Ok(CallListQueryResponse::new(2, "", [])))
    }
}
