//! A small document, for the tests of single modules.

use crate::{Diagnostics, Output, Spec};

/// Its comments are the places where a test adds lines.
const DOCUMENT: &str = "\
openapi: 3.0.3
info: { title: Example, version: '4' }
x-features: { dialer: { oldest: 2, newest: 4 } }
security: [{ token: [], cookie: [] }]
paths:
  /icws/{sessionId}/thing:
    post:
      operationId: doThing
      parameters:
        - { name: sessionId, in: path, required: true, x-supplied-by: session, schema: { type: string } }
        # parameters
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/thing' } } } }
      responses: { '200': { description: Done. } }
components:
  securitySchemes:
    token: { type: apiKey, in: header, name: ININ-ICWS-CSRF-Token }
    cookie: { type: apiKey, in: header, name: Cookie }
    # schemes
  schemas:
    thing:
      type: object
      properties:
        text: { type: string }
        # properties
    # schemas
";

/// What becomes of it where something stands in the place of each comment, or the codes of its mistakes.
pub(crate) fn generated(edits: &[(&str, &str)]) -> Result<Output, Vec<&'static str>> {
    let edited = |text: String, (comment, lines): &(&str, &str)| {
        assert!(text.contains(comment), "{comment}");
        text.replace(comment, lines)
    };
    let text = edits.iter().fold(DOCUMENT.to_owned(), edited);
    let codes = |mistakes: Diagnostics| mistakes.iter().map(|mistake| mistake.code.as_str()).collect();
    crate::generate(Spec { path: "example.yaml", bytes: text.as_bytes() }).map_err(codes)
}
