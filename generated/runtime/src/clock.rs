use std::time::SystemTime;

/// What time it is. `None` where there is no clock, such as in WebAssembly without WASI, where the standard library panics.
pub(crate) fn now() -> Option<SystemTime> {
    let is_there = cfg!(not(all(target_family = "wasm", target_os = "unknown")));
    is_there.then(SystemTime::now)
}
