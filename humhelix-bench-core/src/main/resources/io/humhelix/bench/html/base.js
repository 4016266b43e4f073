'use strict';

/**
 * What all parts of the page share: data, elements, numbers, colours, and the frame that parts and
 * pictures are drawn in. Values of results reach the page as text alone: el() never takes HTML.
 *
 * @typedef {Object} Part
 * @property {string} key of its data; without data there is no such part
 * @property {string} id of its element, and of the link to it
 * @property {string} title its heading
 * @property {(host: HTMLElement, data: any, report: any) => void} render draws it once
 *
 * @typedef {Object} Picture
 * @property {string} id of its element
 * @property {string} title what it is, for screen readers
 * @property {string} [finding] what to see in this one, before anything else
 * @property {string} caption how to read it
 * @property {number | ((width: number) => number)} height in CSS pixels
 * @property {(theme: Theme, width: number) => Object} option of ECharts
 * @property {{head: string[], rows: (string|number|null)[][]}} table the same as a table
 * @property {boolean} [tableFollows] whether the part shows these numbers below, so that the picture needs no table of its own
 *
 * @typedef {Object} Theme
 * @property {boolean} dark
 * @property {string[]} colours one a system
 * @property {string} ink of text
 * @property {string} faint of axes and captions
 * @property {string} line of grids
 * @property {string} ground of the page
 */
const HB = {
  /** @type {Part[]} */
  parts: [],

  /** @type {{canvas: HTMLElement, redraw: (printing: boolean) => void, forget: () => void}[]} */
  pictures: [],

  /** Systems in the order of their colours. @type {string[]} */
  systems: [],

  /** Whether the page is as it goes to paper. */
  printing: false,

  /** Width of pictures on paper, A4, in CSS pixels. */
  PRINT_WIDTH: 690,

  SHAPES: ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'arrow', 'emptyCircle', 'emptyRect'],

  LIGHT: {
    dark: false,
    colours: ['#0072B2', '#B87A00', '#00805C', '#C04F00', '#3A8FC4', '#A8437F', '#5B4A00', '#4D4D4D'],
    ink: '#1b1f24',
    faint: '#57606a',
    line: '#d0d7de',
    ground: '#ffffff',
  },

  DARK: {
    dark: true,
    colours: ['#4C9BE8', '#F0B429', '#2BC79A', '#FF8A4C', '#8AD1F7', '#E59AC6', '#D6D04A', '#B8C0C8'],
    ink: '#e6edf3',
    faint: '#9aa4ae',
    line: '#3a424c',
    ground: '#14181d',
  },

  /** @param {Part} part */
  part(part) {
    HB.parts.push(part);
  },

  /**
   * Makes an element. Texts become text nodes.
   *
   * @param {string} tag
   * @param {Object<string, string|number|boolean|Function|null>} [attributes] an attribute that
   *     begins with "on" is a listener; null and false leave it out
   * @param {...(Node|string|number|null|undefined|(Node|string)[])} children
   * @returns {HTMLElement}
   */
  el(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on') && typeof value === 'function') {
        element.addEventListener(name.slice(2), value);
      } else {
        element.setAttribute(name, value === true ? '' : String(value));
      }
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined) element.append(child instanceof Node ? child : String(child));
    }
    return element;
  },

  /** A number of so many significant digits, without exponent where people would not write one. */
  number(value, digits = 4) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '-';
    if (value === 0) return '0';
    const size = Math.abs(value);
    if (size >= 1e7 || size < 1e-5) return value.toExponential(digits - 1);
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return value.toFixed(Math.min(decimals, 10));
  },

  /** A level with its interval. */
  level(level, digits = 4) {
    if (!level) return '-';
    const number = (value) => HB.number(value, digits);
    if (level.at_most) return `${number(level.point)} (at most ${number(level.high)})`;
    return level.low === null || level.high === null
      ? number(level.point)
      : `${number(level.point)} (${number(level.low)} to ${number(level.high)})`;
  },

  theme() {
    if (HB.printing) return HB.LIGHT;
    return document.documentElement.dataset.theme === 'dark' ? HB.DARK : HB.LIGHT;
  },

  /** Colour and shape of a system, the same in every picture; both repeat after eight. */
  mark(system, theme = HB.theme()) {
    if (!HB.systems.includes(system)) HB.systems.push(system); // Of an older run alone.
    const at = HB.systems.indexOf(system);
    return {
      colour: theme.colours[at % theme.colours.length],
      symbol: HB.SHAPES[(at + Math.floor(at / HB.SHAPES.length)) % HB.SHAPES.length],
    };
  },

  /** The entry of a key. */
  entry(report, key) {
    return report.entryByKey.get(key);
  },

  /**
   * Draws a picture with its caption and its table. It is drawn again when width, theme or medium
   * change.
   *
   * @param {HTMLElement} host
   * @param {Picture} picture
   */
  picture(host, picture) {
    const canvas = HB.el('div', {class: 'canvas', id: picture.id, role: 'img', 'aria-label': `${picture.title}. ${picture.finding ? `${picture.finding} ` : ''}${picture.caption}`});
    const table = picture.tableFollows ? null : HB.plainTable(picture.table.head, picture.table.rows);
    const figure = HB.el('figure', {class: 'picture'},
      canvas,
      HB.el('figcaption', {}, picture.finding ? [HB.el('span', {class: 'finding'}, picture.finding), ' '] : null, picture.caption),
      table && HB.el('details', {class: 'numbers'}, HB.el('summary', {}, 'Numbers of this picture'), HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${picture.title}, numbers`}, table)));
    host.append(figure);
    let chart = null;
    let drawn = 0;
    const redraw = (printing) => {
      const width = printing ? HB.PRINT_WIDTH : canvas.clientWidth;
      if (width === 0) return;
      if (chart) chart.dispose();
      drawn = width;
      const height = typeof picture.height === 'function' ? picture.height(width) : picture.height;
      canvas.style.height = `${height}px`;
      canvas.style.width = printing ? `${width}px` : '';
      chart = echarts.init(canvas, null, {renderer: 'canvas', width, height});
      const theme = printing ? HB.LIGHT : HB.theme();
      chart.setOption({
        animation: false,
        backgroundColor: 'transparent',
        textStyle: {color: theme.ink, fontFamily: 'system-ui, sans-serif'},
        tooltip: {renderMode: 'richText', confine: true},
        ...picture.option(theme, width),
      });
    };
    const forget = () => {
      if (chart) chart.dispose();
      chart = null;
      watched.disconnect();
    };
    HB.pictures.push({canvas, redraw, forget});
    const watched = new ResizeObserver(() => {
      if (!HB.printing && canvas.isConnected && canvas.clientWidth !== drawn) redraw(false);
    });
    watched.observe(canvas);
    if (HB.printing) redraw(true);
  },

  /** Draws all pictures that are still in the page again. */
  redraw() {
    for (const picture of HB.pictures) if (!picture.canvas.isConnected) picture.forget();
    HB.pictures = HB.pictures.filter((picture) => picture.canvas.isConnected);
    HB.pictures.forEach((picture) => picture.redraw(HB.printing));
  },

  /** An amount of memory. */
  binarySize(bytes) {
    const mib = bytes / 1048576;
    return mib < 1000 ? `${HB.number(mib, 3)} MiB` : `${HB.number(mib / 1024, 3)} GiB`;
  },

  /**
   * A number of a table, by what its column says it is: a count is whole, a rate has two decimals,
   * bytes are MiB.
   *
   * @param {number|null|undefined} value
   * @param {string} column its heading
   */
  tableNumber(value, column) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '-';
    if (/%/.test(column)) return value.toFixed(2);
    if (/(^|[\s_,(])bytes\b/.test(column)) return HB.binarySize(value);
    return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : HB.number(value);
  },

  /**
   * A table of texts and numbers.
   *
   * @param {string[]} head
   * @param {(string|number|null)[][]} rows
   */
  plainTable(head, rows) {
    const cell = (value, at) => HB.el('td', {class: typeof value === 'number' ? 'number' : null}, typeof value === 'number' ? HB.tableNumber(value, head[at]) : value === null ? '-' : value);
    return HB.el('table', {class: 'plain'},
      HB.el('thead', {}, HB.el('tr', {}, head.map((name) => HB.el('th', {scope: 'col'}, name)))),
      HB.el('tbody', {}, rows.map((row) => HB.el('tr', {}, row.map(cell)))));
  },

  /**
   * Copies a text.
   *
   * @param {string} text
   * @returns {Promise<boolean>} whether the browser allowed it
   */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = HB.el('textarea', {'aria-hidden': 'true', readonly: true});
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  },

  /** Bytes of the data block. */
  async data() {
    const text = atob(document.getElementById('data').textContent);
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(stream).text());
  },
};
