// Reads the pages as people do, in a browser without a window: `node site.mjs FOLDER USED BROWSER`. Prints what is wrong.
// The pages of the first folder are looked at, and those of the second, whose document nobody edits, are used.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";
import puppeteer from "puppeteer-core";

const [folder, used, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["index.html", "reference.html", "versions.html", "changes.html"];
const VIEWS = [["light", 1280], ["dark", 1280], ["light", 390], ["dark", 390]];
const found = [];
const expect = (holds, what) => { if (!holds) { found.push(what); } };

const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox"] });

/** A page as it is after its scripts have run. Whatever it asks the network for, or complains about, is found. */
async function open(folder, name, scheme, width) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const where = `${name} (${scheme}, ${width} wide)`;
  page.on("console", (line) => expect(!["error", "warn"].includes(line.type()), `${where}: console: ${line.text()}`));
  page.on("pageerror", (error) => found.push(`${where}: ${error.message}`));
  page.on("request", (request) => expect(/^(file|data|blob):/.test(request.url()), `${where}: asks for ${request.url()}`));
  await page.goto(pathToFileURL(path.join(folder, name)).href, { waitUntil: "load" });
  if (name === "reference.html") {
    await page.waitForSelector("main", { timeout: 60_000 });
    await page.waitForNetworkIdle({ idleTime: 1000, timeout: 60_000 });
  }
  return [page, where];
}

/** What a page says that cannot be read by everybody, or does not fit. */
async function judge(name, scheme, width) {
  const [page, where] = await open(folder, name, scheme, width);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ preload: false }));
  for (const { id, nodes } of violations) {
    found.push(`${where}: axe: ${id}: ${nodes.length} times: ${nodes[0].html.slice(0, 160)}`);
  }
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(beyond <= 0, `${where}: ${beyond} px are beyond the edge`);
  const links = await page.$$eval("a[href]", (all) => all.map((link) => link.getAttribute("href")));
  for (const link of links.filter((link) => !link.startsWith("#") && !/^[a-z]+:/.test(link))) {
    expect(existsSync(path.join(folder, link.split("#")[0])), `${where}: ${link} leads nowhere`);
  }
  await page.screenshot({ path: path.join(folder, `${name}-${scheme}-${width}.png`) });
  await page.close();
}

/** What the reference says, all of which is looked at: it shows no more than that. No code is cut off. */
async function read(width) {
  const [reference, where] = await open(used, "reference.html", "light", width);
  const [text, cut] = await reference.evaluate(async () => {
    let [seen, cut] = ["", []];
    for (let top = 0; top < document.documentElement.scrollHeight; top += 600) {
      scrollTo(0, top);
      await new Promise((then) => setTimeout(then, 150));
      seen += document.body.innerText;
      cut = [...cut, ...document.querySelectorAll(".scalar-code-block > div")].filter((code) => code.scrollWidth > code.clientWidth);
    }
    return [seen, cut.map((code) => code.textContent.slice(0, 40))];
  });
  expect(text.includes("curl") && cut.length === 0, `${where}: code is cut off: ${cut}`);
  return text;
}

/** The filters, the keyboard, and what has to be on the reference. */
async function use() {
  const [versions] = await open(used, "versions.html", "light", 1280);
  const lacking = () => versions.$$eval("tr.lacking code", (all) => all.map((code) => code.textContent));
  expect((await lacking()).length === 0, "versions.html: without a choice something is crossed out");
  await versions.select('select[data-role=server][data-feature=desk]', "2");
  const two = await lacking();
  expect(two.includes("placePreviewCall"), `versions.html: at 2, placePreviewCall is not crossed out: ${two}`);
  expect(!two.includes("readyForCalls"), `versions.html: at 2, readyForCalls is crossed out`);
  await versions.keyboard.press("Tab");
  await versions.reload();
  await versions.keyboard.press("Tab");
  expect(await versions.evaluate(() => document.activeElement.className) === "skip", "versions.html: the first Tab is not the link to the content");
  await versions.keyboard.press("Enter");
  expect(await versions.evaluate(() => document.activeElement.id) === "content", "versions.html: the link to the content does not go there");

  const [changes] = await open(used, "changes.html", "light", 1280);
  const shown = () => changes.$$eval("tr[data-needs]:not([hidden]) code", (all) => all.map((code) => code.textContent));
  await changes.select('select[data-role=from][data-feature=desk]', "2");
  await changes.select('select[data-role=to][data-feature=desk]', "3");
  const new3 = await shown();
  expect(new3.includes("placePreviewCall") && !new3.includes("readyForCalls"), `changes.html: from 2 to 3 shows ${new3}`);

  const text = await read(1280);
  await read(390);
  for (const part of ["desk 4", "Place a call", "Log in again", "SpringQueue"]) {
    expect(text.includes(part), `reference.html: nothing of ${part}`);
  }
  // Range and order are those of the specification.
  expect(/queues\s+Type:\s+array of string\s+1…/.test(text), "reference.html: queues shows no range");
  const calls = ["Say that somebody is ready", "Place a call", "Drop everything"];
  const shownAt = calls.map((call) => text.indexOf(call));
  expect(shownAt.every((place, index) => place > (shownAt[index - 1] ?? -1)), `reference.html: the calls are in another order: ${shownAt}`);
}

try {
  for (const name of PAGES) {
    for (const [scheme, width] of VIEWS) {
      await judge(name, scheme, width);
    }
  }
  await use();
} finally {
  await browser.close();
}
console.log(found.join("\n"));
process.exitCode = found.length === 0 ? 0 : 1;
