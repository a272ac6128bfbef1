/** The script of the token tester. It asks the Worker that serves its page, and keeps nothing. */
const form = document.querySelector("form");
const result = document.querySelector("#result");

interface Answer {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string }[];
}

function cell(tag: "p" | "th" | "td", text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function say(sentence: string): void {
  result?.replaceChildren(cell("p", sentence));
}

function show({ ok, checks }: Answer): void {
  const wrong = checks.filter((each) => !each.ok).length;
  say(ok ? "The token is right." : wrong === 1 ? "One thing is wrong." : `${wrong} things are wrong.`);
  const table = document.createElement("table");
  for (const check of checks) {
    const row = table.insertRow();
    const head = cell("th", check.name);
    head.setAttribute("scope", "row");
    row.replaceChildren(head, cell("td", check.ok ? "✓ right" : "✗ wrong"), cell("td", check.detail));
  }
  result?.appendChild(table);
}

async function check(key: string, token: string): Promise<void> {
  const response = await fetch(`/storefront/token-checks?key=${encodeURIComponent(key)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (response.ok) show(await response.json<Answer>());
  else say((await response.json<{ detail: string }>()).detail);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  const valueOf = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  check(valueOf("key"), valueOf("token")).catch(() => {
    say("There was no answer. Try again.");
  });
});
