export default function ({ data: [data], parentElement }) {
  const channel = parentElement.querySelector(".channel");
  const piece = (parent, [kind, name], words) => {
    const node = document.createElement(kind);
    node.className = name;
    node.textContent = words;
    parent.append(node);
  };
  const messages = data.messages.map((one) => {
    const node = document.createElement("div");
    node.className = one.cited ? "message cited" : "message";
    if (one.day) piece(node, ["div", "gap"], one.day);
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
  channel.replaceChildren(...messages);
  const first = messages.find((node) => node.className === "message cited");
  channel.scrollTop = first ? Math.max(0, first.offsetTop - channel.offsetTop - 60) : 0;
}
