// Judge of narrow screens: at 320 px (which is 1280 px magnified four times), and with the text spaced out as WCAG 1.4.12
// asks, no page scrolls sideways and no word is cut off.

import { behind, each, main, open } from "./common.mjs";

const SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

/** In the page: what stands beyond the right edge, and what is cut off, unless it scrolls by itself. */
const overflows = () => {
  const faults = [];
  const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
  const told = (element) => `<${element.localName} class="${element.className?.baseVal ?? element.className}"> ${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}`;
  const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  if (wide > room + 1) {
    const out = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > room + 1 && !scrolls(element));
    faults.push(`scrolls sideways: ${wide} px wide on ${room}: ${out.slice(-2).map(told).join(", ")}`);
  }
  // Words and pictures that stand beyond a box which shows nothing beyond itself. Boxes of a pixel are for screen readers alone.
  const cut = [];
  const beyond = (element, boxes, name) => {
    const right = Math.max(0, ...[...boxes].map((box) => box.right));
    for (let at = element; at !== document.documentElement; at = at.parentElement) {
      if (!/hidden|clip/.test(getComputedStyle(at).overflowX) || right <= at.getBoundingClientRect().right + 1) continue;
      return at.clientWidth > 1 && cut.push(`“${name.trim().slice(0, 40)}” in ${told(at)}`);
    }
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (const range = document.createRange(); words.nextNode(); ) {
    const text = words.currentNode;
    if (!text.data.trim() || text.parentElement.closest("svg") || scrolls(text.parentElement)) continue;
    range.selectNodeContents(text);
    beyond(text.parentElement, range.getClientRects(), text.data);
  }
  for (const picture of document.querySelectorAll("img, svg, input, select, textarea, video")) {
    if (!scrolls(picture) && picture.checkVisibility()) beyond(picture, picture.getClientRects(), `<${picture.localName}>`);
  }
  if (cut.length) faults.push(`cuts off ${cut.length} texts or pictures: ${cut[0]}`);
  return faults;
};

async function judge(browser, site, pages, tell) {
  const findings = [];
  await each(browser, pages, async (browser, path) => {
    const page = await open(browser, site.base + path, { width: 320, height: 640 });
    findings.push(...(await page.evaluate(overflows)).map((fault) => `${path} (320 px): ${fault}`));
    await page.addStyleTag({ content: SPACED });
    findings.push(...(await page.evaluate(overflows)).map((fault) => `${path} (320 px, text spaced out): ${fault}`));
    await page.close();
  });
  tell(`reflow: ${pages.length} pages at 320 px, plain and with the text spaced out`);
  return findings;
}

const samples = [
  { name: "a box of 400 px", spoil: (text) => text.replace("</body>", '<div class="_box">Large</div><style>._box { width: 400px }</style></body>'), expects: /320 px\): scrolls sideways: .*_box/ },
  { name: "a picture of 400 px", spoil: behind('<img src="theme/icon.svg" width="400" class="_box" alt=""><style>._box { max-width: none; width: 400px }</style>'), expects: /320 px\): (scrolls sideways|cuts off)/ },
  { name: "a word too long", spoil: behind(`<p class="_word">${"anticonstitutionnellement".repeat(3)}</p><style>._word { overflow-wrap: normal }</style>`), expects: /320 px\): (scrolls sideways|cuts off)/ },
  { name: "a label that spacing cuts off", spoil: behind('<p class="_cut">Étiquettes assez larges</p><style>._cut { width: 12em; overflow: hidden; white-space: nowrap }</style>'), expects: /spaced out\): cuts off/ },
];

await main({ judge, samples, shell: true });
