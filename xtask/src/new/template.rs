//! What is printed. A value that is left empty has a comment behind it that says what it is to be.

use icws_codegen::ir::{Answer, Feature, Operation};

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

/// The version of the document.
pub(super) fn document_version(version: u32) -> String {
    format!("  version: '{version}'\n")
}

/// All ladders in the order in which they are declared, one of them with a further version.
pub(super) fn ladders(features: &[Feature], longer: &Feature) -> String {
    let mut features: Vec<&Feature> = features.iter().collect();
    features.sort_by_key(|feature| feature.span.start);
    let ladders: Vec<String> = features
        .iter()
        .map(|feature| {
            let newest = feature.newest + u32::from(*feature == longer);
            format!("{}: {{ oldest: {}, newest: {newest} }}", feature.name, feature.oldest)
        })
        .collect();
    format!("x-features: {{ {} }}\n", ladders.join(", "))
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
