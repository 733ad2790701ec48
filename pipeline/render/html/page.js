"use strict";
(() => {
  const page = document, all = (what, within = page) => [...within.querySelectorAll(what)];
  const panel = page.getElementById("panel"), shown = page.getElementById("shown"), hint = shown.innerHTML;
  let opener = null;

  // Evidence beside the sentence.
  const card = (number) => {
    const copy = page.getElementById("evidence-" + number).cloneNode(true);
    copy.removeAttribute("id");
    return copy;
  };
  const neighbor = (number, label) => {
    if (!number) return [];
    const heading = page.createElement("p"), copy = card(number);
    heading.className = "neighbor-label";
    heading.textContent = label;
    copy.classList.add("neighbor");
    return [heading, copy];
  };
  const unlight = () => all(".lit, .cite.open").forEach((it) => it.classList.remove("lit", "open"));
  const open = (link) => {
    const main = card(link.dataset.evidence);
    unlight();
    opener = link;
    link.classList.add("open");
    link.closest(".said")?.classList.add("lit");
    shown.replaceChildren(
      main,
      ...neighbor(main.dataset.before, "Cited from the same place, before it"),
      ...neighbor(main.dataset.after, "Cited from the same place, after it"),
    );
    panel.classList.add("open");
    panel.scrollTop = 0;
  };
  const close = () => {
    unlight();
    panel.classList.remove("open");
    shown.innerHTML = hint;
    opener?.focus();
    opener = null;
  };
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link === opener ? close() : open(link);
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) close();
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
      const row = it.closest(".timeline tr"), key = row?.classList.contains("key"), day = dayIn(it, zone);
      const withDay = row ? day !== before.row || key && day !== before.key : "day" in it.dataset || day !== dayIn(it, own);
      if (row) before.row = day;
      if (key) before.key = day;
      it.textContent = say(it, zone, withDay);
    }
    all(".zone").forEach((it) => { it.textContent = zone; });
    all("button", zones).forEach((it) => it.setAttribute("aria-pressed", String(it.dataset.zone === zone)));
    if (opener) open(opener);
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
