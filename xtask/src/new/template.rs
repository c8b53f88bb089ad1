//! What is printed. A value that is left empty has a comment behind it that says what it is to be.

use icws_codegen::ir::{Answer, Operation};

/// A call beside another one, which has the group, the folder of the path and the media type in common with it, and the
/// type of what is sent.
pub(super) fn operation(model: &Operation, id: &str, version: &str) -> String {
    let folder = model.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (segment, tags, media_type) = (kebab(id), model.tags.join(", "), media_type(model));
    format!(
        "  {folder}/{segment}:
    post:
      operationId: {id}
      tags: [{tags}]
      x-feature-version: {version}
      summary: # a few words, without a full stop
      description: # what it does, and when to call it
      parameters:
        - $ref: '#/components/parameters/sessionId'
      requestBody:
        required: true
        content:
          {media_type}:
            schema:
              $ref: '#/components/schemas/{id}Parameters'
      responses:
        '200':
          description: # what success means
        '400':
          $ref: '#/components/responses/invalidRequest'
        '401':
          $ref: '#/components/responses/unauthorized'
        '410':
          $ref: '#/components/responses/gone'
        '500':
          $ref: '#/components/responses/internalServerError'

    {id}Parameters:
      description: # what is sent
      type: object
      properties: # those of the body, each as `cargo xtask new property` prints it
      additionalProperties: true
"
    )
}

/// A property of a type.
pub(super) fn property(name: &str, version: &str) -> String {
    format!(
        "        {name}:
          description: # what it says, with its unit
          x-feature-version: {version}
          type: # string, integer, number, boolean, array with `items`, or object
"
    )
}

/// An answer with the body that the other errors of the operation have.
pub(super) fn status(operation: &Operation, status: u16) -> String {
    let head =
        format!("        '{status}':\n          description: # what happened, and what the caller can do\n");
    let is_error = status >= 400;
    match operation.errors.iter().find(|_| is_error).and_then(Answer::json) {
        None => head,
        Some(_) => format!(
            "{head}          content:
            {}:
              schema:
                $ref: '#/components/schemas/error'
",
            media_type(operation)
        ),
    }
}

/// A further version.
pub(super) fn rung(feature: &str, [oldest, newest]: [u32; 2]) -> String {
    format!(
        "  version: '{newest}'\n\nx-features: {{ {feature}: {{ oldest: {oldest}, newest: {newest} }} }}\n"
    )
}

/// The media type of what is sent and answered.
fn media_type(operation: &Operation) -> &str {
    let body = operation.body.as_ref().map(|body| body.content.media_type());
    body.or_else(|| operation.accept().first().copied()).unwrap_or("application/json")
}

/// `scheduleCallback` is `schedule-callback` in a path.
fn kebab(id: &str) -> String {
    let mut path = String::new();
    for character in id.chars() {
        if character.is_ascii_uppercase() && !path.is_empty() {
            path.push('-');
        }
        path.push(character.to_ascii_lowercase());
    }
    path.replace('_', "-")
}
