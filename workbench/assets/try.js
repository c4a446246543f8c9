// The form of an endpoint's page: a request made of the contract, its answer, and what of it departs from the contract.
// What is typed as credentials stays in this page's memory.
"use strict";

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
  const NUMBERS = /^(s?byte|u?short|u?int|u?long|float|double|decimal)$/;
  const editor = (model, type, depth) => {
    if (type.kind === "named") {
      const named = model.types[type.type];
      return named ? ofNamed(model, named, depth) : raw();
    }
    if (type.kind === "list") return list(model, type.item, depth);
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
      read: () => (isNumber && input.value.trim() !== "" ? new Digits(input.value.trim()) : input.value),
      write: (value) => { input.value = value instanceof Digits ? value.text : String(value ?? ""); },
    });
  };
  class Digits {
    constructor(text) { this.text = text; }
  }
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
  const ofNamed = (model, named, depth) => {
    if (named.kind === "enum") {
      const camel = (name) => name.charAt(0).toLowerCase() + name.slice(1);
      const word = { Number: (it) => it.value, Text: (it) => it.wireName, CamelCaseText: (it) => camel(it.wireName) };
      const of = word[named.json] ?? word.Text;
      return choice(
        named.values.map((it) => [of(it), it.name]),
        (value) => (named.json === "Number" ? new Digits(value) : value),
        String,
      );
    }
    if (named.kind === "list") return list(model, named.item, depth);
    if (named.kind === "class" && depth < 6) return object(model, named, depth);
    return raw();
  };
  const object = (model, named, depth) => {
    const fields = named.members
      .filter((member) => member.json !== null)
      .map((member) => ({ member, field: optional(model, member, depth + 1) }));
    const box = make("fieldset", {}, make("legend", {}, named.name), ...fields.map(({ field }) => field));
    return Object.assign(box, {
      read: () => {
        const value = {};
        for (const { member, field } of fields) {
          const read = field.read();
          if (read !== undefined) value[member.json] = read;
        }
        return value;
      },
      write: (value) => {
        for (const { member, field } of fields) field.write(value?.[member.json]);
      },
    });
  };
  const optional = (model, member, depth) => {
    const state = select([["value", "value"], ["null", "null"], ["absent", "left out"]], () => show());
    const name = member.name;
    state.setAttribute("aria-label", `${name}: value, null or left out`);
    let inner = null;
    const slot = make("div", { class: "try-slot" });
    const show = () => {
      if (state.value === "value" && !inner) {
        inner = editor(model, member.type, depth);
        if (!inner.querySelector("legend")) inner.setAttribute?.("aria-label", name);
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
  const list = (model, item, depth) => {
    const items = make("div", { class: "try-items" });
    const add = (value) => {
      const inner = editor(model, item, depth + 1);
      if (value !== undefined) inner.write(value);
      const remove = make("button", { type: "button", onclick: () => row.remove() }, "Remove");
      const row = make("div", { class: "try-item" }, inner, remove);
      row.inner = inner;
      items.append(row);
    };
    const more = make("button", { type: "button", onclick: () => add() }, "Add an item");
    return Object.assign(make("div", { class: "try-list" }, items, more), {
      read: () => [...items.children].map((row) => row.inner.read()),
      write: (value) => { items.replaceChildren(); for (const item of value ?? []) add(item); },
    });
  };

  // ---- JSON whose numbers keep their digits ---------------------------------------------------------------------
  const parse = (source) => {
    // With the source of a number at hand nothing of it is rounded.
    return JSON.parse(source, (key, value, context) => {
      return typeof value === "number" ? new Digits(context?.source ?? String(value)) : value;
    });
  };
  const print = (value, indent = "") => {
    const next = indent + "  ";
    if (value instanceof Digits) return value.text;
    if (Array.isArray(value)) {
      if (!value.length) return "[]";
      return `[\n${value.map((item) => next + print(item ?? null, next)).join(",\n")}\n${indent}]`;
    }
    if (value && typeof value === "object") {
      const members = Object.entries(value).filter(([, member]) => member !== undefined);
      if (!members.length) return "{}";
      return `{\n${members.map(([key, member]) => `${next}${JSON.stringify(key)}: ${print(member, next)}`).join(",\n")}\n${indent}}`;
    }
    return JSON.stringify(value ?? null);
  };
  const form = (value, name = "") => {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value.flatMap((item, index) => form(item, `${name}[${index}]`));
    if (typeof value === "object" && !(value instanceof Digits)) {
      return Object.entries(value).flatMap(([key, member]) => form(member, name ? `${name}.${key}` : key));
    }
    const text = value instanceof Digits ? value.text : String(value);
    return [`${encodeURIComponent(name)}=${encodeURIComponent(text)}`];
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
      if (parameter.required) input.value = sampleOf(model, parameter.type);
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

    const path = () => {
      let address = "/" + model.path.replace(/\{\*?([^}]+)\}/g, (whole, name) => {
        const found = parameters.find((it) => it.parameter.in === "path" && it.parameter.name === name);
        return found ? encodeURIComponent(found.input.value) : whole;
      });
      const query = parameters
        .filter((it) => it.parameter.in === "query" && it.input.value !== "")
        .flatMap(({ parameter, input }) => {
          const isList = parameter.type.kind === "list" && !parameter.commaSeparated;
          const values = isList ? input.value.split(",").map((value) => value.trim()) : [input.value];
          return values.map((value) => `${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`);
        });
      if (query.length) address += "?" + query.join("&");
      return address.replace(/\/+$/, "") || "/";
    };
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
      return { method: model.method, path: path(), headers, body };
    };
    const curl = ({ method, path, headers, body }) => {
      const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
      const base = target.value === "real" ? about.baseUrl.replace(/\/+$/, "") : location.origin + about.prefix;
      const parts = [`curl -X ${method} ${quote(base + path)}`];
      for (const [name, value] of headers) {
        parts.push(`-H ${quote(`${name}: ${name === credentialsName ? "…" : value}`)}`);
      }
      if (body) parts.push(`--data-binary ${quote(body)}`);
      return parts.join(" \\\n  ");
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
      result.replaceChildren(
        make("p", { class: kind }, line),
        verdict(departures),
        make("details", {}, make("summary", {}, "Request"), make("pre", { tabindex: "0" }, wire(asked))),
        make("details", {}, make("summary", {}, "Headers"), make("pre", { tabindex: "0" }, lines(answer.headers))),
        marked(answer.body, departures ?? []),
      );
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
        return make("li", {}, make("button", { type: "button", onclick: again }, `${entry.method} ${entry.path} → ${entry.status}`));
      }));
      historyBox.hidden = !entries.length;
    };
    const historyBox = make("details", {}, make("summary", {}, "History"), history);

    // ---- Together -------------------------------------------------------------------------------------------------
    const copied = make("button", { type: "button" }, "Copy as curl");
    copied.addEventListener("click", guarded(async () => {
      await navigator.clipboard.writeText(curl(await request()));
      copied.textContent = "Copied";
      setTimeout(() => { copied.textContent = "Copy as curl"; }, 1500);
    }));
    const body = !model.body ? null : make("div", { class: "try-body-of-request" },
      make("div", { class: "try-switch", role: "group", "aria-label": "How the body is written" }, asText, fields ? asForm : null),
      source, fields);
    const panel = make("form", { class: "try", onsubmit: guarded(async (event) => { event.preventDefault(); await send(); }) },
      make("div", { class: "heading", role: "heading", "aria-level": "2" }, "Try it"),
      labelled("Send to", target),
      ...parameters.map(({ parameter, input }) => labelled(parameter.name, input, parameter.required ? "" : "may be left out")),
      model.body ? labelled("Send as", sendAs) : null,
      body,
      model.response ? labelled("Answer as", answerAs) : null,
      labelled(credentialsName, credentials, "kept in this page alone"),
      labelled("Demand of the mock", demand),
      make("div", { class: "try-buttons" }, make("button", { type: "submit", class: "try-send" }, "Send"), copied),
      problem, result, historyBox);
    target.addEventListener("change", () => { demand.closest(".try-field").hidden = target.value !== "mock"; });
    if (model.body) {
      source.value = model.body.samples?.json ?? "";
      if (!formats.includes("json")) { source.value = model.body.samples?.xml ?? ""; written = "xml"; }
    }
    showBody("text");
    past();
    root.append(panel);
    root.hidden = false;
  };

  // What a parameter that has to be there begins with.
  const sampleOf = (model, type) => {
    if (type.kind === "named") return model.types[type.type]?.values?.[0]?.name ?? "";
    if (type.kind === "list") return sampleOf(model, type.item);
    if (type.clr === "bool") return "true";
    if (type.clr === "Guid") return "0f8fad5b-d9cb-469f-a165-70867728950e";
    if (type.clr === "DateTime" || type.clr === "DateTimeOffset") return "2024-10-15";
    if (type.clr === "TimeSpan") return "00:05:00";
    return NUMBERS.test(type.clr ?? "") ? "1" : "sample";
  };

  Promise.all([root.dataset.model, `${help}/-/try/about`].map((address) => fetch(address).then((it) => it.json())))
    .then(([model, about]) => build(model, about))
    .catch(() => { /* These pages are files, or their server has no form. */ });
})();
