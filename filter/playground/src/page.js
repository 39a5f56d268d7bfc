"use strict";
// Everything is set as text, never as HTML: a policy and a request may come from anybody.
const field = (id) => document.getElementById(id);
const make = (tag, content, className) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...[content ?? []].flat());
  return element;
};
const down = () => [...document.querySelectorAll("#down input:checked")].map((box) => box.value);

function question() {
  const typed = (id) => field(id).value;
  return {
    policy: typed("policy"), method: typed("method"), path: typed("path"), headers: typed("headers"), body: typed("body"),
    down: down(), now_millis: Date.now(),
  };
}

// The string that a JSON pointer (RFC 6901) leads to, or nothing.
function stringAt(body, pointer) {
  try {
    let value = JSON.parse(body);
    for (const part of pointer.split("/").slice(1)) value = value[part.replaceAll("~1", "/").replaceAll("~0", "~")];
    return typeof value === "string" ? value : undefined;
  } catch { return undefined; }
}

// A finding with some of the text around it. Places are in bytes of UTF-8.
function passage(text, start, end) {
  const bytes = new TextEncoder().encode(text);
  const part = (from, to) => new TextDecoder().decode(bytes.subarray(Math.max(0, from), to)).replaceAll("\uFFFD", "");
  return [part(start - 40, start), make("mark", part(start, end)), part(end, end + 40)];
}

function table(heads, rows) {
  const cells = (tag, row) => make("tr", row.map((cell) => make(tag, cell)));
  return make("table", [make("thead", cells("th", heads)), make("tbody", rows.map((row) => cells("td", row)))]);
}

function verdict(e) {
  const to = e.upstream ? ` to ${e.upstream} (${e.zone})${e.model ? `, model ${e.model}` : ""}` : "";
  const denied = e.denied ? `: ${e.denied.status}, ${e.denied.message}` : "";
  const answered = e.answered && !e.denied ? `; answered with ${e.answered.status}, ${e.answered.code}` : "";
  const observed = e.mode === "observe" ? "Only observed: " : "";
  const mood = e.denied || e.answered ? "bad" : e.action === "forward" ? "" : "warn";
  return make("p", observed + e.action + to + denied + answered, `verdict ${mood}`);
}

function explanation(e) {
  const list = (items) => (items.length ? items.join(", ") : "none");
  const money = (amount) => (amount === null ? "unknown" : `${amount} ${e.currency ?? ""}`);
  const facts = {
    sensitivity: e.sensitivity, categories: list(e.categories), "not inspected": list(e.uninspected), "rules that apply": list(e.rules),
    "asked for": `${e.asked ?? "nothing tells"}${e.model_asked ? `, model ${e.model_asked}` : ""}`,
    "tokens in, estimated": String(e.input_tokens_estimated), "cost, estimated": money(e.cost_estimate),
    "cost where it asked to go": money(e.cost_if_asked), credentials: e.pass_credentials ? "the client's are passed on" : "the client's are taken away",
  };
  const parts = [verdict(e), make("dl", Object.entries(facts).flatMap(([name, value]) => [make("dt", name), make("dd", value)]))];
  if (e.findings.length) {
    const row = (f) => {
      const text = f.at === null ? undefined : stringAt(field("body").value, f.at);
      return [f.entity, f.category, f.likelihood, text === undefined ? (f.at ?? "path") : passage(text, f.start, f.end)];
    };
    parts.push(make("h2", "Found"), table(["entity", "category", "likelihood", "where"], e.findings.map(row)));
  }
  if (e.budgets.length) {
    const then = { denied: (u) => `answered ${u.status}, ${u.code}`, moves: (u) => `goes to ${u.upstream}`, passes: () => "goes on, and is told" };
    const row = (b) => [b.name, `${b.holds ?? "unknown"} of ${b.amount} ${b.unit} a ${b.per}`, then[b.used_up.outcome](b.used_up)];
    parts.push(make("h2", "Budgets"), table(["budget", "holds", "if it is used up"], e.budgets.map(row)));
  }
  if (e.refused.length) {
    parts.push(make("h2", "Refused"), table(["upstream", "why"], e.refused.map((r) => [r.upstream, r.text])));
  }
  return parts;
}

const lines = (title, items, mood) =>
  items?.length ? [make("p", title, `verdict ${mood}`), make("ul", items.map((item) => make("li", item)), "problems")] : [];

function choices(upstreams) {
  const chosen = down(), names = upstreams.map((upstream) => upstream.name).join();
  if (field("down").dataset.names === names) return;
  field("down").dataset.names = names;
  field("down").replaceChildren(make("legend", "Upstreams that are down"), ...upstreams.map((upstream) => {
    const box = make("input");
    Object.assign(box, { type: "checkbox", value: upstream.name, checked: chosen.includes(upstream.name), onchange: answer });
    return make("label", [box, `${upstream.name} (${upstream.zone})`]);
  }));
}

function answer() {
  const told = JSON.parse(wasm_bindgen.answer(JSON.stringify(question())));
  if (told.policy?.upstreams) choices(told.policy.upstreams);
  field("answer").replaceChildren(
    ...(told.error ? [make("p", told.error, "verdict bad")] : []),
    ...lines("The policy does not load", told.policy?.problems, "bad"),
    ...(told.explanation ? explanation(told.explanation) : []),
    ...lines("The policy loads, with warnings", told.policy?.warnings, "warn"));
}

function take(example) {
  for (const id of ["path", "headers", "body"]) field(id).value = example[id];
  answer();
}

wasm_bindgen.initSync({ module: Uint8Array.from(atob(MODULE), (c) => c.charCodeAt(0)) });
field("policy").value = POLICY;
field("examples").append(...EXAMPLES.map((example) => make("option", example.title)));
field("examples").onchange = () => take(EXAMPLES[field("examples").selectedIndex]);
let waiting;
for (const id of ["method", "path", "headers", "body", "policy"]) {
  field(id).oninput = () => { clearTimeout(waiting); waiting = setTimeout(answer, 150); };
}
take(EXAMPLES[0]);
