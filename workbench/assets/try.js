// The form of an endpoint's page: a request made of the contract, its answer, and what of it departs from the contract.
// What is typed as credentials stays in this page's memory.
import {
  Digits, NUMBERS, classesOf, curl, form, object as object_, parse, pathOf, print, sampleOf, withoutSecrets, wordOf,
} from "./values.js";

(function () {
  const root = document.getElementById("try-it");
  if (!root) return;
  const [help, id] = root.dataset.model.split("/-/model/");
  const service = (work) => `${help}/-/try/${work}/${id}`;
  const KEPT = 20;

  // ---- Elements --------------------------------------------------------------------------------------------
  let count = 0;
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  const labelled = (text, control, hint) => {
    control.id ||= `try-${++count}`;
    const label = make("label", { for: control.id }, text);
    return make("div", { class: "try-field" }, label, control, hint ? make("small", {}, hint) : null);
  };
  const select = (options, onchange) => {
    const element = make("select", { onchange });
    for (const [value, text] of options) element.append(make("option", { value }, text));
    return element;
  };

  // ---- A value of a type: absent, null, or something ---------------------------------------------------------
  // Each editor is an element with `read()`, which gives undefined for what is left out, and `write(value)`.
  const editor = (model, type, depth) => {
    if (type.kind === "named") {
      const named = model.types[type.type];
      return named ? ofNamed(model, type.type, named, depth) : raw();
    }
    if (type.kind === "list") return list(model, type.item, depth);
    if (type.kind === "dictionary") return dictionary(model, type, depth);
    if (type.kind !== "simple") return raw();
    if (type.clr === "bool") return choice([["true", "true"], ["false", "false"]], (text) => text === "true", String);
    if (type.clr === "object") return raw();
    return text(NUMBERS.test(type.clr), type.clr);
  };
  const text = (isNumber, clr) => {
    const input = make("input", { type: "text", placeholder: clr, spellcheck: "false", autocomplete: "off" });
    if (isNumber) input.inputMode = "decimal";
    return Object.assign(input, {
      // Digits that JavaScript's numbers cannot hold stay as they are typed.
      // Of all types only texts have an empty one.
      read: () => {
        if (clr === "string") return input.value;
        const typed = input.value.trim();
        return typed === "" ? undefined : isNumber ? new Digits(typed) : typed;
      },
      write: (value) => { input.value = value instanceof Digits ? value.text : String(value ?? ""); },
    });
  };
  const choice = (options, read, write) => {
    const element = select(options);
    return Object.assign(element, {
      read: () => read(element.value),
      write: (value) => { element.value = write(value instanceof Digits ? value.text : value); },
    });
  };
  const raw = () => {
    const area = make("textarea", { rows: "2", spellcheck: "false", placeholder: "JSON" });
    return Object.assign(area, {
      read: () => (area.value.trim() === "" ? undefined : parse(area.value)),
      write: (value) => { area.value = print(value); },
    });
  };
  const ofNamed = (model, place, named, depth) => {
    if (named.kind === "enum") {
      return choice(
        named.values.map((it) => [wordOf(named, it), it.name]),
        (value) => (named.json === "Number" ? new Digits(value) : value),
        String,
      );
    }
    if (named.kind === "list") return list(model, named.item, depth);
    if (named.kind === "dictionary") return dictionary(model, named, depth);
    if (named.kind !== "class") return raw();
    return depth === 0 ? object(model, place, depth) : folded(named.name, depth, () => object(model, place, depth));
  };

  // Types may hold themselves: what is within an object is made when it is unfolded, or has a value.
  const folded = (name, depth, made) => {
    let inner = null;
    let waiting;
    const unfold = () => {
      if (inner) return;
      inner = made();
      if (waiting !== undefined) inner.write(waiting);
      box.append(inner);
    };
    const box = make("details", { ontoggle: () => { if (box.open) unfold(); } }, make("summary", {}, name));
    return Object.assign(box, {
      read: () => (inner ? inner.read() : waiting ?? {}),
      write: (value) => {
        waiting = value;
        if (inner) inner.write(value);
        else if (depth < 3) box.open = true;
      },
    });
  };
  const object = (model, declared, depth) => {
    const classes = classesOf(model.types, declared);
    const legend = make("legend", {}, model.types[declared].name);
    const members = make("div", {});
    const box = make("fieldset", {}, legend);
    let place = classes[0] ?? declared;
    let fields = [];
    const become = (at) => {
      place = at;
      fields = model.types[at].members
        .filter((member) => member.json !== null)
        .map((member) => ({ member, field: optional(model, member, depth + 1) }));
      members.replaceChildren(...fields.map(({ field }) => field));
    };
    const write = (value) => {
      for (const { member, field } of fields) field.write(value?.[member.json]);
    };
    const read = () => object_(fields.map(({ member, field }) => [member.json, field.read()]));
    let chosen = null;
    if (classes.length > 1 || (classes.length === 1 && place !== declared)) {
      // What both classes have stays.
      chosen = select(classes.map((at) => [String(at), model.types[at].name]), () => {
        const value = read();
        become(Number(chosen.value));
        write(value);
      });
      chosen.setAttribute("aria-label", `Class of ${model.types[declared].name}`);
      box.append(chosen);
    }
    box.append(members);
    become(place);
    return Object.assign(box, {
      read: () => {
        const value = read();
        return place === declared ? value : object_([["$type", model.types[place].jsonType], ...Object.entries(value)]);
      },
      write: (value) => {
        const named = String(value?.$type ?? "").split(",")[0];
        const at = classes.find((it) => model.types[it].jsonType.split(",")[0] === named);
        if (at !== undefined && at !== place) become(at);
        if (chosen) chosen.value = String(place);
        write(value);
      },
    });
  };
  const optional = (model, member, depth) => {
    const state = select([["value", "value"], ["null", "null"], ["absent", "left out"]], () => show());
    const name = member.name;
    state.setAttribute("aria-label", `${name}: value, null or left out`);
    state.value = member.required ? "value" : "absent";
    let inner = null;
    const slot = make("div", { class: "try-slot" });
    const show = () => {
      if (state.value === "value" && !inner) {
        inner = editor(model, member.type, depth);
        if (!inner.querySelector("legend, summary")) inner.setAttribute?.("aria-label", name);
        slot.append(inner);
      }
      slot.hidden = state.value !== "value";
    };
    const row = make("div", { class: "try-member" }, make("span", { class: "try-name" }, name), state, slot);
    show();
    return Object.assign(row, {
      read: () => ({ value: () => inner.read(), null: () => null, absent: () => undefined })[state.value](),
      write: (value) => {
        state.value = value === undefined ? "absent" : value === null ? "null" : "value";
        show();
        if (state.value === "value") inner.write(value);
      },
    });
  };
  // Rows that can be added and removed; `made` makes what is in one.
  const rows = (word, made) => {
    const items = make("div", { class: "try-items" });
    const add = (value) => {
      const inner = made(value);
      const remove = make("button", { type: "button", onclick: () => row.remove() }, "Remove");
      const row = make("div", { class: "try-item" }, ...inner.elements, remove);
      row.inner = inner;
      items.append(row);
    };
    const more = make("button", { type: "button", onclick: () => add() }, word);
    return Object.assign(make("div", { class: "try-list" }, items, more), {
      all: () => [...items.children].map((row) => row.inner),
      fill: (values) => { items.replaceChildren(); for (const value of values) add(value); },
    });
  };
  // What stands in a list or a dictionary: nothing is left out there, but it may be null.
  const entry = (model, type, depth, name) => {
    const isValue = type.kind === "simple"
      ? !/^(string|object|Uri|byte\[\])$/.test(type.clr)
      : model.types[type.type]?.kind === "enum";
    if (isValue && !type.nullable) {
      const inner = editor(model, type, depth);
      label(inner, name);
      return inner;
    }
    let inner = null;
    const state = select([["value", "value"], ["null", "null"]], () => show());
    state.setAttribute("aria-label", `${name}: value or null`);
    const slot = make("div", { class: "try-slot" });
    const show = () => {
      if (state.value === "value" && !inner) {
        inner = editor(model, type, depth);
        label(inner, name);
        slot.append(inner);
      }
      slot.hidden = state.value !== "value";
    };
    show();
    return Object.assign(make("div", { class: "try-entry" }, state, slot), {
      read: () => (state.value === "null" ? null : inner.read() ?? null),
      write: (value) => {
        state.value = value === null || value === undefined ? "null" : "value";
        show();
        if (state.value === "value") inner.write(value);
      },
    });
  };
  const list = (model, item, depth) => {
    const box = rows("Add an item", (value) => {
      const inner = entry(model, item, depth + 1, "Item");
      if (value !== undefined) inner.write(value);
      return { elements: [inner], read: inner.read };
    });
    return Object.assign(box, {
      read: () => box.all().map((inner) => inner.read()),
      write: (value) => { box.fill(Array.isArray(value) ? value : []); },
    });
  };
  const dictionary = (model, { key, value }, depth) => {
    // The keys of JSON are texts, and those of enums are names.
    const keys = key.kind === "named" ? model.types[key.type]?.values : null;
    const box = rows("Add an entry", (pair) => {
      const name = keys
        ? select(keys.map((it) => [it.name, it.name]))
        : make("input", { type: "text", placeholder: "key", spellcheck: "false", autocomplete: "off" });
      const inner = entry(model, value, depth + 1, "Value");
      label(name, "Key");
      if (pair) {
        name.value = pair[0];
        inner.write(pair[1]);
      }
      return { elements: [name, inner], read: () => [name.value, inner.read() ?? null] };
    });
    box.classList.add("try-dictionary");
    return Object.assign(box, {
      read: () => object_(box.all().map((inner) => inner.read())),
      write: (value) => { box.fill(Object.entries(value ?? {})); },
    });
  };
  const label = (element, name) => {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)) element.setAttribute("aria-label", name);
  };

  // ---- The page's form ----------------------------------------------------------------------------------------
  const ask = async (work, body) => {
    const response = await fetch(service(work), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error ?? "The server refuses.");
    return answer;
  };

  const build = (model, about) => {
    const parameters = model.parameters.map((parameter) => {
      const input = make("input", {
        type: parameter.secret ? "password" : "text",
        autocomplete: "off",
        spellcheck: "false",
        required: parameter.required,
        placeholder: parameter.default === null || parameter.default === undefined ? "" : String(parameter.default),
      });
      if (parameter.required) input.value = sampleOf(model.types, parameter.type);
      return { parameter, input };
    });
    const formats = model.formatters.map((formatter) => formatter.format);
    const media = Object.fromEntries(model.formatters.map((formatter) => [formatter.format, formatter.mediaTypes[0]]));
    const names = { json: "JSON", xml: "XML", form: "form" };
    const sendAs = select(formats.map((format) => [format, names[format]]));
    const answerAs = select(formats.filter((format) => format !== "form").map((format) => [format, names[format]]));
    const target = select([["mock", "the mock"], ...(about.baseUrl ? [["real", about.baseUrl]] : [])]);
    const credentials = make("input", { type: "password", autocomplete: "off", spellcheck: "false" });
    const credentialsName = about.authentication ?? "Authorization";
    const demand = make("input", { type: "text", placeholder: "status=404, delay=1500", spellcheck: "false" });
    const demands = about.demands.map(([word, value, what]) => {
      const add = make("button", { type: "button" }, `${word}${value}`);
      add.addEventListener("click", () => {
        demand.value = [demand.value.trim(), add.textContent].filter(Boolean).join(", ");
      });
      return make("li", {}, add, ` ${what}`);
    });
    const demanding = make("div", { class: "try-demand" },
      labelled("Demand of the mock", demand, "sent as the header Mock; ?$mock=.. in an address says the same"),
      make("details", {}, make("summary", {}, "What can be demanded"), make("ul", {}, ...demands)));

    // The body: fields of the contract, or a text.
    const fields = model.body && model.body.type ? editor(model, model.body.type, 0) : null;
    const source = make("textarea", { rows: "10", spellcheck: "false", "aria-label": "Body" });
    const asText = make("button", { type: "button", "aria-pressed": "true" }, "Text");
    const asForm = make("button", { type: "button", "aria-pressed": "false" }, "Fields");
    let shown = "text";
    let written = "json";
    const showBody = (which) => {
      shown = which;
      source.hidden = which !== "text";
      if (fields) fields.hidden = which !== "fields";
      asText.setAttribute("aria-pressed", String(which === "text"));
      asForm.setAttribute("aria-pressed", String(which === "fields"));
    };
    const translate = async (to) => {
      const from = written;
      if (!model.body || from === to) return;
      if (source.value.trim() !== "") {
        source.value = (await ask("convert", { from, to, text: source.value })).text;
      }
      written = to;
    };
    // Forms are made of JSON.
    const wanted = () => (sendAs.value === "xml" ? "xml" : "json");
    const guarded = (work) => async (event) => {
      problem.textContent = "";
      try { await work(event); } catch (error) { problem.textContent = error.message; }
    };
    const problem = make("p", { class: "try-problem", role: "alert" });
    sendAs.addEventListener("change", guarded(async () => {
      if (shown === "text") await translate(wanted());
    }));
    asForm.addEventListener("click", guarded(async () => {
      if (shown === "fields") return;
      await translate("json");
      fields.write(source.value.trim() === "" ? {} : parse(source.value));
      showBody("fields");
    }));
    asText.addEventListener("click", guarded(async () => {
      if (shown === "text") return;
      source.value = print(fields.read());
      written = "json";
      showBody("text");
      await translate(wanted());
    }));

    const typed = () => parameters.map(({ parameter, input }) => [parameter, input.value]);
    const request = async () => {
      const headers = [["Accept", media[answerAs.value] ?? "*/*"]];
      if (credentials.value) headers.push([credentialsName, credentials.value]);
      if (target.value === "mock" && demand.value.trim()) headers.push(["Mock", demand.value.trim()]);
      let body = null;
      if (model.body) {
        if (shown === "fields") { source.value = print(fields.read()); written = "json"; }
        if (sendAs.value === "form") {
          await translate("json");
          body = form(parse(source.value || "null")).join("&");
        } else {
          await translate(wanted());
          body = source.value;
        }
        headers.push(["Content-Type", media[sendAs.value]]);
      }
      return { method: model.method, path: pathOf(model, typed()), headers, body };
    };
    const service_ = () =>
      target.value === "real" ? about.baseUrl.replace(/\/+$/, "") : location.origin + about.prefix;
    const asCurl = async () => {
      const address = service_() + pathOf(model, withoutSecrets(typed()));
      return curl(address, await request(), credentialsName);
    };
    const asRust = async () => {
      const values = typed().filter(([parameter, text]) => text !== "" && !parameter.secret);
      if (model.body && shown === "fields") { source.value = print(fields.read()); written = "json"; }
      const isEmpty = !model.body || source.value.trim() === "";
      const body = isEmpty ? null : { format: written, text: source.value };
      const parameters = Object.fromEntries(values.map(([parameter, text]) => [parameter.name, text]));
      return (await ask("rust", { address: service_(), parameters, body })).text;
    };

    // ---- Sending, and what comes back ---------------------------------------------------------------------------
    const result = make("div", { class: "try-result", "aria-live": "polite" });
    const send = async () => {
      const asked = await request();
      result.replaceChildren(make("p", { class: "try-status" }, "Waiting …"));
      let answer;
      try {
        answer = target.value === "real" ? await ask("send", asked) : await fromMock(asked);
      } catch (error) {
        result.replaceChildren();
        throw error;
      }
      await show(asked, answer);
      keep(asked, answer.status);
    };
    const fromMock = async ({ method, path, headers, body }) => {
      const began = performance.now();
      const response = await fetch(about.prefix + path, { method, headers, body, cache: "no-store" });
      let text;
      try {
        text = await response.text();
      } catch {
        throw new Error("The answer breaks off.");
      }
      return {
        status: response.status,
        headers: [...response.headers],
        body: text,
        length: new TextEncoder().encode(text).length,
        milliseconds: Math.round(performance.now() - began),
      };
    };
    const show = async (asked, answer) => {
      const type = answer.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
      const format = /xml/i.test(type) ? "xml" : "json";
      const isGood = answer.status < 400;
      let departures = null;
      if (isGood && model.response && answer.body !== "") {
        departures = (await ask("check", { side: "response", format, text: answer.body })).departures;
      }
      const line = `${answer.status} · ${answer.milliseconds} ms · ${answer.length} bytes`;
      const kind = isGood ? "try-status is-good" : "try-status is-bad";
      const empty = () => make("p", { class: "try-empty" }, "The answer has no body.");
      const parts = [
        make("p", { class: kind }, line),
        verdict(departures),
        make("details", {}, make("summary", {}, "Request"), make("pre", { tabindex: "0" }, wire(asked))),
        make("details", {}, make("summary", {}, "Headers"), make("pre", { tabindex: "0" }, lines(answer.headers))),
        answer.body === "" ? empty() : marked(answer.body, departures ?? []),
      ];
      result.replaceChildren(...parts.filter((part) => part !== null));
    };
    const lines = (headers) => headers.map(([name, value]) => `${name}: ${value}`).join("\n");
    const wire = ({ method, path, headers, body }) => {
      const shown_ = headers.map(([name, value]) => [name, name === credentialsName ? "…" : value]);
      return `${method} ${path}\n${lines(shown_)}\n\n${body ?? ""}`.trimEnd();
    };
    const verdict = (departures) => {
      if (!departures) return null;
      if (!departures.length) return make("p", { class: "try-verdict is-good" }, "As the contract says.");
      const items = departures.map((departure) => {
        const place = departure.line ? ` (line ${departure.line}, column ${departure.column})` : "";
        return make("li", { class: departure.isError ? "is-bad" : "is-warn" }, departure.message + place);
      });
      return make("ul", { class: "try-departures", "aria-label": "Departures from the contract" }, ...items);
    };
    // Offsets are bytes of UTF-8.
    const marked = (body, departures) => {
      const pre = make("pre", { class: "try-body", tabindex: "0", "aria-label": "Body of the answer" });
      const bytes = new TextEncoder().encode(body);
      const decoder = new TextDecoder();
      const places = departures.filter((it) => it.offset !== null && it.offset < bytes.length);
      places.sort((a, b) => a.offset - b.offset);
      let at = 0;
      for (const departure of places) {
        if (departure.offset < at) continue;
        let end = departure.offset + 1;
        while (end < bytes.length && /[\w:.-]/.test(String.fromCharCode(bytes[end]))) end += 1;
        pre.append(decoder.decode(bytes.slice(at, departure.offset)));
        pre.append(make("mark", { title: departure.message }, decoder.decode(bytes.slice(departure.offset, end))));
        at = end;
      }
      pre.append(decoder.decode(bytes.slice(at)));
      return pre;
    };

    // ---- History: without credentials, in this browser ------------------------------------------------------------
    const key = `try ${help}`;
    const kept = () => { try { return JSON.parse(localStorage.getItem(key) ?? "[]"); } catch { return []; } };
    const members = Object.values(model.types).flatMap((type) => type?.members ?? []);
    const hasSecret = [...model.parameters, ...members].some((it) => it.secret);
    const keep = ({ method, path, body }, status) => {
      // What holds a secret is not kept.
      if (hasSecret) return;
      const entry = { id, method, path, body, format: written, sendAs: sendAs.value, status };
      const all = [entry, ...kept().filter((it) => it.path !== path || it.body !== body || it.id !== id)];
      try { localStorage.setItem(key, JSON.stringify(all.slice(0, KEPT))); } catch { /* It is not kept. */ }
      past();
    };
    const history = make("ol", { class: "try-history" });
    const past = () => {
      const entries = kept().filter((entry) => entry.id === id);
      history.replaceChildren(...entries.map((entry) => {
        const again = () => {
          source.value = entry.body ?? "";
          written = entry.format;
          sendAs.value = entry.sendAs;
          showBody("text");
        };
        const text = `${entry.method} ${entry.path} → ${entry.status}`;
        return make("li", {}, make("button", { type: "button", onclick: again }, text));
      }));
      historyBox.hidden = !entries.length;
    };
    const historyBox = make("details", {}, make("summary", {}, "History"), history);

    // ---- Together -------------------------------------------------------------------------------------------------
    const copying = (word, made) => {
      const button = make("button", { type: "button" }, word);
      button.addEventListener("click", guarded(async () => {
        await navigator.clipboard.writeText(await made());
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = word; }, 1500);
      }));
      return button;
    };
    const body = !model.body ? null : make("div", { class: "try-body-of-request" },
      make("div", { class: "try-switch", role: "group", "aria-label": "How the body is written" }, asText, fields ? asForm : null),
      source, fields);
    const submit = guarded(async (event) => { event.preventDefault(); await send(); });
    const panel = make("form", { class: "try", onsubmit: submit },
      make("div", { class: "heading", role: "heading", "aria-level": "2" }, "Try it"),
      labelled("Send to", target),
      ...parameters.map(({ parameter, input }) =>
        labelled(parameter.name, input, parameter.required ? "" : "may be left out")),
      model.body ? labelled("Send as", sendAs) : null,
      body,
      model.response ? labelled("Answer as", answerAs) : null,
      labelled(credentialsName, credentials, "kept in this page alone"),
      demanding,
      make("div", { class: "try-buttons" }, make("button", { type: "submit", class: "try-send" }, "Send"),
        copying("Copy as curl", asCurl), about.rust ? copying("Copy as Rust", asRust) : null),
      problem, result, historyBox);
    target.addEventListener("change", () => { demanding.hidden = target.value !== "mock"; });
    if (model.body) {
      source.value = model.body.samples?.json ?? "";
      if (!formats.includes("json")) { source.value = model.body.samples?.xml ?? ""; written = "xml"; }
    }
    showBody("text");
    past();
    root.append(panel);
    root.hidden = false;
  };

  Promise.all([root.dataset.model, `${help}/-/try/about`].map((address) => fetch(address).then((it) => it.json())))
    .then(([model, about]) => build(model, about))
    .catch(() => { /* These pages are files, or their server has no form. */ });
})();
