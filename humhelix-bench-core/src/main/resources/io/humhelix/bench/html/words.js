'use strict';

/**
 * Texts that are compared: cut into words or characters, aligned, and shown with marks that do not
 * need colour. What a text lacks is struck through, what it has too much is underlined.
 *
 * @typedef {{op: string, r: string, h: string}} Step op is = (equal), s (substitution), d
 *     (deletion) or i (insertion); r of the reference, h of the other text
 */
HB.words = {
  /** Cells of the largest table that is filled; longer texts are not compared in the page. */
  MOST_CELLS: 9e6,

  /** @param {string} text normalised @param {string} unit word or character */
  parts(text, unit) {
    if (unit === 'word') return text.split(/\s+/u).filter((word) => word !== '');
    return text.match(/[^][\p{M}\p{Cf}]*/gu) || [];
  },

  /**
   * Steps from their code, such as 5=1s2=; aligns the texts itself where code and texts do not fit.
   *
   * @returns {Step[]}
   */
  steps(code, reference, text, unit) {
    const r = HB.words.parts(reference, unit);
    const h = HB.words.parts(text, unit);
    const runs = code ? [...code.matchAll(/(\d+)([=sdi])/g)].map((run) => [Number(run[1]), run[2]]) : [];
    const count = (letters) => runs.reduce((sum, [n, op]) => sum + (letters.includes(op) ? n : 0), 0);
    if (!code || count('=sd') !== r.length || count('=si') !== h.length) return HB.words.align(r, h);
    const steps = [];
    let i = 0;
    let j = 0;
    for (const [n, op] of runs) {
      for (let k = 0; k < n; k++) steps.push({op, r: op === 'i' ? '' : r[i++], h: op === 'd' ? '' : h[j++]});
    }
    return steps;
  },

  /**
   * The least number of errors, as the harness' own EditScript finds them.
   *
   * @param {string[]} r
   * @param {string[]} h
   * @returns {Step[]}
   */
  align(r, h) {
    let from = 0;
    while (from < r.length && from < h.length && r[from] === h[from]) from++;
    let left = 0;
    while (left < r.length - from && left < h.length - from && r[r.length - 1 - left] === h[h.length - 1 - left]) left++;
    const equal = (parts) => parts.map((part) => ({op: '=', r: part, h: part}));
    return [
      ...equal(r.slice(0, from)),
      ...HB.words.between(r.slice(from, r.length - left), h.slice(from, h.length - left)),
      ...equal(r.slice(r.length - left)),
    ];
  },

  between(r, h) {
    const n = r.length;
    const m = h.length;
    if (n * m > HB.words.MOST_CELLS) {
      return [...r.map((part) => ({op: 'd', r: part, h: ''})), ...h.map((part) => ({op: 'i', r: '', h: part}))];
    }
    const width = m + 1;
    const d = new Uint16Array((n + 1) * width);
    for (let i = 0; i <= n; i++) d[i * width] = i;
    for (let j = 0; j <= m; j++) d[j] = j;
    for (let i = 1; i <= n; i++) {
      for (let j = 1; j <= m; j++) {
        const at = i * width + j;
        d[at] = Math.min(d[at - width - 1] + (r[i - 1] === h[j - 1] ? 0 : 1), Math.min(d[at - width], d[at - 1]) + 1);
      }
    }
    const steps = [];
    let i = n;
    let j = m;
    while (i > 0 || j > 0) {
      const at = i * width + j;
      if (i > 0 && (j === 0 || d[at] === d[at - width] + 1)) {
        steps.push({op: 'd', r: r[--i], h: ''});
      } else if (i === 0 || (j > 1 && d[at - 1] < d[at - width - 1])) {
        steps.push({op: 'i', r: '', h: h[--j]});
      } else {
        i--;
        j--;
        steps.push({op: r[i] === h[j] ? '=' : 's', r: r[i], h: h[j]});
      }
    }
    return steps.reverse();
  },

  /**
   * Which steps of two texts of one reference are not alike in both.
   *
   * @param {Step[]} one
   * @param {Step[]} other
   * @returns {[Set<number>, Set<number>]} places in either list
   */
  differing(one, other) {
    const differ = [new Set(), new Set()];
    let i = 0;
    let j = 0;
    while (i < one.length || j < other.length) {
      const before = i < one.length && one[i].op === 'i';
      const after = j < other.length && other[j].op === 'i';
      if (before || after) {
        if (!(before && after && one[i].h === other[j].h)) {
          if (before) differ[0].add(i);
          if (after) differ[1].add(j);
        }
        i += before ? 1 : 0;
        j += after ? 1 : 0;
      } else {
        if (i >= one.length || j >= other.length || one[i].h !== other[j].h) {
          differ[0].add(i);
          differ[1].add(j);
        }
        i++;
        j++;
      }
    }
    return differ;
  },

  /** Where two texts without a reference are not alike: each as steps, with the places. */
  apart(one, other) {
    const unit = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(one + other) ? 'character' : 'word';
    const sides = [{steps: [], at: new Set(), unit}, {steps: [], at: new Set(), unit}];
    for (const step of HB.words.align(HB.words.parts(one, unit), HB.words.parts(other, unit))) {
      [step.r, step.h].forEach((text, side) => {
        if (text === '') return;
        if (step.op !== '=') sides[side].at.add(sides[side].steps.length);
        sides[side].steps.push({op: '=', r: text, h: text});
      });
    }
    return sides;
  },

  /**
   * A text with its errors.
   *
   * @param {Step[]} steps
   * @param {string} unit
   * @param {Set<number>} [differ] places that are marked since another text differs there
   * @returns {Node[]}
   */
  marked(steps, unit, differ = new Set()) {
    const gap = unit === 'word' ? ' ' : '';
    const nodes = [];
    let plain = [];
    const flush = () => {
      if (plain.length) nodes.push(document.createTextNode(plain.join(gap)), document.createTextNode(gap));
      plain = [];
    };
    steps.forEach((step, at) => {
      if (step.op === '=' && !differ.has(at)) {
        plain.push(step.h);
        return;
      }
      flush();
      const shown = [];
      if (step.op === '=') shown.push(step.h);
      if (step.op === 'd' || step.op === 's') shown.push(HB.el('del', {}, visible(step.r)));
      if (step.op === 's') shown.push(gap);
      if (step.op === 'i' || step.op === 's') shown.push(HB.el('ins', {}, visible(step.h)));
      const group = step.op === 's' ? [HB.el('span', {class: 'replaced'}, shown)] : shown;
      nodes.push(...(differ.has(at) ? [HB.el('mark', {}, group)] : group.map((one) => (one instanceof Node ? one : document.createTextNode(one)))), document.createTextNode(gap));
    });
    flush();
    return nodes;

    function visible(text) {
      return text === ' ' ? '␣' : text;
    }
  },

  /** What the marks mean. @param {boolean} two whether two texts stand side by side */
  legend(two) {
    return HB.el('p', {class: 'words-legend'},
      'Marks: ', HB.el('del', {}, 'missing'), ' is in the reference only, ',
      HB.el('ins', {}, 'added'), ' in the text only, ',
      HB.el('span', {class: 'replaced'}, HB.el('del', {}, 'this'), ' ', HB.el('ins', {}, 'that')), ' is one word for another.',
      two ? [' ', HB.el('mark', {}, 'Boxed'), ': the two texts differ here.'] : null);
  },
};
