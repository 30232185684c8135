// Judge of what a page asks for: under `default-src 'self'`, in a folder of a server, and from a disk, nothing is refused,
// nothing is missing, nothing fails, and nothing is asked of another origin.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { behind, each, launch, main, open } from "./common.mjs";

const PREFIX = "/ville/innovation/";
const serving = { prefix: PREFIX, headers: { "content-security-policy": "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'self'" } };

/** The 404 page also loads its style from the root of the address that site.yaml declares, since a server shows it at any depth:
 *  in any other place that one request finds nothing, and the relative one beside it does. No other page may do so. */
const STYLE = "/theme/style.css";

async function judge(browser, site, pages, tell) {
  const findings = [];
  const disk = onDisk(site, pages);
  // The search is the same on every page: a few use it, and those that stand apart.
  const asking = pages.filter((path, at) => at < 2 || /^(404|recherche|search)\.html$/.test(path));
  const look = async (browser, path) => {
    const uses = { search: asking.includes(path) };
    const served = await watch(browser, path, site.base + path, site.base, uses, (what) => findings.push(`${path} (under ${PREFIX}): ${what}`));
    const address = pathToFileURL(join(disk, path)).href;
    return served + await watch(browser, path, address, pathToFileURL(disk).href + "/", uses, (what) => findings.push(`${path} (from a disk): ${what}`));
  };
  const counts = await each(browser, pages, look);
  // The shell asks for no icon, which is the same on every page: a window does, for one of them.
  if (!site.spoiled || findings.length === 0) {
    const windows = await launch();
    counts.push(await look(windows, pages.find((path) => path !== "404.html")));
    await windows.close();
  }
  const asked = counts.reduce((all, count) => all + count, 0);
  for (const path of site.asked) if (!path.startsWith(PREFIX) && !path.endsWith(STYLE)) findings.push(`${path} was asked, outside ${PREFIX}`);
  if (disk !== site.folder) rmSync(disk, { recursive: true });
  tell(`policy: ${asked} requests of ${pages.length} pages, under ${PREFIX} and from a disk`);
  return findings;
}

/** A spoiled page is spoiled on the disk too. */
function onDisk(site, pages) {
  if (!site.spoiled) return site.folder;
  const copy = mkdtempSync(join(tmpdir(), "essaim-disk-"));
  cpSync(join(site.folder, "theme"), join(copy, "theme"), { recursive: true });
  for (const path of new Set([...pages, ...Object.keys(site.spoiled)])) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), site.spoiled[path]?.(readFileSync(join(site.folder, path), "utf8")) ?? readFileSync(join(site.folder, path)));
  }
  return copy;
}

/** Opens a page, uses what its scripts offer, and tells all that went wrong. */
async function watch(browser, path, address, home, { search }, say) {
  let asked = 0;
  const spare = (url) => path === "404.html" && url?.endsWith(STYLE) && !url.startsWith(home);
  const page = await open(browser, address, {
    before: async (page) => {
      page.on("console", (message) => message.type() === "error" && !spare(message.location().url) && say(`the console says: ${message.text()}`));
      page.on("pageerror", (error) => say(`a script failed: ${error.message}`));
      page.on("requestfailed", (request) => spare(request.url()) || say(`${request.url()} failed: ${request.failure()?.errorText}`));
      page.on("request", (request) => {
        asked += 1;
        if (!request.url().startsWith(home) && !spare(request.url())) say(`asks ${request.url()}, which is not of the site`);
      });
      page.on("response", (response) => response.status() >= 400 && !spare(response.url()) && say(`${response.url()} is not there (${response.status()})`));
      await page.evaluateOnNewDocument(() => addEventListener("securitypolicyviolation", (event) => console.error(`${event.violatedDirective} refuses ${event.blockedURI}`)));
    },
  });
  // What is drawn when it comes in sight, and what is loaded when it is used.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  if (search) {
    await page.keyboard.press("/");
    await page.waitForSelector('[role="search"] input:focus', { timeout: 5000 }).then((field) => field.type("outil"), () => say("“/” opens no search"));
    await page.waitForSelector('[role="search"] [role=status]:not(:empty)', { timeout: 5000 }).catch(() => say("the search never answers"));
  }
  const away = await page.evaluate((home) => [...document.querySelectorAll("[href], [src]")]
    .map((element) => element.href?.baseVal ?? element.href ?? element.src)
    .filter((to) => to && location.protocol === new URL(to, location).protocol && new URL(to, location).host === location.host && !new URL(to, location).href.startsWith(home)), home);
  away.filter((to) => !spare(to)).forEach((to) => say(`leads to ${to}, out of the site`));
  await page.close();
  return asked;
}

const samples = [
  { name: "a style in the page", spoil: behind('<p style="color: red">Rouge</p>'), expects: /style-src.*refuses inline|Refused to apply inline style|violates the following.*style/i },
  { name: "a script in the page", spoil: behind("<script>1</script>"), expects: /script-src.*refuses inline|violates the following.*script/i },
  { name: "a picture of another site", spoil: behind('<img src="http://127.0.0.2:9/x.png" alt="">'), expects: /127\.0\.0\.2/ },
  { name: "a picture that is not there", spoil: behind('<img src="rien.png" alt="">'), expects: /rien\.png is not there/ },
  { name: "a link to the root of the server", spoil: behind('<a href="/outils/">Outils</a>'), expects: /out of the site/ },
  { name: "a script that fails", spoil: { "theme/search.js": (text) => `${text}\nnothing();` }, expects: /nothing is not defined/ },
  { name: "an icon that is not there", spoil: (text) => text.replace('<link rel="icon" href="', "$&rien/"), expects: /rien\/.* is not there/ },
  { name: "a search that reads data from a disk", spoil: { "theme/search.js": (text) => text.replace("script(`theme/${", "fetch(`${root}theme/${") }, expects: /from a disk.*(failed|never answers|opens no)/ },
  { name: "a style sheet that a disk does not have", spoil: (text) => text.replace("theme/style.css", "theme/rien.css"), expects: /from a disk.*rien\.css failed/ },
];

await main({ judge, samples, serving, shell: true });
