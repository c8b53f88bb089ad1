//! Every file can be written, on whatever file system.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::emit;
use crate::ir::Api;

/// Reports names that are too long for a file. That no two files are one is said of the identifiers.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    for file in emit::emit(api) {
        let path = file.path();
        let module = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        if let Some(name) = file.named_after().filter(|_| module.len() > emit::names::LONGEST_MODULE) {
            sink.report(mistakes::long_name(name.span, module.len(), emit::names::LONGEST_MODULE));
        }
    }
}
