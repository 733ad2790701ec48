export default function ({ data, parentElement }) {
  const page = new DOMParser().parseFromString(data.html, "text/html");
  for (const node of page.querySelectorAll("script, base, meta[http-equiv]")) node.remove();
  for (const link of page.querySelectorAll('a[href]:not([href^="#"])')) {
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
  }
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";
  const base = page.createElement("base");
  base.href = "about:srcdoc";
  page.head.prepend(policy, base);
  const html = "<!doctype html>" + page.documentElement.outerHTML;
  const known = parentElement.querySelector("iframe");
  if (known.srcdoc !== html) known.srcdoc = html;
  known.title = data.title;
}
