"use strict";
// Any week of a supply, and values of the heat maps. Without this script every figure and table of the page is still there.
(() => {
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 720, HEIGHT = 290, LEFT = 62, RIGHT = 12, TOP = 12, BOTTOM = 30;

  const make = (name, attributes = {}, text) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const draw = (parent, name, attributes, text) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    parent.append(node);
    return node;
  };
  const unpack = packed => {
    const bytes = Uint8Array.from(atob(packed.data), letter => letter.charCodeAt(0));
    return Float64Array.from(new Int16Array(bytes.buffer), value => value * packed.unit);
  };
  const date = (start, seconds) => new Date(1000 * (start + seconds));
  const dayWords = day => `${DAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
  const hourWords = day => `${dayWords(day)} ${day.getUTCFullYear()}, ${String(day.getUTCHours()).padStart(2, "0")}:${String(day.getUTCMinutes()).padStart(2, "0")}`;
  const shown = value => Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : value.toLocaleString("en", {maximumSignificantDigits: 3});

  function round(span) {
    const power = 10 ** Math.floor(Math.log10(span / 4));
    return power * [1, 2, 5, 10].find(m => span / (m * power) <= 4.5);
  }

  function explorer(holder, data) {
    const perWeek = Math.round(7 * 86400 / data.step);
    const years = data.years.map(year => ({...year, load: unpack(year.load), series: year.series.map(s => ({...s, values: unpack(s)}))}));
    let year = years[0], first = 0, cursor = 12;
    const frame = make("div", {class: "explorer"});
    const controls = make("div", {class: "controls"});
    const select = make("select", {"aria-label": `Year, ${data.name}`});
    years.forEach((one, k) => select.append(make("option", {value: k}, one.year)));
    const before = make("button", {type: "button"}, "Previous week"), after = make("button", {type: "button"}, "Next week");
    const slider = make("input", {type: "range", min: 0, step: 1, "aria-label": `First day of the week, ${data.name}`});
    controls.append(select, before, slider, after);
    const scroll = make("div", {class: "scroll"}), drawing = make("div", {class: "drawing"});
    const svg = document.createElementNS(SVG, "svg");
    for (const [key, value] of Object.entries({viewBox: `0 0 ${WIDTH} ${HEIGHT}`, tabindex: 0, role: "application"})) svg.setAttribute(key, value);
    svg.setAttribute("aria-label", `Supply of ${data.name} hour by hour: arrow keys move by an hour, page keys by a week`);
    const readout = make("output", {"aria-live": "polite"}), legend = make("ul", {class: "legend"});
    drawing.append(svg);
    scroll.append(drawing);
    frame.append(make("h3", {}, `${data.name}: any week`), controls, scroll, readout, legend);
    holder.append(frame);

    const x = k => LEFT + k * (WIDTH - LEFT - RIGHT) / perWeek;
    let y = value => value, line = null;

    function axis(count) {
      let high = 0, low = 0;
      for (let k = 0; k < year.load.length; ++k) {
        let up = 0, down = 0;
        for (const s of year.series) s.sign > 0 ? up += s.values[k] : down += s.values[k];
        high = Math.max(high, up, year.load[k]);
        low = Math.min(low, -down);
      }
      const step = round(high - low || 1), bottom = step * Math.floor(low / step), top = step * Math.ceil(high / step);
      y = value => HEIGHT - BOTTOM - (value - bottom) / (top - bottom) * (HEIGHT - BOTTOM - TOP);
      for (let mark = bottom; mark <= top + step / 2; mark += step) {
        draw(svg, "line", {x1: LEFT, x2: WIDTH - RIGHT, y1: y(mark), y2: y(mark), class: Math.abs(mark) < step / 2 ? "zero" : "grid"});
        draw(svg, "text", {x: LEFT - 6, y: y(mark) + 4, "text-anchor": "end"}, shown(mark));
      }
      draw(svg, "text", {x: 13, y: 140, "text-anchor": "middle", transform: "rotate(-90 13 140)"}, "MW");
      return count;
    }
    function corners(values) {
      return values.flatMap((value, k) => [`${x(k).toFixed(1)} ${y(value).toFixed(1)}`, `${x(k + 1).toFixed(1)} ${y(value).toFixed(1)}`]);
    }
    function render() {
      svg.replaceChildren();
      legend.replaceChildren();
      const count = Math.min(perWeek, year.load.length - first);
      axis(count);
      const up = new Array(count).fill(0), down = new Array(count).fill(0);
      for (const s of year.series) {
        const base = s.sign > 0 ? up : down, under = base.slice();
        for (let k = 0; k < count; ++k) base[k] += s.sign * s.values[first + k];
        const path = draw(svg, "path", {d: `M${corners(under).concat(corners(base).reverse()).join("L")}Z`});
        path.style.fill = s.color;
        const item = make("li"), box = make("span", {class: "box"});
        box.style.background = s.color;
        item.append(box, document.createTextNode(s.name));
        legend.append(item);
      }
      draw(svg, "path", {class: "load", d: `M${corners(Array.from(year.load.slice(first, first + count))).join("L")}`});
      for (let k = 0; k < count; ++k) {
        const time = date(year.start, (first + k) * data.step);
        if (time.getUTCHours() === 0 && time.getUTCMinutes() === 0) draw(svg, "text", {x: x(k), y: HEIGHT - BOTTOM + 18}, dayWords(time));
      }
      line = draw(svg, "line", {class: "cursor", y1: TOP, y2: HEIGHT - BOTTOM});
      slider.value = Math.round(first * data.step / 86400);
      slider.setAttribute("aria-valuetext", dayWords(date(year.start, first * data.step)));
      point(Math.min(cursor, count - 1));
    }
    function point(k) {
      cursor = k;
      line.setAttribute("x1", x(k + .5));
      line.setAttribute("x2", x(k + .5));
      const at = first + k;
      const parts = year.series.filter(s => s.values[at] >= .5).map(s => `${s.name} ${shown(s.sign * s.values[at])}`);
      readout.textContent = `${hourWords(date(year.start, at * data.step))}: load ${shown(year.load[at])} MW; ${parts.join(", ")}`;
    }
    function move(to) {
      first = Math.max(0, Math.min(to, year.load.length - Math.min(perWeek, year.load.length)));
      render();
    }
    function choose(k) {
      year = years[k];
      const perDay = Math.round(86400 / data.step);
      slider.max = Math.max(0, Math.floor((year.load.length - perWeek) / perDay));
      move(first);
    }
    select.addEventListener("change", () => choose(Number(select.value)));
    before.addEventListener("click", () => move(first - perWeek));
    after.addEventListener("click", () => move(first + perWeek));
    slider.addEventListener("input", () => move(Math.round(Number(slider.value) * 86400 / data.step)));
    svg.addEventListener("pointermove", event => {
      const box = svg.getBoundingClientRect(), k = Math.floor(((event.clientX - box.left) / box.width * WIDTH - LEFT) / (WIDTH - LEFT - RIGHT) * perWeek);
      if (k >= 0 && k < Math.min(perWeek, year.load.length - first)) point(k);
    });
    svg.addEventListener("keydown", event => {
      const count = Math.min(perWeek, year.load.length - first);
      if (event.key === "ArrowRight") cursor + 1 < count ? point(cursor + 1) : (cursor = 0, move(first + perWeek));
      else if (event.key === "ArrowLeft") cursor > 0 ? point(cursor - 1) : (cursor = perWeek - 1, move(first - perWeek));
      else if (event.key === "PageDown") move(first + perWeek);
      else if (event.key === "PageUp") move(first - perWeek);
      else return;
      event.preventDefault();
    });
    choose(0);
  }

  function map(holder, data) {
    const frame = holder.previousElementSibling.querySelector(".map");
    const values = unpack(data), rows = Number(frame.dataset.rows), columns = Math.ceil(values.length / rows);
    const [left, top, wide, high, width] = ["left", "top", "wide", "high", "width"].map(name => Number(frame.dataset[name]));
    const readout = make("output", {"aria-live": "polite"}, "Point at an hour, or use the arrow keys.");
    frame.append(readout);
    let day = 0, hour = 12;
    function tell() {
      const at = day * rows + hour;
      if (at < values.length) readout.textContent = `${hourWords(date(data.start, at * data.step))}: ${shown(values[at])} ${data.words}`;
    }
    frame.addEventListener("pointermove", event => {
      const box = frame.querySelector("svg").getBoundingClientRect(), scale = width / box.width;
      const column = Math.floor(((event.clientX - box.left) * scale - left) / wide * columns), row = Math.floor(((event.clientY - box.top) * scale - top) / high * rows);
      if (column >= 0 && column < columns && row >= 0 && row < rows) { day = column; hour = row; tell(); }
    });
    frame.addEventListener("keydown", event => {
      const steps = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]}[event.key];
      if (!steps) return;
      day = Math.max(0, Math.min(columns - 1, day + steps[0]));
      hour = Math.max(0, Math.min(rows - 1, hour + steps[1]));
      tell();
      event.preventDefault();
    });
  }

  for (const holder of document.querySelectorAll(".data")) {
    const data = JSON.parse(holder.querySelector("script").textContent);
    if (holder.dataset.name === "week-explorer") explorer(holder, data);
    if (holder.dataset.name === "map-values") map(holder, data);
  }
})();
