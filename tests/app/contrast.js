// Texts that can be seen -> those whose contrast with what is behind them is below WCAG AA, once for each look.
() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (color) => {
    if (!known.has(color)) {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = color;
      paint.fillRect(0, 0, 1, 1);
      known.set(color, [...paint.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => (part * a) / 255 + under[at] * (1 - a / 255));
  const parent = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 255 ? own.slice(0, 3) : over(own, behind(parent(node)));
  };
  const light = (color) => {
    const [r, g, b] = color.map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const everything = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? everything(node.shadowRoot) : [])]);
  const found = new Map();
  for (const node of everything(document)) {
    const words = [...node.childNodes].filter((one) => one.nodeType === 3).map((one) => one.textContent.trim()).join("");
    const style = getComputedStyle(node);
    const icon = node.matches("[data-testid=stIconMaterial], [aria-hidden=true], [aria-hidden=true] *");
    if (!words || icon || !node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (node.closest("[disabled], [aria-disabled=true], svg, .vega-embed, option") || node.getRootNode().host?.closest?.("[inert]")) continue;
    const back = behind(node);
    const [high, low] = [light(over(rgba(style.color), back)), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.set(`${node.tagName} ${node.className} ${style.color} on ${back.map(Math.round)}`, `${ratio.toFixed(2)} ${words.slice(0, 40)}`);
  }
  return [...found].map(([look, told]) => `${told}: ${look}`);
}
