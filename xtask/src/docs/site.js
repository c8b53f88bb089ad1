// The choices of the pages: without a script everything is shown.
"use strict";
const selects = (role) => [...document.querySelectorAll(`select[data-role=${role}]`)];
const chosen = (role) => Object.fromEntries(selects(role).map((field) => [field.dataset.feature, Number(field.value)]));
const rows = (action) => document.querySelectorAll("[data-needs]").forEach((row) => action(row, Object.entries(JSON.parse(row.dataset.needs))));
const isIn = (needs, versions) => needs.every(([feature, version]) => version <= versions[feature]);
const say = (text) => { document.getElementById("said").textContent = text; };

// The versions that somebody's server has: what it lacks is crossed out.
function server() {
  const versions = chosen("server");
  let lacking = 0;
  rows((row, needs) => {
    const lacks = !isIn(needs, versions);
    row.classList.toggle("lacking", lacks);
    lacking += lacks;
  });
  const isAny = Object.values(versions).every((version) => version === Infinity);
  say(isAny ? "" : `Such a server lacks ${lacking} of these.`);
}

// From one version to another: what is in the later one and was not in the earlier one.
function between() {
  const [one, other] = [chosen("from"), chosen("to")];
  const pick = (which) => Object.fromEntries(Object.keys(one).map((name) => [name, which(one[name], other[name])]));
  const [from, to] = [pick(Math.min), pick(Math.max)];
  let shown = 0;
  rows((row, needs) => {
    row.hidden = isIn(needs, from) || !isIn(needs, to);
    shown += !row.hidden;
  });
  say(shown === 1 ? "1 thing is new." : `${shown} things are new.`);
}

for (const [roles, action] of [[["server"], server], [["from", "to"], between]]) {
  const fields = roles.flatMap(selects);
  fields.forEach((field) => field.addEventListener("change", action));
  if (fields.length) { action(); }
}
