/* The caret goes into the form that was opened. What is typed after the key that opens it, and before it is there, decides nothing. */
const FIELD = '[data-testid="stForm"] textarea, [data-testid="stForm"] input';
const LONGEST = 2000;

export default function ({ data: [data] }) {
  const state = (window.postmortemCaret ??= listening());
  if (!data.form) { state.form = ""; return; }
  if (state.form === data.form) return;
  state.form = data.form;
  const put = (tries) => {
    const field = document.querySelector(FIELD);
    if (field) { state.asked = -LONGEST; field.focus(); }
    else if (tries) requestAnimationFrame(() => put(tries - 1));
  };
  put(120);
}

function listening() {
  const state = { form: "", asked: -LONGEST };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
    if (event.composedPath()[0].matches?.("input, textarea, [contenteditable]")) return;
    if (event.timeStamp - state.asked < LONGEST) { event.stopImmediatePropagation(); event.preventDefault(); }
    else if (event.key.toLowerCase() === "e" && !state.form) state.asked = event.timeStamp;
  }, { capture: true });
  return state;
}
