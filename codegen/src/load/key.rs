//! The keys of a document that code asks for, each spelled once beside the grammar, which says what they are.

macro_rules! keys {
    ($($name:ident = $text:literal;)*) => {
        $(pub(crate) const $name: &str = $text;)*

        /// All of them.
        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($text),*];
    };
}

keys! {
    ADDITIONAL_PROPERTIES = "additionalProperties";
    ALL_OF = "allOf";
    ANY_OF = "anyOf";
    COMPONENTS = "components";
    CONTENT = "content";
    DEFAULT = "default";
    DEPRECATED = "deprecated";
    DESCRIPTION = "description";
    DISCRIMINATOR = "discriminator";
    ENUM = "enum";
    EXAMPLE = "example";
    EXAMPLES = "examples";
    EXCLUSIVE_MAXIMUM = "exclusiveMaximum";
    EXCLUSIVE_MINIMUM = "exclusiveMinimum";
    EXPLODE = "explode";
    EXTERNAL_DOCS = "externalDocs";
    FORMAT = "format";
    HEADERS = "headers";
    IN = "in";
    INFO = "info";
    ITEMS = "items";
    MAPPING = "mapping";
    MAXIMUM = "maximum";
    MAX_ITEMS = "maxItems";
    MAX_LENGTH = "maxLength";
    MAX_PROPERTIES = "maxProperties";
    MINIMUM = "minimum";
    MIN_ITEMS = "minItems";
    MIN_LENGTH = "minLength";
    MIN_PROPERTIES = "minProperties";
    MULTIPLE_OF = "multipleOf";
    NAME = "name";
    NEWEST = "newest";
    NOT = "not";
    NULLABLE = "nullable";
    OLDEST = "oldest";
    ONE_OF = "oneOf";
    OPENAPI = "openapi";
    OPERATION_ID = "operationId";
    PARAMETERS = "parameters";
    PATHS = "paths";
    PATTERN = "pattern";
    PROPERTIES = "properties";
    PROPERTY_NAME = "propertyName";
    READ_ONLY = "readOnly";
    REASON = "reason";
    REF = "$ref";
    REQUEST_BODIES = "requestBodies";
    REQUEST_BODY = "requestBody";
    REQUIRED = "required";
    RESPONSES = "responses";
    SCHEMA = "schema";
    SCHEMAS = "schemas";
    SECURITY = "security";
    SECURITY_SCHEMES = "securitySchemes";
    SINCE = "since";
    SUMMARY = "summary";
    TAGS = "tags";
    TITLE = "title";
    TYPE = "type";
    UNIQUE_ITEMS = "uniqueItems";
    VALUE = "value";
    VERSION = "version";
    WRITE_ONLY = "writeOnly";
    XML = "xml";
    X_DEPRECATED = "x-deprecated";
    X_ENUM_DEPRECATED = "x-enum-deprecated";
    X_ENUM_DESCRIPTIONS = "x-enum-descriptions";
    X_ENUM_RENAMED_FROM = "x-enum-renamed-from";
    X_ENUM_VARNAMES = "x-enum-varnames";
    X_FEATURES = "x-features";
    X_FEATURE_VERSION = "x-feature-version";
    X_FLAGS = "x-flags";
    X_INFERRED = "x-inferred";
    X_RENAMED_FROM = "x-renamed-from";
    X_RUST_NAME = "x-rust-name";
    X_SECRET = "x-secret";
    X_SUPPLIED_BY = "x-supplied-by";
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_is_a_key_of_the_grammar() {
        let dialect = crate::load::dialect(&[]);
        for key in super::ALL {
            assert!(dialect.contains(&format!("\"{key}\": {{")), "{key}");
        }
    }
}
