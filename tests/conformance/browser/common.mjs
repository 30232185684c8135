// What the judges in a browser share: Chromium, a server of a built folder, which pages to look at, and the proof that
// a judge refuses a spoiled page.
//
//     node JUDGE.mjs FOLDER…          0: nothing found; 1: findings, one a line
//     node JUDGE.mjs FOLDER --prove   the same folder, one page spoiled at a time; 1 if the judge accepts one
//
// A judge calls `main({ judge, samples, serving })`. `judge(browser, site, pages)` gives findings as texts.
// A sample is `{ name, page, spoil, expects }`: `spoil` changes the text of one served page, and some finding must match.

import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const SHOWN = 60;
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".json": "application/json", ".jsonld": "application/ld+json", ".xml": "application/xml", ".txt": "text/plain",
  ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif", ".csv": "text/csv",
};

/** A file of a package of npm, where tests/run puts it. */
export const tool = (path) => resolve(fileURLToPath(import.meta.url), "../../../.tools/browser/node_modules", path);

/** A package of npm, as a module. */
export const load = async (name) => import(pathToFileURL(createRequire(tool(".")).resolve(name)));

/**
 * Chromium, or where tests/run found one and the judge is content with it, its shell without windows: the same pages drawn
 * by the same code for a third of the work, but no icon asked for, no printing.
 */
export async function launch(more = [], { shell = false } = {}) {
  const { default: puppeteer } = await load("puppeteer-core");
  const path = shell && process.env.CHROMIUM_SHELL;
  return puppeteer.launch({
    protocolTimeout: 20000,
    headless: path ? "shell" : true,
    executablePath: path || process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--lang=fr", ...more],
  });
}

/** Every file of a folder whose name ends so, as paths with `/`. */
export function files(folder, suffix) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = all.filter((entry) => entry.isFile() && entry.name.endsWith(suffix));
  return paths.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/")).sort();
}

/**
 * The fewest pages that show everything: each template (the class of the body), and in each, every element with its
 * classes and role. So a site of a thousand records asks for no more looks than one of twelve.
 */
export function sample(folder) {
  const pages = files(folder, ".html").map((path) => ({ path, features: features(readFileSync(join(folder, path), "utf8")) }));
  const rest = new Set(pages.flatMap((page) => [...page.features]));
  const chosen = [];
  while (rest.size) {
    let best = null;
    for (const page of pages) {
      page.gain = 0;
      for (const feature of page.features) if (rest.has(feature)) page.gain += 1;
      if (!best || page.gain > best.gain) best = page;
    }
    best.features.forEach((feature) => rest.delete(feature));
    chosen.push(best.path);
  }
  return chosen.sort();
}

/** The pages that weigh most when they are compressed. */
export function heaviest(folder, count) {
  const weights = files(folder, ".html").map((path) => [gzipSync(readFileSync(join(folder, path)), { level: 6 }).length, path]);
  return weights.sort(([a], [b]) => b - a).slice(0, count).map(([, path]) => path);
}

/** What the search of a page looks in: path, title, kind and texts of every page. */
export function documents(folder, page) {
  const index = /data-index="([^"]*)"/.exec(readFileSync(join(folder, page), "utf8"))[1];
  return JSON.parse(readFileSync(join(folder, "theme", index), "utf8").replace(/^self\.essaimIndex=|;\n$/g, "")).documents;
}

function features(html) {
  const kind = /<body[^>]*class="([\w-]*)/.exec(html)?.[1] ?? "";
  const found = new Set([kind]);
  for (const [, name, attributes] of html.matchAll(/<([a-z][\w-]*)((?:\s[^<>]*)?)>/g)) {
    const classes = /\sclass="([^"]*)"/.exec(attributes)?.[1] ?? "";
    const role = /\srole="([^"]*)"/.exec(attributes)?.[1] ?? "";
    const kept = classes.split(/\s+/).filter((word) => word && !/-\d+$/.test(word)).sort().join(".");
    found.add(`${kind} ${name}.${kept} ${role}`);
  }
  return found;
}

/** Serves a folder under a prefix, as an ordinary web server would: types, gzip, 404.html. */
export async function serve(folder, { prefix = "/", headers = {}, spoiled = {}, first = true } = {}) {
  const asked = [];
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    asked.push(path);
    const inside = path.startsWith(prefix);
    path = path.slice(prefix.length);
    if (path === "" || path.endsWith("/")) path += "index.html";
    const at = join(folder, path);
    let status = inside && !relative(folder, at).startsWith("..") && statSync(at, { throwIfNoEntry: false })?.isFile() ? 200 : 404;
    let bytes = status === 200 ? readFileSync(at) : Buffer.from("not found");
    if (spoiled[path]) bytes = Buffer.from(spoiled[path](bytes.toString("utf8")));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    const more = { "content-type": status === 200 ? type : "text/plain", "cache-control": "max-age=600", ...headers };
    if (status === 200 && /text|json|xml|svg|javascript/.test(type) && /gzip/.test(request.headers["accept-encoding"] ?? "")) {
      bytes = gzipSync(bytes, { level: 9 });
      more["content-encoding"] = "gzip";
    }
    response.writeHead(status, { ...more, "content-length": bytes.length }).end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { folder, first, origin, base: origin + prefix, asked, spoiled: Object.keys(spoiled).length ? spoiled : null, close: () => new Promise((done) => server.close(done).closeAllConnections()) };
}

/** Shows a page at a width, in light or dark, on screen or as printed. All in one call: the protocol forgets what a call leaves out. */
export async function as(page, { width = 1280, height = 900, dark = false, media = "screen" }) {
  const features = [
    { name: "prefers-color-scheme", value: dark ? "dark" : "light" }, { name: "prefers-reduced-motion", value: "reduce" },
  ];
  page.protocol ??= await page.createCDPSession();
  await page.protocol.send("Emulation.setEmulatedMedia", { media, features });
  await page.setViewport({ width, height });
}

/**
 * Does the same work for each item, in two windows at once: a browser leaves one of two cores idle. Not for what measures
 * time. Gives what the work gave, in the order of the items.
 */
export async function each(browser, items, work) {
  const rest = [...items].entries();
  const results = [];
  const window = async () => {
    // A window of its own, since a tab behind another has no focus and draws nothing.
    const own = await (browser.browser?.() ?? browser).createBrowserContext();
    try {
      for (const [at, item] of rest) results[at] = await work(own, item);
    } finally {
      await own.close();
    }
  };
  await Promise.all([window(), window()]);
  return results;
}

/** Opens a page and waits until it is loaded. */
export async function open(browser, address, { before, ...shown } = {}) {
  const page = await browser.newPage();
  await as(page, shown);
  if (before) await before(page);
  await page.goto(address, { waitUntil: "load" });
  return page;
}

/** `alone`: the judge measures time, so nothing else may run beside it. `shell`: see launch. */
export async function main(own) {
  const started = Date.now();
  const folders = process.argv.slice(2).filter((word) => !word.startsWith("--")).map((folder) => resolve(folder));
  const browser = await launch([], own);
  let bad = 0;
  try {
    if (process.argv.includes("--prove")) bad = await prove(browser, own, folders[0]);
    else for (const folder of folders) bad += await look(browser, own.judge, { ...own.serving, first: folder === folders[0] }, folder);
  } finally {
    await browser.close();
  }
  console.log(`${basename(process.argv[1])}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  process.exit(bad ? 1 : 0);
}

const short = (finding) => (finding.length > 240 ? `${finding.slice(0, 240)}…` : finding);

async function look(browser, judge, serving, folder) {
  const site = await serve(folder, serving);
  const pages = sample(folder);
  const findings = (await judge(browser, site, pages, console.log)).sort();
  findings.slice(0, SHOWN).forEach((finding) => console.log(short(finding)));
  if (findings.length > SHOWN) console.log(`… and ${findings.length - SHOWN} more`);
  console.log(`${basename(folder)}: ${pages.length} of ${files(folder, ".html").length} pages stand for all: ${findings.length} findings`);
  await site.close();
  return findings.length;
}

async function prove(browser, { judge, samples, serving = {}, alone = false }, folder) {
  const proofs = async (browser, { name, page = "index.html", spoil, expects }) => {
    const path = typeof page === "function" ? page(folder) : page;
    const [at, change] = typeof spoil === "function" ? [path, spoil] : Object.entries(spoil)[0];
    const site = await serve(folder, { ...serving, spoiled: { [at]: change } });
    const findings = await judge(browser, site, [path], () => {});
    const seen = findings.find((finding) => expects.test(finding));
    console.log(`${name}: ${seen ? `refused: ${short(seen)}` : `ACCEPTED\n    it said: ${findings.slice(0, 3).map(short).join("\n    ")}`}`);
    await site.close();
    return seen ? 0 : 1;
  };
  // What measures time measures alone.
  const verdicts = [];
  if (alone) for (const sample of samples) verdicts.push(await proofs(browser, sample));
  else verdicts.push(...(await each(browser, samples, proofs)));
  const accepted = verdicts.reduce((all, verdict) => all + verdict, 0);
  console.log(`${samples.length - accepted} of ${samples.length} spoiled samples refused`);
  return accepted;
}

/** A spoiler that puts markup at the end of a page. */
export const behind = (html) => (text) => text.replace("</main>", `${html}</main>`);
