// Judge of weight: what each kind of page makes a browser fetch, compressed, stays within the budget; and the heaviest
// pages of all are among those looked at. What a search loads once it is asked for is told apart. Pictures of points keep
// their place before they come, and a telephone loads the smallest of their sizes that fills it.

import { behind, each, heaviest, main } from "./common.mjs";

const BUDGET = { total: 30 * 1024, script: 5 * 1024, requests: 6 };

async function judge(browser, site, pages, tell) {
  const findings = [];
  const worst = { total: ["", 0], script: ["", 0], requests: ["", 0], search: ["", 0] };
  let pictures = 0;
  const looked = new Set([...pages, ...(tell === console.log ? heaviest(site.folder, 3) : [])]);
  await each(browser, looked, async (browser, path) => {
    const loads = [];
    const page = await browser.newPage();
    const wire = await page.createCDPSession();
    await wire.send("Network.enable");
    const types = new Map();
    wire.on("Network.responseReceived", ({ requestId, type, response }) => types.set(requestId, { type, url: response.url }));
    wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => types.has(requestId) && loads.push({ ...types.get(requestId), bytes: encodedDataLength }));
    await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(site.base + path);
    await page.waitForNetworkIdle({ idleTime: 60 });
    const at = loads.length;
    const sum = (loads) => loads.reduce((all, load) => all + load.bytes, 0);
    const figures = { total: sum(loads), script: sum(loads.filter((load) => load.type === "Script")), requests: loads.length };
    await page.keyboard.press("/");
    await page.waitForSelector('[role="search"] input:focus', { timeout: 10000 }).catch(() => findings.push(`${path}: “/” opens no search`));
    figures.search = sum(loads.slice(at));
    for (const [name, value] of Object.entries(figures)) if (value > worst[name][1]) worst[name] = [path, value];
    for (const [name, most] of Object.entries(BUDGET)) {
      if (figures[name] > most) findings.push(`${path}: ${name} ${figures[name]}, ${most} at most (${loads.slice(0, at).map((load) => `${load.url.split("/").pop()} ${load.bytes}`).join(", ")})`);
    }
    await page.close();
    const seen = await small(browser, site.base + path, (finding) => findings.push(`${path}: ${finding}`));
    pictures += seen;
  });
  const said = (name, unit) => `${unit(worst[name][1])} (${worst[name][0] || "no page"})`;
  const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
  tell(`weight of ${looked.size} pages, headers included, at worst: ${said("total", kib)} in all, ${said("script", kib)} of script, ${said("requests", String)} requests; a search loads ${said("search", kib)} more; ${pictures} pictures of points on a telephone`);
  return findings;
}

/** The pictures of points of a page at 360 px: their places are known, and none is loaded larger than it is shown. */
async function small(browser, address, tell) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 800 });
  await page.goto(address);
  const shown = await page.evaluate(async () => {
    const points = [...document.images].filter((image) => !/\.svg(\?|$)/.test(image.getAttribute("src")));
    const all = [];
    for (const image of points) {
      const set = image.closest("picture")?.querySelector("source")?.srcset || image.srcset;
      const sizes = set.split(", ").filter(Boolean).map((one) => one.split(" ")).map(([link, width]) => ({ link: new URL(link, document.baseURI).href, width: parseInt(width) }));
      image.scrollIntoView();
      image.loading = "eager";
      await Promise.race([image.decode().catch(() => {}), new Promise((done) => setTimeout(done, 5000))]);
      all.push({ name: image.getAttribute("src"), kept: image.hasAttribute("width") && image.hasAttribute("height"), loaded: image.currentSrc, wide: image.clientWidth * devicePixelRatio, sizes });
    }
    return all;
  });
  for (const { name, kept, loaded, wide, sizes } of shown) {
    if (!kept) tell(`${name} has no width and height: the page moves when it comes`);
    const enough = sizes.find(({ width }) => width >= wide) ?? sizes.at(-1);
    const chosen = sizes.find(({ link }) => link === loaded);
    if (enough && !(chosen?.width <= enough.width)) tell(`${name}: at 360 px ${loaded.split("/").pop()} is loaded where ${enough.link.split("/").pop()} fills it`);
  }
  await page.close();
  return shown.length;
}

const noise = (bytes) => Array.from({ length: bytes / 8 }, (_, at) => Math.imul(at + 1, 2654435761).toString(36).padStart(8, "0").slice(-8)).join("");
const samples = [
  { name: "40 KiB of text", spoil: behind(`<p>${noise(80000)}</p>`), expects: /index\.html: total/ },
  { name: "a script of 8 KiB", spoil: { "theme/site.js": (text) => `${text}\n"${noise(16000)}"` }, expects: /index\.html: script/ },
  { name: "a search loaded before anyone asks", spoil: (text) => text.replace("</head>", '<script src="theme/minisearch.js" defer></script></head>'), expects: /index\.html: script/ },
  { name: "eight pictures", spoil: behind(Array.from({ length: 8 }, (_, at) => `<img src="theme/icon.svg?${at}" alt="">`).join("")), expects: /index\.html: requests/ },
  { name: "a picture without its size", spoil: behind('<p><img src="a.png" alt=""></p>'), expects: /a\.png has no width/ },
  { name: "sizes that say nothing true", spoil: behind('<picture><source srcset="theme/icon.svg?s 480w, theme/icon.svg?l 1440w" sizes="1400px"><img src="a.png" width="300" height="300" alt=""></picture>'), expects: /icon\.svg\?l is loaded where icon\.svg\?s/ },
];

await main({ judge, samples });
