// What the form of an endpoint's page makes of values: JSON, forms, addresses, and calls to copy. Nothing here knows the
// page.

/** A number with the digits that it was typed with: JavaScript's numbers cannot hold all of them. */
export class Digits {
  constructor(text) { this.text = text; }
}

export const NUMBERS = /^(s?byte|u?short|u?int|u?long|float|double|decimal)$/;

/** Reads JSON; with the source of a number at hand nothing of it is rounded. */
export const parse = (source) => JSON.parse(source, (key, value, context) => {
  return typeof value === "number" ? new Digits(context?.source ?? String(value)) : value;
});

/** Returns JSON. Members that are undefined are left out. */
export const print = (value, indent = "") => {
  const next = indent + "  ";
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) {
    if (!value.length) return "[]";
    return `[\n${value.map((item) => next + print(item ?? null, next)).join(",\n")}\n${indent}]`;
  }
  if (value && typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    if (!members.length) return "{}";
    const lines = members.map(([key, member]) => `${next}${JSON.stringify(key)}: ${print(member, next)}`);
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(value ?? null);
};

/** Returns the pairs of a form: `Lines[0].Article=pen`. */
export const form = (value, name = "") => {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => form(item, `${name}[${index}]`));
  if (typeof value === "object" && !(value instanceof Digits)) {
    return Object.entries(value).flatMap(([key, member]) => form(member, name ? `${name}.${key}` : key));
  }
  const text = value instanceof Digits ? value.text : String(value);
  return [`${encodeURIComponent(name)}=${encodeURIComponent(text)}`];
};

/** Returns an object that takes members of every name. */
export const object = (members) => {
  const made = Object.create(null);
  for (const [name, value] of members) if (value !== undefined) made[name] = value;
  return made;
};

/** Returns the words of an enum's members in JSON. */
export const wordOf = (named, member) => {
  if (named.json === "Number") return member.value;
  const word = member.wireName;
  return named.json === "CamelCaseText" ? word.charAt(0).toLowerCase() + word.slice(1) : word;
};

/** Returns the classes that may stand where a class is declared, itself first unless it is abstract. */
export const classesOf = (types, place) => {
  const found = [];
  const seen = new Set();
  const add = (at) => {
    const named = types[at];
    if (seen.has(at) || named?.kind !== "class") return;
    seen.add(at);
    if (!named.abstract) found.push(at);
    for (const known of named.knownTypes) if (known.kind === "named") add(known.type);
  };
  add(place);
  return found;
};

/** Returns the path and the query of a request, from `[parameter, text]` pairs. */
export const pathOf = (model, values) => {
  let address = "/" + model.path.replace(/\{\*?([^}]+)\}/g, (whole, name) => {
    const found = values.find(([parameter]) => parameter.in === "path" && parameter.name === name);
    return found ? encodeURIComponent(found[1]) : whole;
  });
  const query = values
    .filter(([parameter, text]) => parameter.in === "query" && text !== "")
    .flatMap(([parameter, text]) => {
      const isList = parameter.type.kind === "list" && !parameter.commaSeparated;
      const items = isList ? text.split(",").map((item) => item.trim()) : [text];
      return items.map((item) => `${encodeURIComponent(parameter.name)}=${encodeURIComponent(item)}`);
    });
  if (query.length) address += "?" + query.join("&");
  return address.replace(/\/+$/, "") || "/";
};

/** Returns the pairs with what stands for a secret in place of secrets. */
export const withoutSecrets = (values) => {
  return values.map(([parameter, text]) => [parameter, parameter.secret && text !== "" ? "…" : text]);
};

/** Returns a call by curl, for a shell as POSIX describes it. `secret` is the header whose value is not shown. */
export const curl = (address, { method, headers, body }, secret) => {
  const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = [`curl -X ${method} ${quote(address)}`];
  for (const [name, value] of headers) parts.push(`-H ${quote(`${name}: ${name === secret ? "…" : value}`)}`);
  if (body !== null && body !== undefined) parts.push(`--data-raw ${quote(body)}`);
  return parts.join(" \\\n  ");
};

/** Returns what a parameter that has to be there begins with. */
export const sampleOf = (types, type) => {
  if (type.kind === "named") return types[type.type]?.values?.[0]?.name ?? "";
  if (type.kind === "list") return sampleOf(types, type.item);
  if (type.clr === "bool") return "true";
  if (type.clr === "Guid") return "0f8fad5b-d9cb-469f-a165-70867728950e";
  if (type.clr === "DateTime" || type.clr === "DateTimeOffset") return "2024-10-15";
  if (type.clr === "TimeSpan") return "00:05:00";
  return NUMBERS.test(type.clr ?? "") ? "1" : "sample";
};
