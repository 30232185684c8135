// The pictures of this repository, made again from what it builds: README's four, and the drawing of the deck of cards that
// a page of the demo shows.
//
//     node docs/images/draw.mjs OUTPUT     OUTPUT is the built demo

import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { launch, open, serve } from "../../tests/conformance/browser/common.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2]);

/** README's: a page, at its head or where a text stands, as a screen shows it. */
const VIEWS = [
  { name: "accueil", path: "index.html" },
  { name: "essayer", path: "index.html", at: ".one" },
  { name: "levier-sombre", path: "leviers/curiosite.html", dark: true },
  { name: "initiative", path: "initiatives/orleans.html" },
];
const SCREEN = { width: 1280, height: 800 };

const browser = await launch();
const site = await serve(output);
for (const { name, path, at, dark } of VIEWS) {
  const page = await open(browser, site.base + path, { ...SCREEN, dark });
  await page.setViewport({ ...SCREEN, deviceScaleFactor: 0.75 });
  await page.evaluate((at) => scrollTo(0, at ? document.querySelector(at).getBoundingClientRect().top - 24 : 0), at);
  await page.screenshot({ path: join(here, `${name}.webp`), type: "webp", quality: 82 });
  await page.close();
}

/** One card: a band, a name, lines of text, and the wheel turned to its hue. The hues are those of the style sheet. */
const HUES = Array.from({ length: 12 }, (_, at) => 25 + at * 30);
const tones = (at) => (at % 2 ? [`oklch(0.52 0.13 ${HUES[at]})`, `oklch(0.918 0.055 ${HUES[at]})`] : [`oklch(0.41 0.13 ${HUES[at]})`, `oklch(0.83 0.07 ${HUES[at]})`]);
const spoke = (at, radius, hole, colour) => {
  const point = (r, turn) => `${(r * Math.sin((turn * Math.PI) / 180)).toFixed(1)} ${(-r * Math.cos((turn * Math.PI) / 180)).toFixed(1)}`;
  const [from, to] = [at * 30 + 1, at * 30 + 29];
  return `<path fill="${colour}" d="M${point(hole, from)}L${point(radius, from)}A${radius} ${radius} 0 0 1 ${point(radius, to)}L${point(hole, to)}A${hole} ${hole} 0 0 0 ${point(hole, from)}Z"/>`;
};
const dial = (lit, x, y, radius) => `<g transform="translate(${x} ${y})">${HUES.map((_, at) => spoke(at, radius, radius * 0.36, tones(lit)[at === lit ? 0 : 1])).join("")}</g>`;
const card = (lit, place) => `<g transform="${place}"><rect x="3" y="9" width="210" height="296" rx="10" fill="oklch(0.3 0.03 265 / 0.16)"/><rect width="210" height="296" rx="10" fill="#fff"/>
<path d="M0 14V10A10 10 0 0 1 10 0H200A10 10 0 0 1 210 10V14Z" fill="${tones(lit)[0]}"/><rect x="20" y="32" width="${96 + ((lit * 37) % 60)}" height="15" rx="4" fill="oklch(0.25 0.025 265)"/>
<g fill="oklch(0.88 0.01 265)"><rect x="20" y="60" width="170" height="7" rx="3"/><rect x="20" y="246" width="170" height="7" rx="3"/></g>${dial(lit, 105, 162, 64)}</g>`;
const sheet = `<g transform="translate(96 52) rotate(-5)"><rect x="4" y="10" width="420" height="592" fill="oklch(0.3 0.03 265 / 0.14)"/><rect width="420" height="592" fill="#fff"/>
${[2, 5, 8, 11].map((lit, at) => `<g transform="translate(${(at % 2) * 210} ${Math.floor(at / 2) * 296})"><rect width="210" height="14" fill="${tones(lit)[0]}"/><rect x="20" y="32" width="${100 + at * 16}" height="15" rx="4" fill="oklch(0.25 0.025 265)"/><g fill="oklch(0.88 0.01 265)"><rect x="20" y="60" width="170" height="7" rx="3"/><rect x="20" y="246" width="170" height="7" rx="3"/></g>${dial(lit, 105, 156, 64)}</g>`).join("")}
<path d="M210 0v18M210 574v18M0 296h18M402 296h18M210 284v24M198 296h24" stroke="oklch(0.25 0.025 265)" stroke-width="2"/></g>`;
const fan = [1, 3, 6, 9, 10].map((lit, at) => card(lit, `translate(872 96) rotate(${(at - 2) * 15} 105 640)`)).join("");
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1440 480" width="1440" height="480"><rect width="1440" height="480" fill="oklch(0.955 0.012 85)"/>${sheet}${fan}</svg>`;

const page = await browser.newPage();
await page.setViewport({ width: 1440, height: 480 });
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
await page.screenshot({ path: join(here, "../../content/pages/jeu-de-cartes.png") });
await browser.close();
await site.close();
