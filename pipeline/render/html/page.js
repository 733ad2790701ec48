"use strict";
(() => {
  const page = document, all = (what, within = page) => [...within.querySelectorAll(what)];
  const panel = page.getElementById("panel"), shown = page.getElementById("shown"), hint = shown.firstElementChild;
  const summary = page.querySelector("#summary .said:has(a.cite)");
  let opened = [];

  // Evidence beside the sentence.
  const card = (number) => {
    const copy = page.getElementById("evidence-" + number).cloneNode(true);
    copy.removeAttribute("id");
    return copy;
  };
  const labelled = (label) => {
    const heading = page.createElement("p");
    heading.className = "neighbor-label";
    heading.textContent = label;
    return heading;
  };
  const neighbor = (number, label) => {
    if (!number) return [];
    const copy = card(number);
    copy.classList.add("neighbor");
    return [labelled(label), copy];
  };
  const cites = (sentence) => all("a.cite", sentence);
  const cards = (links) => [...new Set(links.map((it) => it.dataset.evidence))].map(card);
  const unlight = () => all(".lit, .cite.open").forEach((it) => it.classList.remove("lit", "open"));
  const open = (links) => {
    const main = cards(links), only = main.length === 1 ? main[0] : null;
    unlight();
    opened = links;
    links.forEach((it) => it.classList.add("open"));
    links[0].closest(".said")?.classList.add("lit");
    shown.replaceChildren(
      ...main,
      ...neighbor(only?.dataset.before, "Cited from the same place, before it"),
      ...neighbor(only?.dataset.after, "Cited from the same place, after it"),
    );
    panel.classList.add("open");
    panel.scrollTop = 0;
  };
  const rest = () => {
    const first = summary ? [labelled("The first sentence of the summary rests on"), ...cards(cites(summary))] : [];
    shown.replaceChildren(hint, ...first);
  };
  const close = () => {
    const opener = opened[0];
    unlight();
    panel.classList.remove("open");
    opened = [];
    rest();
    opener?.focus();
  };
  const chosen = (target) => {
    const link = target.closest("a.cite");
    if (link) return [link];
    if (target.closest("a, button, summary, aside") || String(getSelection())) return [];
    const sentence = target.closest(".said");
    return sentence ? cites(sentence) : [];
  };
  page.addEventListener("click", (event) => {
    const links = chosen(event.target);
    if (!links.length || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    links.length === opened.length && links[0] === opened[0] ? close() : open(links);
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened.length) close();
  });
  page.getElementById("close").addEventListener("click", close);
  panel.hidden = false;

  // A tick on the bar may lead to an event that is folded away.
  page.querySelector(".bar")?.addEventListener("click", (event) => {
    const row = page.querySelector(event.target.closest("a")?.getAttribute("href") || "#none");
    if (!row) return;
    all("tr.lit").forEach((it) => it.classList.remove("lit"));
    row.classList.add("lit");
  });

  // Times in another zone.
  const times = all("time"), written = new Map(times.map((it) => [it, it.textContent]));
  const zones = page.getElementById("zones"), own = zones.dataset.zone;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const made = new Map();
  const format = (locale, options) => {
    const key = locale + JSON.stringify(options);
    if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(locale, options));
    return made.get(key);
  };
  const pieces = (at, locale, options) => Object.fromEntries(format(locale, options).formatToParts(at).map((part) => [part.type, part.value]));
  const label = (at, zone) => {
    if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
    const names = ["en-GB", "en-US", "en-AU", "en-IN"].map((locale) => pieces(at, locale, { timeZone: zone, timeZoneName: "short" }).timeZoneName);
    return (names.find((it) => !/^(GMT|UTC)[+-]/.test(it)) || names[0]).replace(/^GMT(?=[+-])/, "UTC");
  };
  const dayIn = (it, zone) => {
    const parts = pieces(new Date(it.dateTime), "en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    return parts.year + "-" + parts.month + "-" + parts.day;
  };
  const say = (it, zone, withDay) => {
    const at = new Date(it.dateTime), precision = it.dataset.precision;
    if (precision === "day") return dayIn(it, zone);
    const parts = pieces(at, "en-GB", { timeZone: zone, hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" });
    const clock = parts.hour + ":" + parts.minute + (precision === "second" ? ":" + parts.second : "");
    return ("about" in it.dataset ? "about " : "") + (withDay ? dayIn(it, zone) + " " : "") + clock + " " + label(at, zone);
  };
  const show = (zone) => {
    const before = { row: "", key: "" };
    for (const it of times) {
      if (zone === own) {
        it.textContent = written.get(it);
        continue;
      }
      const row = it.closest(".timeline .when")?.parentElement, key = row?.classList.contains("key"), day = dayIn(it, zone);
      const withDay = row ? day !== before.row || key && day !== before.key : "day" in it.dataset || day !== dayIn(it, own);
      if (row) before.row = day;
      if (key) before.key = day;
      it.textContent = say(it, zone, withDay);
    }
    all(".zone").forEach((it) => { it.textContent = zone; });
    all("button", zones).forEach((it) => it.setAttribute("aria-pressed", String(it.dataset.zone === zone)));
    opened.length ? open(opened) : rest();
  };
  const choices = [[own, own], ["UTC", "UTC"], [here, here + " (you)"]];
  const seen = new Set();
  for (const [zone, text] of choices) {
    const same = zone === "Etc/UTC" ? "UTC" : zone;
    if (seen.has(same)) continue;
    seen.add(same);
    const button = page.createElement("button");
    button.type = "button";
    button.dataset.zone = zone;
    button.textContent = text;
    button.addEventListener("click", () => show(zone));
    zones.append(button);
  }
  if (seen.size > 1) zones.hidden = false;
  show(own);

  // Dark or light.
  const theme = page.getElementById("theme"), root = page.documentElement;
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
