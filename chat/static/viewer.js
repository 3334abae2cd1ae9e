// The panels of open recordings: draws what Python sends with plotly, and tells Python what the reader asks to see.
// Text from files comes escaped for plotly (look/figure.py: text) or goes in through textContent; `summary` is HTML
// that Python has made and escaped (blocks.py).

"use strict";

window.neuroViewer = (element, props, trigger, watch) => {
  const LIGHT = {
    ink: "#1f2933", faint: "#5f6b78", bad: "#a9b1b9", mark: "#b45309", lit: "#0f766e", grid: "#e4e7eb",
    a: "#0072b2", b: "#d55e00", c: "#009e73", d: "#cc79a7", e: "#b8860b", f: "#56b4e9",
  };
  const DARK = {
    ink: "#e5e9ee", faint: "#98a2ad", bad: "#5d6772", mark: "#fdba74", lit: "#2dd4bf", grid: "#37414d",
    a: "#56b4e9", b: "#f08c4a", c: "#2fd0a2", d: "#e3a3c5", e: "#f0e442", f: "#9ad0f5",
  };
  const LOOK_SECONDS = 20; // an answer later than this is given up
  const panels = new Map();
  const root = document.createElement("div");
  root.className = "nl-panels";
  let asked = null; // the panel whose page is on its way
  let wasSeveral = false;
  let waiting = new Map(); // panel id -> what was asked since

  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const button = (className, text, title, act) => {
    const made = make("button", className, text);
    made.type = "button";
    made.title = title;
    made.setAttribute("aria-label", title);
    made.addEventListener("click", act);
    return made;
  };
  const dark = () => document.body.classList.contains("dark");

  // ---- asking Python for a page: one at a time, of what was asked meanwhile only the last

  const look = (panel) => {
    waiting.set(panel.id, { id: panel.id, tab: panel.tab, state: panel.state });
    panel.box.classList.add("nl-busy");
    send();
  };
  const send = () => {
    if (asked || !waiting.size) return;
    const [id, request] = waiting.entries().next().value;
    waiting.delete(id);
    const mine = { id };
    asked = mine;
    setTimeout(() => { if (asked === mine) missing(id); }, 1000 * LOOK_SECONDS);
    trigger("look", request);
  };
  const missing = (id) => {
    const panel = panels.get(id);
    if (panel) {
      panel.figure = { problem: "This page did not come. An hour without use closes a recording: open it again." };
      draw(panel);
    }
    arrived(id);
  };
  const arrived = (id) => {
    const panel = panels.get(id);
    if (panel && !waiting.has(id)) panel.box.classList.remove("nl-busy");
    if (asked && asked.id === id) asked = null;
    send();
  };

  // ---- moving through a recording

  const pageLength = (panel) => panel.state.seconds || panel.controls.page;
  const moveTo = (panel, start) => {
    const last = Math.max(0, panel.duration - pageLength(panel));
    panel.state.start = Math.round(1000 * Math.min(Math.max(0, start), last)) / 1000;
    look(panel);
  };
  const turn = (panel, pages) => {
    if (panel.tab !== "traces") return;
    moveTo(panel, panel.state.start + pages * pageLength(panel));
  };
  const scale = (panel, factor) => {
    panel.state.gain = Math.min(100, Math.max(0.01, panel.state.gain * factor));
    look(panel);
  };
  const jump = (panel, start, stop, channels) => {
    const length = pageLength(panel);
    const whole = start <= 0 && stop >= panel.duration - 1e-6;
    panel.tab = "traces";
    panel.state.lit_start = whole ? null : start;
    panel.state.lit_stop = whole ? null : stop;
    panel.state.lit_channels = channels || [];
    panel.led = true; // a citation led here
    const seen = start >= panel.state.start && stop <= panel.state.start + length;
    if (whole || seen) return look(panel);
    moveTo(panel, stop - start < length ? (start + stop - length) / 2 : start - 0.05 * length);
  };

  // ---- drawing

  const coloured = (value) => {
    const palette = dark() ? DARK : LIGHT;
    if (typeof value === "string") return value[0] === "@" && palette[value.slice(1)] ? palette[value.slice(1)] : value;
    if (Array.isArray(value)) return value.map(coloured);
    if (value && typeof value === "object" && !ArrayBuffer.isView(value)) {
      if ("bdata" in value) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, coloured(inner)]));
    }
    return value;
  };
  const plot = (panel, figure, place) => {
    const palette = dark() ? DARK : LIGHT;
    const layout = coloured(figure.layout || {});
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    layout.font = { family: "system-ui, 'DejaVu Sans', sans-serif", size: 11.5, color: palette.ink, ...layout.font };
    layout.hoverlabel = { font: { size: 11.5 }, ...layout.hoverlabel };
    layout.modebar = { bgcolor: "rgba(0,0,0,0)", color: palette.faint, activecolor: palette.ink };
    layout.autosize = true;
    layout.height = figure.height || 360;
    if (panel.tab === "traces") { // as much as the window shows, if its lanes can still be told apart
      const top = place.getBoundingClientRect().top + window.scrollY;
      const lanes = ((layout.yaxis || {}).tickvals || []).length;
      layout.height = Math.min(layout.height, Math.max(340, 11 * lanes + 60, window.innerHeight - top - 50));
    }
    layout.uirevision = panel.tab + panel.state.start;
    const config = {
      displaylogo: false, displayModeBar: "hover", scrollZoom: false, doubleClick: "reset",
      modeBarButtonsToRemove: ["lasso2d", "autoScale2d", "toImage"], topojsonURL: "none",
    };
    const made = place.classList.contains("js-plotly-plot");
    window.Plotly.react(place, coloured(figure.data || []), layout, config);
    if (made) return;
    place.on("plotly_selected", (event) => selected(panel, event));
    place.on("plotly_click", (event) => clicked(panel, place, event));
  };
  const selected = (panel, event) => {
    const range = event && event.range && event.range.x;
    if (!range || panel.tab !== "traces") return;
    const [first, last] = [Math.min(...range), Math.max(...range)];
    trigger("span", { id: panel.id, start: Math.max(0, first), stop: Math.min(panel.duration, last) });
  };
  const clicked = (panel, place, event) => {
    const seconds = event.points && event.points.length ? Number(event.points[0].x) : NaN;
    if (place.dataset.jump !== "x" || !Number.isFinite(seconds) || panel.tab === "traces") return;
    panel.tab = "traces";
    moveTo(panel, seconds - pageLength(panel) / 2);
  };
  const picture = (panel, figure, place) => {
    if (figure.image) {
      const shown = make("img", "nl-picture");
      shown.src = figure.image;
      shown.alt = figure.alt || "";
      place.append(shown);
    } else if (figure.data) {
      const drawn = make("div", "nl-plot");
      drawn.dataset.jump = figure.jump || "";
      drawn.setAttribute("role", "img");
      drawn.setAttribute("aria-label", figure.alt || "");
      place.append(drawn);
      plot(panel, figure, drawn);
    }
    if (figure.note) place.append(make("p", "nl-note", figure.note));
  };
  const wipe = (panel) => {
    panel.pictures.querySelectorAll(".js-plotly-plot").forEach((old) => window.Plotly.purge(old));
    panel.pictures.replaceChildren();
  };
  const draw = (panel) => {
    const figure = panel.figure;
    if (!figure) return;
    const kept = panel.pictures.firstElementChild;
    const alike = panel.pictures.childElementCount <= 2 && kept && kept.classList.contains("nl-plot");
    if (figure.data && alike && panel.drawn === panel.tab) { // the same plot again: faster, and it does not jump
      kept.setAttribute("aria-label", figure.alt || "");
      plot(panel, figure, kept);
      panel.pictures.querySelector(".nl-note")?.remove();
      if (figure.note) panel.pictures.append(make("p", "nl-note", figure.note));
    } else {
      wipe(panel);
      if (figure.problem) panel.pictures.append(make("p", "nl-wrong", figure.problem));
      else (figure.parts || [figure]).forEach((part) => picture(panel, part, panel.pictures));
      if (figure.parts && figure.note) panel.pictures.append(make("p", "nl-note", figure.note));
    }
    panel.drawn = panel.tab;
  };
  const showLit = (panel) => { // of many lanes the lit ones may lie below the edge of the window
    panel.led = false;
    const { data = [], layout = {} } = panel.figure;
    const lane = data.findIndex((trace) => trace.line && trace.line.color === "@lit");
    const area = panel.pictures.querySelector(".nl-plot .nsewdrag");
    if (lane < 0 || !area) return;
    const [bottom, top] = layout.yaxis.range;
    const box = area.getBoundingClientRect();
    const at = box.top + (box.height * (top - layout.yaxis.tickvals[lane])) / (top - bottom);
    if (at > 0.9 * window.innerHeight || at < 0) window.scrollBy({ top: at - 0.4 * window.innerHeight, behavior: "smooth" });
  };

  const sizes = new ResizeObserver((changes) => {
    for (const change of changes) {
      if (!change.contentRect.width) continue; // not shown
      change.target.querySelectorAll(".js-plotly-plot").forEach((old) => window.Plotly.Plots.resize(old).catch(() => {}));
    }
  });

  const drop = (panel) => { // nothing of a closed panel stays
    sizes.unobserve(panel.pictures);
    wipe(panel);
    panel.box.remove();
  };

  // ---- the parts of a panel

  const chooser = (panel, name, title, options, shown = (option) => option) => {
    const select = make("select", "nl-control");
    select.name = name;
    select.title = title;
    select.setAttribute("aria-label", title);
    options.forEach((option) => select.add(new Option(shown(option), option)));
    select.value = panel.state[name] ?? options[0];
    select.addEventListener("change", () => { panel.state[name] = select.value; look(panel); });
    return select;
  };
  const toolbar = (panel) => {
    const bar = make("div", "nl-toolbar");
    const offers = panel.controls;
    const start = make("input", "nl-control");
    Object.assign(start, { type: "text", inputMode: "decimal", name: "start", title: "page starts at (seconds, or h:mm:ss)" });
    start.setAttribute("aria-label", start.title);
    start.addEventListener("change", () => moveTo(panel, seconds(start.value)));
    const slider = make("input", "nl-slider");
    Object.assign(slider, { type: "range", min: 0, max: Math.max(offers.last, 0), step: "any", title: "where in the recording" });
    slider.setAttribute("aria-label", slider.title);
    slider.addEventListener("input", () => moveTo(panel, Number(slider.value)));
    const lengths = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800].filter((s) => s < panel.duration && s <= offers.longest);
    if (!lengths.includes(offers.page)) lengths.push(offers.page);
    lengths.sort((one, other) => one - other);
    const length = make("select", "nl-control");
    Object.assign(length, { name: "seconds", title: "length of the page" });
    length.setAttribute("aria-label", length.title);
    lengths.forEach((option) => length.add(new Option(`${Number(option.toPrecision(4))} s`, option)));
    length.value = pageLength(panel);
    length.addEventListener("change", () => { panel.state.seconds = Number(length.value); moveTo(panel, panel.state.start); });
    bar.append(
      button("nl-previous", "◀", "previous page (PageUp, ←)", () => turn(panel, -1)), start,
      button("nl-next", "▶", "next page (PageDown, →)", () => turn(panel, 1)), slider, length,
      button("nl-smaller", "−", "smaller traces (-)", () => scale(panel, 1 / 1.5)),
      button("nl-larger", "+", "larger traces (+)", () => scale(panel, 1.5)),
      button("nl-unfold", "⋯", "channels, montage, filters", () => panel.box.classList.toggle("nl-unfolded")),
    );
    const further = make("span", "nl-further"); // folded where there is little room
    if (offers.groups.length > 1) further.append(chooser(panel, "group", "channels", offers.groups));
    if (offers.montages.length > 1) further.append(chooser(panel, "montage", "montage", offers.montages));
    if (offers.bands.length > 1) further.append(chooser(panel, "band", "filter of the picture", offers.bands, (o) => (o === "off" ? "no filter" : o)));
    if (offers.notches.length > 1) further.append(chooser(panel, "notch", "mains filter of the picture", offers.notches, (o) => (o === "off" ? "no notch" : `notch ${o}`)));
    if (offers.negative_up) {
      const label = make("label", "nl-check");
      const box = make("input", "nl-control");
      Object.assign(box, { type: "checkbox", name: "negative_up", checked: panel.state.negative_up });
      box.addEventListener("change", () => { panel.state.negative_up = box.checked; look(panel); });
      label.append(box, "negative up");
      further.append(label);
    }
    bar.append(further);
    panel.start = start;
    panel.slider = slider;
    return bar;
  };
  const seconds = (typed) => {
    const parts = typed.trim().replace(",", ".").replace(/\s*s$/, "").split(":").map(Number);
    return parts.some((part) => !Number.isFinite(part)) ? 0 : parts.reduce((sum, part) => 60 * sum + part, 0);
  };
  const clock = (value) => {
    if (value < 600) return `${Number(value.toFixed(2))} s`;
    const whole = Math.floor(value);
    const two = (number) => String(number).padStart(2, "0");
    return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  };
  const keys = {
    ArrowRight: (panel) => turn(panel, 0.5), ArrowLeft: (panel) => turn(panel, -0.5),
    PageDown: (panel) => turn(panel, 1), PageUp: (panel) => turn(panel, -1),
    Home: (panel) => moveTo(panel, 0), End: (panel) => moveTo(panel, panel.duration),
    "+": (panel) => scale(panel, 1.5), "=": (panel) => scale(panel, 1.5), "-": (panel) => scale(panel, 1 / 1.5),
  };
  const build = (sent) => {
    const panel = { ...sent };
    panel.box = make("section", "nl-panel");
    panel.box.dataset.id = panel.id;
    panel.box.tabIndex = 0;
    panel.box.setAttribute("aria-label", `${panel.id}: ${panel.title}`);
    const head = make("div", "nl-title");
    head.append(make("b", "nl-id", panel.id), make("span", "nl-file", panel.title));
    head.append(button("nl-close", "×", `close ${panel.id}`, () => trigger("shut", { id: panel.id })));
    panel.facts = make("div", "nl-summary");
    panel.facts.innerHTML = panel.summary;
    panel.tabsRow = make("div", "nl-tabs");
    panel.tabsRow.setAttribute("role", "tablist");
    panel.tabs.forEach(([name, title]) => {
      const tab = button("nl-tab", title, title, () => { panel.tab = name; look(panel); });
      tab.dataset.tab = name;
      tab.setAttribute("role", "tab");
      panel.tabsRow.append(tab);
    });
    panel.bar = toolbar(panel);
    panel.pictures = make("div", "nl-pictures");
    sizes.observe(panel.pictures);
    panel.box.append(head, panel.facts, panel.tabsRow, panel.bar, panel.pictures);
    panel.box.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act(panel);
    });
    return panel;
  };
  const settle = (panel) => { // what the panel says about itself, after its state changed
    panel.box.dataset.start = panel.state.start;
    panel.box.dataset.lit = JSON.stringify(panel.state.lit_channels);
    panel.box.dataset.tab = panel.tab;
    panel.start.value = clock(panel.state.start);
    panel.slider.value = panel.state.start;
    panel.bar.hidden = panel.tab !== "traces";
    panel.tabsRow.querySelectorAll(".nl-tab").forEach((tab) => {
      tab.setAttribute("aria-selected", String(tab.dataset.tab === panel.tab));
    });
  };

  const fold = (panel) => { // of the facts only the line that sums them up, where there is little room
    const about = panel.facts.querySelector(".nl-about");
    if (about) about.open = !wasSeveral && window.innerWidth > 700;
  };

  // ---- what Python sends: {"order": ids, "panels": [whole panels, or new pages of known ones]}

  const receive = () => {
    const sent = props.value ? JSON.parse(props.value) : { order: [], panels: [] };
    if (!root.isConnected) element.querySelector(".nl-place").replaceChildren(root);
    for (const [id, panel] of panels) {
      if (sent.order.includes(id)) continue;
      drop(panel);
      panels.delete(id);
      waiting.delete(id);
    }
    const several = sent.order.length > 1;
    const rearranged = root.classList.toggle("nl-several", several) !== wasSeveral;
    wasSeveral = several;
    for (const news of sent.panels) {
      if (news.summary !== undefined) { // a whole panel
        if (panels.has(news.id)) drop(panels.get(news.id));
        panels.set(news.id, build(news));
        fold(panels.get(news.id));
      }
      const panel = panels.get(news.id);
      if (!panel) continue;
      const late = waiting.has(news.id); // the reader has gone on: this picture, but not its state
      panel.figure = news.figure;
      if (!late) Object.assign(panel, { tab: news.tab, state: news.state });
      const boxes = sent.order.map((id) => panels.get(id)?.box).filter(Boolean);
      const moved = boxes.some((box, place) => root.children[place] !== box);
      if (moved) root.append(...boxes); // only then: moving a panel takes the keyboard and a held slider from it
      settle(panel);
      if (!late || news.tab === panel.tab) draw(panel);
      arrived(news.id);
      if (panel.led && !late) showLit(panel);
    }
    if (rearranged) {
      panels.forEach((panel) => { fold(panel); if (!sent.panels.some((news) => news.id === panel.id)) draw(panel); });
    }
    element.querySelector(".nl-none")?.toggleAttribute("hidden", panels.size > 0);
  };

  // ---- citations anywhere on the page, and the theme

  document.addEventListener("click", (event) => {
    if (!element.isConnected) return;
    const chip = event.target.closest(".nl-chip");
    if (chip) {
      const panel = panels.get(chip.dataset.recording) || panels.values().next().value;
      if (!panel) return;
      jump(panel, Number(chip.dataset.start), Number(chip.dataset.stop), JSON.parse(chip.dataset.channels || "[]"));
      document.querySelectorAll(".nl-chip.nl-chosen").forEach((old) => old.classList.remove("nl-chosen"));
      chip.classList.add("nl-chosen");
      panel.box.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
    const annotate = event.target.closest(".nl-annotate");
    if (annotate) trigger("annotate", { exchange: Number(annotate.closest(".nl-answer").dataset.exchange) });
  });
  new MutationObserver(() => panels.forEach(draw)).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  document.querySelector("#nl-offered input")?.setAttribute("placeholder", "examples and recordings on offer");
  watch("value", receive);
  receive();
};
