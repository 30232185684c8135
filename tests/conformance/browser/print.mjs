// Judge of paper: decks, kits and booklets are printed to PDF as Chromium prints them, and read again with poppler.
//
// A deck: A4 sheets, fronts then their backs, each back behind its front once the sheet is turned over its long edge,
// nothing that runs over its face. A kit or booklet: A4, numbered pages, no navigation, no heading at the foot of a
// page, links with their address, text that can be taken out, and a PDF with tags.
//
//     node print.mjs --fit ESSAIM    cards with texts of every length: what essaim accepts fits in the browser

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { as, files, launch, main, open, serve } from "./common.mjs";

const A4 = [595.28, 841.89];
const MILLIMETRE = 72 / 25.4;
/** How many pages of a kind are printed: the others come from the same template. Of a large deck, the shortest part, the last. */
const EACH = { deck: 1, sheet: 3, booklet: 3 };

const kinds = {
  deck: /<body class="deck\b/,
  sheet: /<body class="record print-sheet\b/,
  booklet: /<body class="(booklet\b|record print-booklet\b)/,
};

function run(command, args) {
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64e6 });
  if (done.error || done.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${done.error ?? done.stderr}`);
  return done.stdout;
}

const flat = (text) => text.normalize("NFKC").replace(/[\s\u00ad]+/g, " ").trim();

/** A PDF, its facts, and the text of each of its pages. */
async function printed(page, options = {}) {
  const home = mkdtempSync(join(tmpdir(), "essaim-print-"));
  const path = join(home, "page.pdf");
  await page.pdf({ path, preferCSSPageSize: true, tagged: true, ...options });
  const facts = run("pdfinfo", ["-f", "1", "-l", "9999", path]);
  const sizes = [...facts.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/g)].map((size) => [+size[1], +size[2]]);
  return {
    tagged: /Tagged:\s+yes/.test(facts),
    sizes,
    texts: run("pdftotext", ["-layout", path, "-"]).split("\f").slice(0, sizes.length),
    /** The text of a part of a page, in millimetres from its top left corner. */
    part: (number, [x, y, width, height]) => {
      const [left, top, wide, high] = [x, y, width, height].map((length) => String(Math.round(length * MILLIMETRE)));
      const area = ["-x", left, "-y", top, "-W", wide, "-H", high];
      return flat(run("pdftotext", ["-r", "72", "-f", String(number), "-l", String(number), ...area, path, "-"]));
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

function common(paper, faults) {
  if (!paper.tagged) faults.push("the PDF has no tags");
  const wrong = paper.sizes.findIndex((size) => size.some((length, side) => Math.abs(length - A4[side]) > 1.5));
  if (wrong >= 0) faults.push(`page ${wrong + 1} is ${paper.sizes[wrong].join(" x ")} points, not A4`);
}

/** In the page: what each face holds beyond its edge, in pixels. */
const overflowing = () => [...document.querySelectorAll(".face:not(.empty)")].flatMap((face) => {
  const edge = face.querySelector(".edge").getBoundingClientRect().top;
  const inside = [...face.children].filter((child) => !child.classList.contains("edge"));
  const bottom = Math.max(...inside.map((child) => child.getBoundingClientRect().bottom));
  const over = Math.max(bottom - edge, face.scrollWidth - face.clientWidth);
  return over > 0.5 ? [[face.querySelector("h2").id, Math.round(over)]] : [];
});

async function deck(page, faults, log, options) {
  const labels = await page.$$eval(".front h2", (names) => names.map((name) => name.textContent));
  for (const [face, over] of await page.evaluate(overflowing)) faults.push(`the text of ${face} is ${over} px too long`);
  const paper = await printed(page, options);
  common(paper, faults);
  const sheets = Math.ceil(labels.length / 4);
  if (paper.sizes.length !== sheets * 2) faults.push(`${labels.length} cards take ${paper.sizes.length} pages, not ${sheets * 2}`);
  const at = (place) => [(place % 2) * 105, Math.floor(place / 2) * 148, 105, 148];
  labels.forEach((label, number) => {
    const [sheet, place] = [Math.floor(number / 4) * 2 + 1, number % 4];
    const behind = place ^ 1; // turned over its long edge
    if (!paper.part(sheet, at(place)).includes(flat(label))) faults.push(`the front of “${label}” is not on page ${sheet}, place ${place + 1}`);
    if (!paper.part(sheet + 1, at(behind)).includes(flat(label))) faults.push(`the back of “${label}” is not behind its front`);
  });
  log(`  ${labels.length} cards on ${sheets} sheets, each back behind its front`);
  paper.close();
}

async function pages(page, kind, faults, log, options) {
  const told = await page.evaluate(() => {
    const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent.trim()).filter(Boolean);
    return {
      heading: document.querySelector("h1").textContent,
      parts: texts(".part > h2"),
      headings: texts("main h2, main h3, main h4"),
      menu: texts(".top nav a"),
      away: [...document.querySelectorAll(".text a[data-address]")].map((link) => link.dataset.address),
      base: Boolean(document.querySelector("link[rel=canonical]")),
      inside: [...document.querySelectorAll(".text a[href]")].filter((link) => !/^(#|[a-z]+:)/.test(link.getAttribute("href"))).length,
    };
  });
  const paper = await printed(page, options);
  common(paper, faults);
  const texts = paper.texts.map(flat), whole = texts.join(" ");
  const cover = kind === "booklet" ? 1 : 0;
  if (!texts[0].includes(flat(told.heading))) faults.push("the first page does not bear the title");
  texts.forEach((text, number) => {
    const numbered = new RegExp(`(^| )${number + 1} ?/ ?${texts.length}$`).test(text);
    if (numbered === number < cover) faults.push(`page ${number + 1} of ${texts.length} ${numbered ? "is a cover with a number" : "has no number"}`);
  });
  for (const [at, part] of told.parts.entries()) {
    // A sheet says first which kit it is of; a chapter has its number.
    const begun = [flat(part), `${flat(told.heading)} ${flat(part)}`, flat(`${at + 1}. ${part}`)];
    if (!texts.some((text) => begun.some((start) => text.startsWith(start)))) faults.push(`“${part}” does not begin a page`);
  }
  if (kind === "booklet" && told.parts.length > 1 && !told.parts.every((part) => texts[1].includes(flat(part)))) faults.push("the contents do not follow the cover");
  if (told.menu.length && told.menu.every((item) => whole.includes(flat(item)))) faults.push("the navigation is printed");
  paper.texts.forEach((text, number) => {
    const lines = text.split("\n").map(flat).filter((line) => line && !/^\d+ ?\/ ?\d+$/.test(line));
    const last = lines.at(-1) ?? "";
    if (number < texts.length - 1 && lines.length > 3 && told.headings.some((heading) => flat(heading) === last)) {
      faults.push(`page ${number + 1} ends with the heading “${last}”`);
    }
  });
  if (told.base && told.away.length !== told.inside) faults.push(`${told.inside - told.away.length} links do not say where they lead`);
  const packed = whole.replace(/ /g, "");
  for (const address of told.away) if (!packed.includes(flat(address).replace(/ /g, ""))) faults.push(`the address ${address} is not printed`);
  log(`  ${texts.length} pages, ${told.parts.length} parts, ${told.away.length} addresses written out`);
  paper.close();
}

async function judge(browser, site, chosen, log, options) {
  const findings = [];
  const all = chosen.length === 1 ? chosen : files(site.folder, ".html");
  for (const [kind, pattern] of Object.entries(kinds)) {
    const html = (path) => readFileSync(join(site.folder, path), "utf8");
    const found = all.filter((path) => pattern.test(html(path)));
    if (kind === "deck") found.sort((a, b) => html(a).length - html(b).length);
    const these = found.slice(0, EACH[kind]);
    for (const path of these) {
      const page = await open(browser, site.base + path, { media: "print" });
      const faults = [];
      log(`${path}: ${kind}`);
      if (kind === "deck") await deck(page, faults, log, options);
      else await pages(page, kind, faults, log, options);
      findings.push(...faults.map((fault) => `${path}: ${fault}`));
      await page.close();
    }
  }
  return findings;
}

const first = (kind) => (folder) => {
  const found = files(folder, ".html").find((path) => kinds[kind].test(readFileSync(join(folder, path), "utf8")));
  if (!found) throw new Error(`${folder} has no ${kind} to spoil`);
  return found;
};
const style = (from, to) => ({ "theme/style.css": (text) => {
  if (!text.includes(from)) throw new Error(`the style sheet no longer holds ${from}`);
  return text.replaceAll(from, to);
} });

const samples = [
  { name: "backs in the order of their fronts", page: first("deck"), expects: /is not behind its front/,
    spoil: (html) => html.replace(/(<section class="face back[^]*?<\/section>\s*)(<section class="face back[^]*?<\/section>)/, "$2$1") },
  { name: "sheets that are no A4", page: first("deck"), spoil: style("size: 210mm 297mm", "size: 200mm 297mm"), expects: /not A4/ },
  { name: "a text that runs over its card", page: first("deck"), expects: /too long/,
    spoil: (html) => html.replace(/<p class="edge">/, `<p>${"Beaucoup trop de mots. ".repeat(200)}</p>$&`) },
  { name: "a card that is missing", page: first("deck"), expects: /not on page|not behind/,
    spoil: (html) => html.replace(/<section class="face back[^]*?<\/section>/, '<div class="face empty"></div>') },
  { name: "a kit without numbers", page: first("sheet"), spoil: style("counter(page)", '""'), expects: /has no number/ },
  { name: "a kit with its menu", page: first("sheet"), spoil: style(".top,.foot,.crumbs,.languages,.skip", ".crumbs,.languages,.skip"), expects: /navigation/ },
  { name: "a kit whose links say nothing", page: first("sheet"), spoil: style("attr(data-address)", '""'), expects: /is not printed/ },
  { name: "a booklet without a cover", page: first("booklet"), spoil: style("break-after: page;clip-path: none", "min-height: 0"), expects: /contents/ },
  { name: "a booklet whose chapters run on", page: first("booklet"), spoil: style("break-before: page", "break-before: auto"), expects: /does not begin a page/ },
];

/** Cards whose texts are of every length: what essaim says of each, and what the browser sees. */
async function fit(essaim) {
  const project = mkdtempSync(join(tmpdir(), "essaim-cards-"));
  const words = "Il faut dire bonjour à chacun puis écouter « ce que » chacun répond, l'œuvre anticonstitutionnellement MAJUSCULE porte-à-porte 2015 à ; oui ?".split(" ");
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const text = (length) => {
    let made = "";
    while (made.length < length) made += `${words[random(words.length)]} `;
    return made.trim();
  };
  const folder = join(project, "content/cartes");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(project, "content/site.yaml"), "title: Cartes\nlanguage: fr\nlints: {legal-missing: off, siret-missing: off, address-missing: off, date-missing: off}\n");
  writeFileSync(join(folder, "_collection.yaml"), `title: Cartes
print: card
schema:
  fields:
    - {name: nom, type: string}
    - {name: resume, type: string, rdfType: dct:description}
    - {name: etat, type: string, rdfType: adms:status, categories: [propose, atteste]}
    - {name: duree, type: duration}
    - {name: cout, type: number, unit: EUR}
    - {name: jour, type: date}
    - {name: texte, type: string, format: markdown}
    - {name: etapes, type: list, delimiter: '|'}
`);
  const many = 240;
  for (let number = 0; number < many; number++) {
    // Around the limit, on either side of it; one card in three is full on its front instead.
    const isFront = number % 3 === 0;
    const list = Array.from({ length: isFront ? 2 : random(8) }, () => `- **${text(8)}** ${text(20 + random(90))}`).join("\n");
    const body = [text(isFront ? 60 : 400 + random(1200)), list, text(40)].join("\n\n");
    const steps = Array.from({ length: random(6) }, () => JSON.stringify(text(10 + random(60))));
    writeFileSync(join(folder, `c-${number}.md`), `---
nom: ${JSON.stringify(text(6 + random(40)))}
resume: ${JSON.stringify(text(isFront ? 400 + random(600) : 80))}
etat: atteste
duree: ${random(300)} min
cout: ${random(100000)}
jour: 2015-0${1 + random(9)}-12
etapes: [${steps.join(", ")}]
texte: |-
${body.replace(/^/gm, "  ")}
---
`);
  }
  const told = spawnSync(essaim, ["--root", project, "build", "--format", "json"], { encoding: "utf8", maxBuffer: 64e6 });
  if (told.status !== 0) throw new Error((told.stderr + told.stdout).slice(0, 2000));
  const report = JSON.parse(told.stdout);
  const warned = new Set(report.diagnostics.filter((item) => item.code === "card-too-full")
    .map((item) => `_${/recto|front/.test(item.message) ? "front" : "back"}-${/(c-\d+)\.md/.exec(item.path)[1]}`));
  const browser = await launch();
  const site = await serve(join(project, "output"));
  const over = new Map();
  for (const path of files(join(project, "output"), ".html").filter((path) => path.startsWith("imprimer/"))) {
    const page = await open(browser, site.base + path, { media: "print" });
    await as(page, { media: "print", width: 800 });
    for (const [face, pixels] of await page.evaluate(overflowing)) over.set(face, pixels);
    await page.close();
  }
  await browser.close();
  await site.close();
  rmSync(project, { recursive: true, force: true });
  const missed = [...over].filter(([face]) => !warned.has(face));
  const idle = [...warned].filter((face) => !over.has(face));
  missed.slice(0, 20).forEach(([face, pixels]) => console.log(`${face} was accepted and is ${pixels} px too long`));
  console.log(`${many} cards: ${over.size} faces run over in the browser, essaim warns of ${warned.size}: it missed ${missed.length}, and warns of ${idle.length} that just fit`);
  const sides = (faces, side) => [...faces].filter((face) => face.startsWith(`_${side}`)).length;
  const lopsided = ["front", "back"].filter((side) => sides(over.keys(), side) < 10 || many - sides(warned, side) < 10);
  if (lopsided.length) console.log(`the sample has too few cards on one side of the limit: ${lopsided}`);
  process.exit(missed.length || lopsided.length || idle.length > over.size ? 1 : 0);
}

/** A PDF without tags is refused: an option of the printer, which no page can spoil. */
async function untagged(folder) {
  const browser = await launch();
  const site = await serve(folder);
  const findings = await judge(browser, site, [first("deck")(folder)], () => {}, { tagged: false });
  await browser.close();
  await site.close();
  const seen = findings.find((finding) => /no tags/.test(finding));
  console.log(`a PDF without tags: ${seen ? `refused: ${seen}` : "ACCEPTED"}`);
  if (!seen) process.exit(1);
}

const [mode, value] = process.argv.slice(2);
if (mode === "--fit") await fit(resolve(value));
else {
  if (process.argv.includes("--prove")) await untagged(resolve(mode));
  await main({ judge, samples });
}
