// The choices of the pages: without a script everything is shown.
"use strict";
const chosen = (id) => Number(document.getElementById(id).value);
const rows = (action) => document.querySelectorAll("[data-since]").forEach((row) => action(row, Number(row.dataset.since)));
const say = (text) => { document.getElementById("said").textContent = text; };

// The version that somebody's server has: what it lacks is crossed out.
function server() {
  const version = chosen("server");
  let lacking = 0;
  rows((row, since) => {
    const lacks = version > 0 && since > version;
    row.classList.toggle("lacking", lacks);
    lacking += lacks;
  });
  say(version > 0 ? `A server with version ${version} lacks ${lacking} of these.` : "");
}

// From one version to another: what came after the first, up to the second.
function between() {
  const [from, to] = [chosen("from"), chosen("to")].sort((a, b) => a - b);
  let shown = 0;
  rows((row, since) => {
    row.hidden = since <= from || since > to;
    shown += !row.hidden;
  });
  say(shown === 1 ? "1 thing is new." : `${shown} things are new.`);
}

for (const [ids, action] of [[["server"], server], [["from", "to"], between]]) {
  const fields = ids.map((id) => document.getElementById(id)).filter(Boolean);
  fields.forEach((field) => field.addEventListener("change", action));
  if (fields.length) { action(); }
}
