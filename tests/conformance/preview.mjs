// Judge of `essaim serve` in a real browser: reload on save, the place on the page, the error over the last good
// page, its repair, and a policy that nothing breaks.
//
//     node --experimental-websocket tests/conformance/preview.mjs target/release/essaim
//
// Chromium is driven by its own protocol (Chrome DevTools Protocol), without a library between.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const essaim = resolve(process.argv[2]);
const home = mkdtempSync(join(tmpdir(), "essaim-preview-"));
const project = join(home, "projet");
const children = [];
const failures = [];

/** Waits for a condition, and says whether it came. */
async function until(seen, milliseconds = 10000) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    const value = await seen();
    if (value) return value;
    await new Promise((done) => setTimeout(done, 15));
  }
  return false;
}

function promise(kept, what) {
  console.log(`${kept ? "right" : "WRONG"}  ${what}`);
  if (!kept) failures.push(what);
}

/** Starts a program, and waits for what it must say. */
async function start(command, args, pattern) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said += piece));
  const found = await until(() => said.match(pattern), 30000);
  if (!found) throw new Error(`${command} never said ${pattern}:\n${said}`);
  return found[1];
}

/** A tab of the browser. */
class Tab {
  static async open(debuggerUrl) {
    const tab = new Tab();
    const address = debuggerUrl.replace("ws://", "http://").replace(/\/devtools.*/, "/json/new?about:blank");
    const target = await (await fetch(address, { method: "PUT" })).json();
    tab.socket = new WebSocket(target.webSocketDebuggerUrl);
    tab.waiting = new Map();
    tab.number = 0;
    tab.complaints = [];
    tab.socket.onmessage = ({ data }) => {
      const { id, method, params, result } = JSON.parse(data);
      if (id) tab.waiting.get(id)?.(result);
      if (method === "Log.entryAdded" && params.entry.level === "error") tab.complaints.push(params.entry.text);
      if (method === "Runtime.exceptionThrown") tab.complaints.push(params.exceptionDetails.text);
    };
    await new Promise((done) => (tab.socket.onopen = done));
    for (const domain of ["Page", "Runtime", "Log"]) await tab.send(`${domain}.enable`);
    return tab;
  }

  send(method, params = {}) {
    const id = ++this.number;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((done) => this.waiting.set(id, done));
  }

  async value(expression) {
    const answer = await this.send("Runtime.evaluate", { expression, returnByValue: true });
    return answer?.result?.value;
  }
}

async function judge() {
  const made = spawnSync(essaim, ["--lang", "fr", "init", project], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  const tool = join(project, "content/outils/la-balade.md");
  const long = Array.from({ length: 80 }, (_, line) => `Paragraphe ${line}.`).join("\n\n");
  const text = `${readFileSync(tool, "utf8")}\n${long}\n`;
  writeFileSync(tool, text);
  const address = await start(essaim, ["--lang", "fr", "--root", project, "serve"], /(http:\/\/\S+?\/)\s/);
  const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = [...quiet, `--user-data-dir=${join(home, "chromium")}`, "--remote-debugging-port=0", "about:blank"];
  const tab = await Tab.open(await start("chromium", browser, /(ws:\/\/\S+)/));
  const says = (words) => until(() => tab.value(`document.body.innerText.includes(${JSON.stringify(words)})`));
  // The preview's own corner, which the page's styles do not reach.
  const corner = "document.querySelector('essaim-preview')?.shadowRoot";
  const notes = async (selector) =>
    (await tab.value(`${corner}?.querySelector(${JSON.stringify(selector)})?.textContent`)) ?? "";

  await tab.send("Page.navigate", { url: `${address}outils/la-balade.html` });
  promise(await says("Paragraphe 79."), "the page is shown");
  await tab.value("window.before = true; window.scrollTo(0, 600)");
  writeFileSync(tool, text.replace("Paragraphe 40.", "Paragraphe changé."));
  promise(await says("Paragraphe changé."), "a save reloads the page");
  promise(!(await tab.value("window.before")), "it is the page anew");
  promise(await until(async () => Math.abs((await tab.value("window.scrollY")) - 600) < 3), "the place on the page stays");

  writeFileSync(tool, text.replace("levier: echanges", "levier: echange"));
  promise(await until(async () => (await notes(".errors")).includes("echange")), "an error is shown over the page");
  promise((await notes(".errors")).includes("vouliez-vous écrire « echanges »"), "with its remedy");
  promise(await says("Paragraphe changé."), "over the last good page");
  const link = await tab.value(`${corner}.querySelector('.errors a').href`);
  promise(link?.startsWith("vscode://file/") && link.endsWith("la-balade.md:3:9"), "with a link to its place");
  promise(await tab.value(`${corner}.querySelector('.errors').getAttribute('role') === 'region'`), "in a named region");
  writeFileSync(tool, text.replace("Paragraphe 40.", "Paragraphe réparé."));
  promise(await says("Paragraphe réparé."), "a repair is shown");
  promise(await until(async () => (await notes(".errors")) === ""), "and clears the error");
  promise(await until(async () => (await notes(".warnings")).includes("avertissement")), "warnings stand in their corner");
  promise(tab.complaints.length === 0, `the browser complains of nothing: ${tab.complaints.join(" | ")}`);
  // The judge must be able to refuse: what is not there is not seen.
  promise(!(await until(() => tab.value("document.body.innerText.includes('Paragraphe jamais écrit')"), 300)), "what is not there is not seen");
}

judge()
  .catch((error) => failures.push(error.stack) && console.error(error))
  .finally(() => {
    children.forEach((child) => child.kill());
    setTimeout(() => {
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      process.exit(failures.length ? 1 : 0);
    }, 300);
  });
