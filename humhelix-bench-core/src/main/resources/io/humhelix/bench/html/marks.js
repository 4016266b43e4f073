'use strict';

/**
 * What the pictures of one run share: views, scales, error bars, labels that don't overlap, legends.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box in pixels
 *
 * @typedef {Object} Scale of an axis along which numbers are drawn
 * @property {boolean} log
 * @property {number} min in the axis' own unit
 * @property {number} max in the axis' own unit
 * @property {(value: number) => number} to the axis' own unit, log10 of the value where it is a log axis
 * @property {number[]} ticks values
 */
Object.assign(HB, {
  FONT: '12px system-ui, sans-serif',

  /** Name of a system as people say it, as Entry.name() has it: one line, in its own direction. */
  systemName(entry) {
    const name = entry.system.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, ' ');
    return entry.remeasured ? `${name} (baseline)` : name;
  },

  /**
   * The views of a picture: one at a time, behind tabs where there are several.
   *
   * @param {HTMLElement} host
   * @param {{name: string, finding: string, entries: string[]}[]} panels
   * @param {string} label what the tabs choose
   * @param {(panel: HTMLElement, view: any, has: (item: {entry: string}) => boolean) => void} draw
   */
  views(host, panels, label, draw) {
    const of = (panel, view) => {
      const keys = new Set(view.entries);
      draw(panel, view, (item) => keys.has(item.entry));
    };
    // Two views may have one name: a name is any text of a definition.
    const names = panels.map((view, at) => panels.findIndex((one) => one.name === view.name) === at ? view.name : `${view.name} (${at + 1})`);
    if (panels.length > 1) HB.tabs(host, label, names, (panel, name) => of(panel, panels[names.indexOf(name)]));
    else if (panels.length === 1) {
      const panel = HB.el('div', {});
      host.append(panel);
      of(panel, panels[0]);
    }
  },

  /**
   * Names the run configs that belong to a view and are in no picture, since they are not OK.
   *
   * @param {HTMLElement} host
   * @param {any} report
   * @param {string[]} keys of entries of the view
   * @param {boolean} workloads whether the view has one workload
   */
  notDrawn(host, report, keys, workloads) {
    const first = HB.entry(report, keys[0]);
    const same = (entry) => entry.host === first.host && entry.benchmark === first.benchmark && entry.scenario === first.scenario && (!workloads || entry.workload === first.workload);
    const out = report.entries.filter((entry) => same(entry) && !(entry.status === 'OK' && entry.valid > 0));
    if (out.length === 0) return;
    host.append(HB.el('p', {class: 'not-drawn'}, `Not drawn, since their numbers do not count: ${out.map((entry) => `${workloads ? HB.systemName(entry) : entry.label} (${entry.status})`).join(', ')}.`));
  },

  /**
   * A scale for values above 0, or from 0.
   *
   * @param {number[]} values what must fit
   * @param {{log: boolean, zero?: boolean, room?: number}} how room: share of the range left free at both ends
   * @returns {Scale}
   */
  scale(values, how) {
    const finite = values.filter((value) => Number.isFinite(value) && (!how.log || value > 0));
    let low = Math.min(...finite);
    let high = Math.max(...finite);
    if (finite.length === 0) [low, high] = how.log ? [1, 10] : [0, 1];
    if (how.log) {
      const room = Math.max((Math.log10(high) - Math.log10(low)) * (how.room ?? 0.06), 0.04);
      const [min, max] = [Math.log10(low) - room, Math.log10(high) + room];
      return {log: true, min, max, to: Math.log10, ticks: HB.logTicks(10 ** min, 10 ** max)};
    }
    if (how.zero) low = Math.min(low, 0);
    const room = (high - low || Math.abs(high) || 1) * (how.room ?? 0.06);
    const min = how.zero && low === 0 ? 0 : low - room;
    const max = high + room;
    return {log: false, min, max, to: (value) => value, ticks: HB.linearTicks(min, max)};
  },

  /** Ticks at 1, 2 and 5 times a power of ten; every power alone where the range is wide. */
  logTicks(low, high) {
    const decades = Math.log10(high / low);
    const steps = decades > 5 ? [1] : decades > 2.5 ? [1, 3] : [1, 2, 5];
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const step of steps) ticks.push(Number((step * 10 ** power).toPrecision(1)));
    }
    const inside = ticks.filter((tick) => tick >= low && tick <= high);
    return inside.length >= 2 ? inside : HB.linearTicks(low, high).filter((tick) => tick > 0);
  },

  linearTicks(low, high) {
    const raw = (high - low) / 5;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].find((one) => one * power >= raw) * power;
    const ticks = [];
    for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at++) ticks.push(Number((at * step).toPrecision(10)));
    return ticks;
  },

  /** A tick's number, with as many digits as it needs. */
  tick(value) {
    return Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-6) ? value.toExponential() : String(value);
  },

  textWidth(text) {
    HB.ruler = HB.ruler || document.createElement('canvas').getContext('2d');
    HB.ruler.font = HB.FONT;
    return HB.ruler.measureText(text).width;
  },

  /**
   * Axis and grid lines of a scale. ECharts has no ticks at 1, 2 and 5 on log axes: a series draws them.
   *
   * @param {Scale} scale
   * @param {Theme} theme
   * @param {string} name
   * @param {'x'|'y'} along
   * @param {number} gap from axis to name
   */
  axis(scale, theme, name, along, gap = along === 'x' ? 30 : 42) {
    return {
      type: 'value', min: scale.min, max: scale.max, name, nameLocation: 'middle', nameGap: gap,
      nameTextStyle: {color: theme.ink, fontSize: 12},
      axisLabel: {show: false}, axisTick: {show: false}, splitLine: {show: false},
      axisLine: {show: true, onZero: false, lineStyle: {color: theme.faint}},
    };
  },

  /** The series that draws ticks: those that would touch their neighbour have a line alone. */
  ticks(scale, theme, along) {
    return {
      type: 'custom', silent: true, z: 0, tooltip: {show: false}, animation: false,
      data: [[0, 0]],
      renderItem(params, api) {
        const area = params.coordSys;
        const children = [];
        let last = along === 'x' ? -Infinity : Infinity;
        for (const tick of scale.ticks) {
          const at = along === 'x' ? api.coord([scale.to(tick), 0])[0] : api.coord([0, scale.to(tick)])[1];
          const text = HB.tick(tick);
          const half = HB.textWidth(text) / 2;
          const fits = along === 'x' ? at - half > last + 8 : at + 8 < last;
          if (along === 'x') {
            children.push({type: 'line', shape: {x1: at, x2: at, y1: area.y, y2: area.y + area.height}, style: {stroke: theme.line, lineWidth: 1}});
            if (fits) children.push({type: 'text', style: {text, x: at, y: area.y + area.height + 6, align: 'center', verticalAlign: 'top', fill: theme.faint, font: HB.FONT}});
          } else {
            children.push({type: 'line', shape: {y1: at, y2: at, x1: area.x, x2: area.x + area.width}, style: {stroke: theme.line, lineWidth: 1}});
            if (fits) children.push({type: 'text', style: {text, x: area.x - 6, y: at, align: 'right', verticalAlign: 'middle', fill: theme.faint, font: HB.FONT}});
          }
          if (fits) last = along === 'x' ? at + half : at - 8;
        }
        return {type: 'group', children};
      },
    };
  },

  /** A bar with caps from one point to another, in pixels; no cap at an end that is open. */
  bar(from, to, colour, caps = [true, true], size = 4) {
    const flat = Math.abs(from[1] - to[1]) < Math.abs(from[0] - to[0]);
    const style = {stroke: colour, lineWidth: 1.5};
    const line = (x1, y1, x2, y2) => ({type: 'line', shape: {x1, y1, x2, y2}, style});
    const cap = ([x, y]) => flat ? line(x, y - size, x, y + size) : line(x - size, y, x + size, y);
    return [line(from[0], from[1], to[0], to[1]), ...(caps[0] ? [cap(from)] : []), ...(caps[1] ? [cap(to)] : [])];
  },

  /** Ends of a level's interval on an axis; the best guess where there is no end. */
  ends(level) {
    if (level.at_most) return [0, level.high];
    return [level.low ?? level.point, level.high ?? level.point];
  },

  /**
   * Places labels so that they touch neither marks nor each other, the same each time: for each of
   * 8 places around its mark, near first, then further off.
   *
   * @param {{x: number, y: number, width: number, height: number}[]} labels mark and size of each
   * @param {Box[]} obstacles no label may touch these
   * @param {Box[]} soft nor these, where there is another place
   * @param {Box} bounds all labels are within
   * @returns {(Box|null)[]} null where there is no place
   */
  placeLabels(labels, obstacles, soft, bounds) {
    const touches = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
    const inside = (box) => box.x >= bounds.x && box.y >= bounds.y && box.x + box.width <= bounds.x + bounds.width && box.y + box.height <= bounds.y + bounds.height;
    const around = ({x, y, width, height}, gap) => {
      const [right, left, above, below] = [x + gap, x - gap - width, y - gap - height, y + gap];
      const [centre, middle] = [x - width / 2, y - height / 2];
      const near = gap * 0.6;
      return [[right, middle], [centre, above], [left, middle], [centre, below], [x + near, y - near - height], [x - near - width, y - near - height], [x + near, y + near], [x - near - width, y + near]]
        .map(([left_, top]) => ({x: left_, y: top, width, height}));
    };
    const placed = labels.map(() => null);
    const taken = [...obstacles];
    labels.forEach((label, at) => {
      for (const avoided of [soft, []]) {
        for (const gap of [10, 20, 32]) {
          placed[at] = around(label, gap).find((box) => inside(box) && ![...taken, ...avoided].some((other) => touches(box, other))) || null;
          if (placed[at]) break;
        }
        if (placed[at]) break;
      }
      if (placed[at]) taken.push(placed[at]);
    });
    return placed;
  },

  /** A mark as an image of its own, for legends. */
  symbol(mark) {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const shape = {circle: ['circle', {cx: 7, cy: 7, r: 5}], emptyCircle: ['circle', {cx: 7, cy: 7, r: 4.5}], rect: ['rect', {x: 2, y: 2, width: 10, height: 10}], emptyRect: ['rect', {x: 2.5, y: 2.5, width: 9, height: 9}], roundRect: ['rect', {x: 2, y: 2, width: 10, height: 10, rx: 3}], triangle: ['path', {d: 'M7 2 12 12H2Z'}], diamond: ['path', {d: 'M7 1 12 7 7 13 2 7Z'}], arrow: ['path', {d: 'M7 1 12 13 7 9.5 2 13Z'}]}[mark.symbol];
    const drawn = document.createElementNS(space, shape[0]);
    const empty = mark.symbol.startsWith('empty');
    for (const [name, value] of Object.entries({...shape[1], fill: empty ? 'none' : mark.colour, stroke: mark.colour, 'stroke-width': empty ? 2 : 0})) drawn.setAttribute(name, String(value));
    for (const [name, value] of Object.entries({viewBox: '0 0 14 14', width: 14, height: 14, 'aria-hidden': true})) svg.setAttribute(name, String(value));
    svg.append(drawn);
    return svg;
  },

  /**
   * A legend below a picture's canvas; whoever draws the picture fills it.
   *
   * @param {HTMLElement} panel with one picture
   * @returns {(items: {mark: any, key?: string, text: string}[]) => void}
   */
  legend(panel) {
    const list = HB.el('ul', {class: 'legend'});
    const fill = (items) => {
      list.replaceChildren(...items.map((item) => HB.el('li', {}, HB.symbol(item.mark), item.key ? HB.el('b', {}, item.key) : null, HB.el('span', {}, item.text))));
      list.hidden = items.length === 0;
    };
    fill.attach = () => panel.querySelector('figcaption').after(list);
    return fill;
  },

  /** Room for names of systems at the left of rows. */
  rowRoom(names, width) {
    const longest = Math.max(...names.map((name) => HB.textWidth(name)));
    return Math.ceil(Math.min(longest + 20, Math.max(96, width * 0.34)));
  },

  /** A text on at most two lines of so many pixels, cut where it is longer. */
  twoLines(text, width) {
    const cut = (line) => {
      if (HB.textWidth(line) <= width) return line;
      let end = line.length;
      while (end > 1 && HB.textWidth(`${line.slice(0, end)}…`) > width) end--;
      return `${line.slice(0, end)}…`;
    };
    if (HB.textWidth(text) <= width) return text;
    const blanks = [...text.matchAll(/ /g)].map((match) => match.index).filter((at) => HB.textWidth(text.slice(0, at)) <= width);
    const at = blanks.length > 0 ? blanks[blanks.length - 1] : -1;
    return at < 0 ? cut(text) : `${text.slice(0, at)}\n${cut(text.slice(at + 1))}`;
  },

  /** The axis that names rows, the first at the top. */
  rowAxis(names, theme, room) {
    return {
      type: 'category', data: names, inverse: true, triggerEvent: false,
      axisTick: {show: false}, axisLine: {onZero: false, lineStyle: {color: theme.faint}},
      axisLabel: {color: theme.ink, fontSize: 12, lineHeight: 14, interval: 0, formatter: (name) => HB.twoLines(name, room - 14)},
    };
  },

  /** A point's mark for ECharts; a system of the baseline is drawn hollow. */
  drawnMark(entry, theme) {
    const mark = HB.mark(entry.system, theme);
    return {symbol: mark.symbol, itemStyle: entry.remeasured ? {color: theme.ground, borderColor: mark.colour, borderWidth: 2} : {color: mark.colour}};
  },
});
