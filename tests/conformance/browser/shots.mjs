// Not a judge: takes the pictures that a person looks at. Of a built folder, the pages that stand for all (or those whose
// path fits `--only`), at three widths, in light and dark, and as printed; and prints their lines for docs/looked-at.md.
//
//     node shots.mjs FOLDER PLACE [--only PATTERN] [--since docs/looked-at.md]
//
// PLACE/<page>.<look>.png, and PLACE/<page>.print-1.png … for the first sheets. With `--since`, only the pages that changed
// since the marks of that file were written: a mark is of the page's own text, without what is drawn the same everywhere.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

import { as, each, files, launch, open, sample, serve } from "./common.mjs";

const LOOKS = [
  { name: "1280", width: 1280 }, { name: "768", width: 768 }, { name: "360", width: 360 },
  { name: "1280-dark", width: 1280, dark: true }, { name: "360-dark", width: 360, dark: true },
];
/** The tallest picture, in pixels, and how many sheets of paper are shown. */
const TALL = 12000, SHEETS = 4;

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : null);
const [folder, place] = process.argv.slice(2, 4).map((path) => resolve(path));
const [only, since] = [option("--only"), option("--since")];

const mark = (path) => {
  const main = /<main[^]*<\/main>/.exec(readFileSync(join(folder, path), "utf8"))?.[0] ?? "";
  const drawn = main.replace(/<span class="weight">[^<]*|\b[0-9a-f]{64}\b/g, ""); // weights and checksums look the same
  return createHash("sha256").update(drawn).digest("hex").slice(0, 8);
};
const seen = since ? readFileSync(since, "utf8") : "";
const pages = (only ? files(folder, ".html").filter((path) => new RegExp(only).test(path)) : sample(folder))
  .filter((path) => !seen.includes(`| ${path} | ${mark(path)} |`));

mkdirSync(place, { recursive: true });
const browser = await launch();
const site = await serve(folder);
await each(browser, pages, async (browser, path) => {
  const stem = join(place, path.replace(/\.html$/, "").replaceAll("/", "."));
  const page = await open(browser, site.base + path);
  for (const { name, ...look } of LOOKS) {
    await as(page, { ...look, height: 900 });
    const height = Math.min(TALL, await page.evaluate(() => document.documentElement.scrollHeight));
    await page.screenshot({ path: `${stem}.${name}.png`, clip: { x: 0, y: 0, width: look.width, height }, captureBeyondViewport: true });
  }
  await as(page, { media: "print" });
  await page.pdf({ path: `${stem}.pdf`, preferCSSPageSize: true });
  execFileSync("pdftoppm", ["-png", "-r", "60", "-l", String(SHEETS), `${stem}.pdf`, `${stem}.print`]);
  rmSync(`${stem}.pdf`);
  await page.close();
});
await browser.close();
await site.close();
for (const path of pages) console.log(`| ${path} | ${mark(path)} |`);
