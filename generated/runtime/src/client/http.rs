//! The client of `reqwest` that carries calls.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::calls::Way;
use super::settings::Settings;
use super::tls::Tls;
use crate::{ClientError, TransportError};

/// A client that is there, or one that the first call makes.
///
/// What encrypted connections trust is read from files, which may take longer than a call, and whoever makes a client is
/// usually a task on a runtime, whose thread others need. So the first call has it read by a thread that may be blocked,
/// and the calls of that moment wait for it together. If it fails, the next call tries again.
#[derive(Clone)]
pub(super) enum Http {
    Made(reqwest::Client),
    Planned(Arc<Planned>),
}

impl Http {
    /// Makes what needs no file at once.
    pub(super) fn new(settings: &Settings) -> Result<Self, ClientError> {
        let way = settings.way();
        let tls = Tls::choose(way.encrypted)?;
        let (timeout, connect_timeout) = (settings.timeout, settings.connect_timeout);
        let planned = Planned { tls, way, timeout, connect_timeout, made: OnceCell::new() };
        if way.encrypted { Ok(Self::Planned(Arc::new(planned))) } else { planned.make().map(Self::Made) }
    }

    /// The client, and how long the call may take if that is another time than the client was set up for: what it has
    /// waited here counts.
    pub(super) async fn ready(
        &self,
        limit: Option<Duration>,
    ) -> Result<(reqwest::Client, Option<Duration>), TransportError> {
        match self {
            Self::Made(client) => Ok((client.clone(), limit)),
            Self::Planned(planned) => match planned.made.get() {
                Some(client) => Ok((client.clone(), limit)),
                None => Box::pin(planned.ready(limit)).await,
            },
        }
    }
}

/// What a client is made of.
pub(super) struct Planned {
    tls: Tls,
    way: Way,
    timeout: Duration,
    connect_timeout: Duration,
    made: OnceCell<reqwest::Client>,
}

impl Planned {
    async fn ready(
        self: &Arc<Self>,
        limit: Option<Duration>,
    ) -> Result<(reqwest::Client, Option<Duration>), TransportError> {
        let (begun, whole) = (Instant::now(), limit.unwrap_or(self.timeout));
        let made = self.made.get_or_try_init(|| Arc::clone(self).make_elsewhere());
        let made = timeout(whole.min(self.connect_timeout), made).await;
        let client = made.map_err(TransportError::connect_timeout)??.clone();
        Ok((client, Some(whole.saturating_sub(begun.elapsed()))))
    }

    async fn make_elsewhere(self: Arc<Self>) -> Result<reqwest::Client, TransportError> {
        let made = spawn_blocking(move || self.make()).await;
        made.map_err(TransportError::connect)?.map_err(TransportError::connect)
    }

    fn make(&self) -> Result<reqwest::Client, ClientError> {
        let mut http = self
            .tls
            .for_reqwest(reqwest::Client::builder())?
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_gzip() // and so on: another crate may have switched on the features, but nothing asks for them here
            .no_brotli()
            .no_zstd()
            .no_deflate();
        if self.way.loopback {
            http = http.no_proxy(); // else credentials meant for this machine would leave it, in plain text perhaps
        }
        http.build().map_err(ClientError::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Tested, session};

    /// One that is being made, for as long as this takes.
    async fn ready_after(
        making: Duration,
        connect_timeout: Duration,
    ) -> Result<Option<Duration>, Box<dyn std::error::Error>> {
        let settings = Settings::new(session("http://127.0.0.1:1")?);
        let (tls, way) = (Tls::choose(false)?, settings.way());
        let timeout = Duration::from_secs(20);
        let planned = Arc::new(Planned { tls, way, timeout, connect_timeout, made: OnceCell::new() });
        let making = async {
            let make = || async {
                tokio::time::sleep(making).await;
                Ok(reqwest::Client::new())
            };
            planned.made.get_or_try_init(make).await.map(drop)
        };
        let http = Http::Planned(Arc::clone(&planned));
        let (made, ready): (Result<(), TransportError>, _) = tokio::join!(making, http.ready(None));
        made?;
        Ok(ready?.1)
    }

    #[tokio::test]
    async fn what_a_call_has_waited_for_its_client_counts() -> Tested {
        let left = ready_after(Duration::from_millis(100), Duration::from_secs(10)).await?;
        let most = Duration::from_secs(20) - Duration::from_millis(100);
        assert!(left.is_some_and(|left| left <= most), "{left:?}");
        Ok(())
    }

    #[tokio::test]
    async fn a_client_that_is_not_there_in_time_is_no_connection() -> Tested {
        let ready = ready_after(Duration::from_secs(1), Duration::from_millis(20)).await;
        let error = ready.err().and_then(|error| error.downcast::<TransportError>().ok());
        assert!(error.is_some_and(|error| error.is_connect() && error.is_timeout()));
        Ok(())
    }
}
