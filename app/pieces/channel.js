export default function ({ data: [data], setTriggerValue, parentElement }) {
  const channel = parentElement.querySelector(".channel");
  const piece = (parent, [kind, name], words) => {
    const node = document.createElement(kind);
    node.className = name;
    node.textContent = words;
    parent.append(node);
    return node;
  };
  const messages = data.messages.map((one) => {
    const node = document.createElement("div");
    node.className = one.cited ? "message cited" : "message";
    if (one.day) piece(node, ["div", "gap"], one.day);
    if (data.cites) {
      const button = piece(node, ["button", "cite"], one.cited ? "Do not cite" : "Cite");
      button.type = "button";
      button.onclick = () => setTriggerValue("cite", one.id);
    }
    piece(node, ["span", "who"], one.who);
    piece(node, ["span", "when"], one.when);
    for (const mark of one.marks) piece(node, ["span", "mark"], mark);
    piece(node, ["div", "text"], one.text);
    if (one.cited) piece(node, ["div", "place"], one.place);
    return node;
  });
  for (const words of data.said) {
    const node = document.createElement("div");
    node.className = "gap";
    node.textContent = words;
    messages.push(node);
  }
  channel.tabIndex = 0;
  channel.setAttribute("role", "region");
  channel.setAttribute("aria-label", "Evidence");
  const kept = channel.scrollTop;
  channel.replaceChildren(...messages);
  const shown = data.messages.map((one) => one.id).join();
  const first = messages.find((node) => node.className === "message cited");
  if (shown === channel.shown) channel.scrollTop = kept;
  else channel.scrollTop = first ? Math.max(0, first.offsetTop - channel.offsetTop - 60) : 0;
  channel.shown = shown;
}
