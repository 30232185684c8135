// The preview's corner of a page: listens for builds, loads the page again where it changed, shows problems.
// It is added to pages on their way to the browser, and stands in no published file.
(() => {
  "use strict";
  const script = document.currentScript;
  const { page, version, language, copied, stopped } = script.dataset;
  const place = "essaim:" + location.pathname;
  const plain = document.body.classList.contains("essaim");

  // ---- The place on the page, kept from one load to the next

  const keep = () => {
    const focused = document.activeElement;
    const at = focused && focused !== document.body ? [...document.querySelectorAll("*")].indexOf(focused) : -1;
    sessionStorage.setItem(place, JSON.stringify({ x: scrollX, y: scrollY, at, tag: focused?.tagName }));
  };
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    sessionStorage.removeItem(place);
    if (!kept) return;
    const focused = document.querySelectorAll("*")[kept.at];
    if (focused?.tagName === kept.tag) focused.focus({ preventScroll: true });
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  };

  // ---- Problems, in a corner that the page's own styles do not reach

  let folded = false;
  let shown = "";
  const host = document.createElement("essaim-preview");
  host.lang = language;
  const corner = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_essaim/preview.css";
  const notes = document.createElement("div");
  notes.className = "notes";
  const unfold = document.createElement("button");
  unfold.type = "button";
  unfold.className = "unfold";
  const silence = document.createElement("p");
  silence.className = "stopped";
  silence.setAttribute("role", "status");
  corner.append(style, silence, unfold, notes);

  const draw = () => {
    const errors = notes.querySelector(".errors");
    if (errors) errors.hidden = folded;
    unfold.hidden = !(errors && folded);
    unfold.textContent = errors ? errors.querySelector("h2").textContent : "";
  };
  const fold = (now) => {
    const inside = corner.activeElement !== null;
    folded = now;
    draw();
    if (inside || !now) (now ? unfold : notes.querySelector(".errors"))?.focus();
  };
  const show = (html) => {
    if (html === shown || plain) return;
    const open = notes.querySelector("details")?.open ?? false;
    shown = html;
    folded = false;
    notes.innerHTML = html;
    const warnings = notes.querySelector("details");
    if (warnings) warnings.open = open;
    draw();
    if (html && !host.isConnected) document.body.append(host);
  };
  const copy = async (button) => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.path);
      button.textContent = copied;
      setTimeout(() => { button.textContent = label; }, 1500);
    } catch {
      // Without the right to copy, the path is shown, selected.
      button.textContent = button.dataset.path;
      getSelection().selectAllChildren(button);
    }
  };
  const click = (event) => {
    const button = event.target.closest?.("button");
    if (button?.matches(".copy")) copy(button);
    if (button?.matches(".fold")) fold(true);
    if (button === unfold) fold(false);
  };
  corner.addEventListener("click", click);
  if (plain) document.addEventListener("click", click);
  document.addEventListener("keydown", (event) => {
    const errors = notes.querySelector(".errors");
    if (event.key === "Escape" && !event.defaultPrevented && errors && !errors.hidden) fold(true);
  });

  // ---- News of each build

  let events = null;
  let crowded = false;
  let build = null;
  const neighbours = new BroadcastChannel("essaim");
  const reload = () => {
    close();
    keep();
    location.reload();
  };
  const close = () => {
    events?.close();
    events = null;
  };
  const listen = () => {
    close();
    events = new EventSource("/_essaim/events?page=" + encodeURIComponent(page));
    events.onmessage = (message) => {
      const news = JSON.parse(message.data);
      silence.textContent = "";
      if (build !== null && build !== news.build) neighbours.postMessage(news.build);
      build = news.build;
      if (news.version !== version) return reload();
      crowded = news.crowded;
      rest();
      show(news.notes);
    };
    events.onerror = () => {
      silence.textContent = stopped;
      if (!host.isConnected) document.body.append(host);
      // What answers anything but news is no preview of ours yet; the browser itself would give up.
      if (events?.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    };
  };
  // A browser opens six connections to a server. Where tabs are many, those out of sight hang up: they hear of a
  // build from their neighbours, and listen again when somebody looks at them.
  const rest = () => {
    if (crowded && document.hidden) close();
  };
  neighbours.onmessage = async () => {
    if (events) return;
    const head = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    const tag = head.headers.get("etag");
    if (tag && tag !== `"${version}"`) reload();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) rest();
    else if (!events) listen();
  });
  addEventListener("pagehide", () => close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) listen();
  });

  restore();
  listen();
})();
