// The help page's own script: search, theme, marks of members, copying. Pages say all they say without it.
"use strict";

(function () {
  const body = document.body;

  // ---- Theme ----------------------------------------------------------------------------------------------
  const toggle = document.getElementById("theme");
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try { localStorage.setItem("help-theme", root.dataset.theme); } catch (error) { /* It is not kept. */ }
  });

  // ---- The list beside the page: the endpoint that is open stands in view ------------------------------------
  const beside = document.querySelector(".beside");
  const current = beside?.querySelector("[aria-current]");
  if (current) {
    const away = current.getBoundingClientRect().top - beside.getBoundingClientRect().top;
    beside.scrollTop += away - beside.clientHeight / 2;
  }

  // ---- Members: the one that is pointed at is marked wherever it stands -----------------------------------
  let marked = "";
  const markAll = (member) => {
    if (member === marked) return;
    marked = member;
    for (const old of document.querySelectorAll(".is-marked")) old.classList.remove("is-marked");
    if (!member) return;
    for (const element of document.querySelectorAll(`[data-m="${CSS.escape(member)}"]`)) {
      element.classList.add("is-marked");
    }
  };
  const memberOf = (target) => target.closest?.("[data-m]")?.dataset.m ?? "";
  document.addEventListener("pointerover", (event) => markAll(memberOf(event.target)));
  document.addEventListener("focusin", (event) => markAll(memberOf(event.target)));

  // ---- Copying ---------------------------------------------------------------------------------------------
  if (navigator.clipboard) {
    for (const pre of document.querySelectorAll("pre")) {
      const copy = document.createElement("button");
      copy.type = "button";
      copy.className = "copy";
      copy.textContent = "Copy";
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(pre.textContent.replace(/^\n|\n$/g, ""));
        copy.textContent = "Copied";
        setTimeout(() => { copy.textContent = "Copy"; }, 1500);
      });
      pre.parentElement.classList.add("has-copy");
      pre.parentElement.append(copy);
    }
  }

  // ---- Search ----------------------------------------------------------------------------------------------
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  input.closest(".search").hidden = false;
  const most = 30;
  let entries = null;
  let chosen = -1;

  window.helpSearch = (index) => {
    entries = index.map(([kind, title, doc, address]) => ({
      kind, title, doc, address, key: title.toLowerCase(), all: `${title} ${doc}`.toLowerCase(),
    }));
    show();
  };

  const load = () => {
    if (entries || document.querySelector("script[data-index]")) return;
    const script = document.createElement("script");
    script.src = body.dataset.search;
    script.dataset.index = "";
    document.head.append(script);
  };

  // How well an entry fits: a name that begins with the word first, then names, then descriptions.
  const rank = (entry, words) => {
    let sum = 0;
    for (const word of words) {
      const at = entry.key.indexOf(word);
      if (at < 0 && !entry.all.includes(word)) return -1;
      const isStart = at === 0 || (at > 0 && /[^a-z0-9]/.test(entry.key[at - 1]));
      sum += at < 0 ? 1 : isStart ? 6 : 3;
      if (entry.key === word) sum += 6;
    }
    return sum + { endpoint: 0.9, type: 0.8, member: 0.2, value: 0.1 }[entry.kind];
  };

  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren();
    choose(-1);
    if (!words.length) return close();
    if (!entries) return;
    const found = [];
    for (const entry of entries) {
      const sum = rank(entry, words);
      if (sum >= 0) found.push([sum, entry]);
    }
    found.sort((a, b) => b[0] - a[0] || a[1].title.length - b[1].title.length);
    for (const [, entry] of found.slice(0, most)) {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `result-${list.children.length}`;
      const link = document.createElement("a");
      link.href = body.dataset.root + entry.address;
      link.tabIndex = -1;
      for (const [name, text] of [["kind", entry.kind], ["title", entry.title], ["doc", entry.doc]]) {
        const part = document.createElement("span");
        part.className = `result-${name}`;
        part.textContent = text;
        link.append(part);
      }
      item.append(link);
      list.append(item);
    }
    if (!found.length) {
      const item = document.createElement("li");
      item.className = "nothing";
      item.textContent = "Nothing has this name.";
      list.append(item);
    } else {
      choose(0);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const choose = (at) => {
    const items = list.querySelectorAll("[role=option]");
    chosen = items.length && at >= 0 ? (at + items.length) % items.length : -1;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show();
      else choose(chosen < 0 ? 0 : chosen + (event.key === "ArrowDown" ? 1 : list.children.length - 1));
    } else if (event.key === "Enter") {
      const link = list.querySelectorAll("[role=option] a")[chosen];
      if (!link) return;
      close();
      location.href = link.href;
    } else if (event.key === "Escape") {
      if (list.hidden) input.blur();
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".search")) close();
  });

  // ---- Where an address leads to: the row of a member ------------------------------------------------------
  const arrived = () => {
    const member = /^#m-(.+)$/.exec(location.hash)?.[1];
    if (member) markAll(decodeURIComponent(member));
  };
  addEventListener("hashchange", arrived);
  arrived();
})();
