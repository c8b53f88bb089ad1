//! A client of either kind, as it is by default, that waits for each answer.

use icws_dialer::{Operation, Session};
use icws_tests::Tested;
use icws_tests::either::{Either, Which};
use icws_tests::operation::Row;
use icws_tests::outcome::{Outcome, outcome};
use tokio::runtime::{Builder, Runtime};

pub(crate) struct Caller {
    pub(crate) which: Which,
    client: Either,
    runtime: Runtime,
}

impl Caller {
    pub(crate) fn new(which: Which, session: Session) -> Tested<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self { which, client: which.client(session)?, runtime })
    }

    pub(crate) fn execute<O: Operation<Response: std::fmt::Debug>>(&self, operation: &O) -> Outcome {
        match &self.client {
            Either::Asynchronous(client) => outcome(self.runtime.block_on(client.execute(operation))),
            Either::Blocking(client) => outcome(client.execute(operation)),
        }
    }

    /// Makes a call with the client's own method for it, with everything set.
    pub(crate) fn call(&self, row: &'static Row) -> Outcome {
        self.runtime.block_on(self.client.call(row))
    }
}
