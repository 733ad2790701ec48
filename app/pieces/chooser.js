export default function ({ data: [data], setTriggerValue, parentElement }) {
  const list = parentElement.querySelector(".list");
  const choose = (id) => setTriggerValue("chosen", id);
  const known = data.lines.some((line) => line.id === data.chosen);
  const before = list.drawn ?? new Map();
  list.drawn = new Map();
  const lines = data.lines.map((line) => {
    const said = JSON.stringify(line);
    const node = before.get(said) ?? drawn(line);
    list.drawn.set(said, node);
    node.setAttribute("aria-selected", String(line.id === data.chosen));
    node.tabIndex = line.id === (known ? data.chosen : data.lines[0].id) ? 0 : -1;
    node.onclick = () => choose(line.id);
    return node;
  });
  list.classList.toggle("narrow", data.narrow);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", data.label);
  const named = lines.flatMap((node, at) => {
    const group = data.lines[at].group;
    if (!group || (at && data.lines[at - 1].group === group)) return [node];
    const head = document.createElement("div");
    head.className = "group";
    head.setAttribute("role", "presentation");
    head.textContent = group;
    return [head, node];
  });
  put(list, named);
  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = lines.indexOf(list.getRootNode().activeElement);
    const next = step && lines[at + step];
    if (next) { event.preventDefault(); next.focus(); choose(data.lines[at + step].id); }
  };
  const marked = lines.find((node) => node.getAttribute("aria-selected") === "true");
  if (marked && data.follow) marked.scrollIntoView({ block: "nearest" });
}

function drawn(line) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = ["line", line.struck ? "struck" : "", line.strong ? "strong" : ""].join(" ");
  node.setAttribute("role", "option");
  for (const [name, words] of [["mark " + line.tone, line.mark], ["lead", line.lead], ["said", line.text], ["note", line.note]]) {
    if (!words && name !== "said") continue;
    const span = document.createElement("span");
    span.className = name;
    span.textContent = words;
    if (name.startsWith("mark") && line.hint) { span.title = line.hint; span.setAttribute("aria-label", line.hint); }
    node.append(span);
  }
  return node;
}

/* What stays is not touched: it keeps its focus, and the browser lays out what changed alone. */
function put(list, nodes) {
  nodes.forEach((node, at) => { if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null); });
  while (list.children.length > nodes.length) list.lastChild.remove();
}
