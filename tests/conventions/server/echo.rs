//! An API whose outcomes tell what it was given.

use http::StatusCode;
use icws_connection::Challenge;
use icws_connection::models::formats::{DateTime, Seconds, Uuid};
use icws_connection::models::{
    Color, ConnectCreated, Error as Refusal, Kind, PutThingBody, Rights, Settings, Target, Thing,
};
use icws_connection::operations as ops;
use icws_connection::operations::{
    ConnectError, ConnectResponse, GetThingError, GetThingResponse, PutThingResponse,
};
use icws_connection::server::{ConnectionApi, Credentials, Denied};

/// Answers with what it was given.
pub(crate) struct Echo;

impl ConnectionApi for Echo {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        // Whoever needs no credentials is not asked for any.
        if credentials.csrf_token().is_empty() { Err(Denied::new("no token")) } else { Ok(()) }
    }

    async fn connect(&self, body: Settings) -> Result<ConnectResponse, ConnectError> {
        assert_eq!(Credentials::current().map(|it| it.csrf_token().to_owned()).as_deref(), Some(""));
        match body.user_id.as_str() {
            "accepted" => Ok(ConnectResponse::Accepted),
            "wrong" => Err(ConnectError::unauthorized(Challenge::default(), Refusal::new("wrong"))),
            "busy" => Err(ConnectError::service_unavailable(Some(7), "busy".to_owned())),
            "nobody" => Err(ConnectError::other(StatusCode::UNAUTHORIZED, Refusal::new("nobody"))),
            "teapot" => Err(ConnectError::other(StatusCode::IM_A_TEAPOT, Refusal::new("short and stout"))),
            "fine" => Err(ConnectError::other(StatusCode::OK, Refusal::new("not documented"))),
            "line\nbreak" => {
                let id = Some(body.user_id);
                Ok(ConnectResponse::created(id, None, None, ConnectCreated::new("")))
            }
            _ => {
                let until = "2026-01-02T03:04:05Z".parse().ok();
                let body = ConnectCreated::new(body.application_name);
                Ok(ConnectResponse::created(Some("17".to_owned()), Some(5), until, body))
            }
        }
    }

    async fn get_server(&self) -> Result<String, ops::GetServerError> {
        Ok("ic1 ü".to_owned())
    }

    async fn delete_thing(&self, thing_id: Uuid) -> Result<String, ops::DeleteThingError> {
        Ok(thing_id.to_string())
    }

    async fn find_things(
        &self,
        name: String,
        kind: Kind,
        marks: Vec<String>,
        color: Option<Color>,
        rights: Option<Rights>,
    ) -> Result<Vec<Thing>, ops::FindThingsError> {
        match name.as_str() {
            "gone" => Err(ops::FindThingsError::server_error(StatusCode::BAD_GATEWAY)),
            "fine" => Err(ops::FindThingsError::server_error(StatusCode::NOT_FOUND)),
            _ => Err(ops::FindThingsError::BadRequest(Refusal::new(format!(
                "{name:?} {kind:?} {marks:?} {color:?} {rights:?}"
            )))),
        }
    }

    async fn get_thing(
        &self,
        thing_id: Uuid,
        select: Option<Vec<String>>,
        rights_filter: Option<Vec<Color>>,
        limit: i32,
        deep: Option<bool>,
        scale: Option<f64>,
        scales: Option<Vec<f32>>,
        since: Option<DateTime>,
        within: Option<Seconds>,
        x_trace: Option<String>,
        x_marks: Option<Vec<String>>,
        if_kind: Kind,
    ) -> Result<GetThingResponse, GetThingError> {
        let told = format!(
            "{thing_id} {select:?} {rights_filter:?} {limit} {deep:?} {scale:?} {scales:?} {since:?} {within:?} \
             {x_trace:?} {x_marks:?} {if_kind:?}"
        );
        match limit {
            0 => Ok(GetThingResponse::NoContent),
            404 => Err(GetThingError::not_found()),
            _ => Err(GetThingError::client_error(StatusCode::CONFLICT, Refusal::new(told))),
        }
    }

    async fn patch_thing(&self, _: Uuid, body: Thing) -> Result<Vec<Target>, ops::PatchThingError> {
        body.target.clone()
            .map(|target| vec![target])
            .ok_or(ops::PatchThingError::BadRequest(Refusal::new("no target")))
    }

    async fn put_thing(
        &self,
        _: Uuid,
        body: Option<PutThingBody>,
    ) -> Result<PutThingResponse, ops::PutThingError> {
        let status = if body.is_some() { StatusCode::CREATED } else { StatusCode::NO_CONTENT };
        Ok(PutThingResponse::success(status))
    }
}
