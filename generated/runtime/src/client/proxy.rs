//! Which proxy the blocking client asks.

use ureq::Proxy;

use super::calls::Way;

/// The proxy that the environment names for servers that are reached in this way.
///
/// As other programs read it, and `ureq` does not: `HTTP_PROXY` is for `http://` and `HTTPS_PROXY` for `https://`. Ranges of
/// addresses in `NO_PROXY` are not understood.
pub(super) fn to(way: Way) -> Option<Proxy> {
    if way.loopback {
        return None; // else credentials meant for this machine would leave it, in plain text perhaps
    }
    if !way.encrypted && std::env::var_os("REQUEST_METHOD").is_some() {
        return None; // in a CGI program, `HTTP_PROXY` is what the header `Proxy` of a request says
    }
    let own = if way.encrypted { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    let names = own.into_iter().chain(["ALL_PROXY", "all_proxy"]);
    let named = names.filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty())?;
    let proxy = Proxy::new(&named).ok()?;
    let mut builder = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
    if let Some(username) = proxy.username() {
        builder = builder.username(username);
    }
    if let Some(password) = proxy.password() {
        builder = builder.password(password);
    }
    for host in no_proxy().split(',').map(str::trim).filter(|host| !host.is_empty()) {
        builder = builder.no_proxy(host);
        if !host.starts_with(['.', '*']) {
            builder = builder.no_proxy(&format!(".{host}")); // a domain is meant with all that is in it
        }
    }
    builder.build().ok()
}

fn no_proxy() -> String {
    ["NO_PROXY", "no_proxy"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}
