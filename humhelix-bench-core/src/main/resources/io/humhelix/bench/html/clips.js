'use strict';

/**
 * One clip: what was said, and what systems wrote.
 *
 * @typedef {Object} Writing a text of a clip
 * @property {number} calls that had it
 * @property {number} [w] as written, in the pool; none where it is not stored
 * @property {number} [n] normalised, in the pool
 * @property {string} [steps] code of the alignment; none where all is right
 * @property {number} [errors]
 * @property {(number)[][]} [segments] start, text, then start and text of its words
 *
 * @typedef {Object} Said what a run config wrote for a clip
 * @property {number} e its entry
 * @property {number} [errors] the mean of its calls
 * @property {number} [length] of the normalised reference
 * @property {number} [reference] normalised, in the pool
 * @property {number} [failed_percent]
 * @property {Writing[]} texts
 */
HB.clips = {
  /** The text that a text stands for in the pool. */
  text(data, number) {
    return number === undefined ? undefined : data.pool[number];
  },

  /**
   * @param {Object} data of the part
   * @param {Object} clip
   * @param {{said: Said, label: string, entry: Object}[]} shown the systems, worst first
   * @param {{written: boolean, pair: boolean}} view of a pair, places that differ are marked
   */
  card(data, clip, shown, view) {
    const unit = shown.length ? shown[0].entry.error_unit : 'word';
    const player = clip.audio ? HB.clips.player(data, clip) : null;
    const facts = [clip.workload, clip.seconds ? `${HB.number(clip.seconds, 3)} s` : null, clip.speaker ? `speaker ${clip.speaker}` : null].filter((fact) => fact !== null);
    const differ = view.pair && shown.length === 2 ? differences() : [{}, {}];
    const rows = shown.map((one, at) => HB.clips.row(data, clip, one, view, differ[at] || {}, player));
    return HB.el('article', {class: 'clip'},
      HB.el('h3', {}, HB.el('bdi', {}, clip.id), ' ', HB.el('small', {}, facts.join(' · '))),
      player,
      reference(),
      view.pair ? HB.el('div', {class: 'pair'}, rows) : rows);

    function reference() {
      const said = shown.find((one) => one.said.reference !== undefined);
      const text = view.written || !said ? HB.clips.text(data, clip.reference) : HB.clips.text(data, said.said.reference);
      const scored = shown.some((one) => one.said.errors !== undefined);
      let told = null;
      if (text === undefined) told = HB.el('p', {class: 'hidden-text'}, scored ? '(the reference is not stored)' : '(no reference: nobody knows which text is right)');
      else if (text.trim() === '') told = HB.el('p', {class: 'nothing'}, view.written || clip.reference === undefined || HB.clips.text(data, clip.reference).trim() === '' ? '(nothing is said)' : '(nothing that counts is said)');
      return HB.el('div', {class: 'line'}, HB.el('span', {class: 'who'}, 'reference'), told || HB.clips.paragraph(clip, [text]), HB.el('span', {class: 'told'}));
    }

    /** Where the two texts are not alike. */
    function differences() {
      const [one, other] = shown.map(({said}) => said.texts[0]);
      if (!one || !other) return [{}, {}];
      const scored = (text, said) => text.n !== undefined && said.reference !== undefined;
      if (!view.written && scored(one, shown[0].said) && scored(other, shown[1].said)) {
        const steps = ({said}) => HB.words.steps(said.texts[0].steps, data.pool[said.reference], data.pool[said.texts[0].n], unit);
        const [first, second] = HB.words.differing(steps(shown[0]), steps(shown[1]));
        return [{at: first}, {at: second}];
      }
      if (one.w === undefined || other.w === undefined) return [{}, {}];
      return HB.words.apart(data.pool[one.w], data.pool[other.w]);
    }
  },

  /** A text in its own language and direction. */
  paragraph(clip, children) {
    return HB.el('p', {dir: 'auto', lang: clip.language || null}, children);
  },

  row(data, clip, {said, label, entry}, view, differ, player) {
    const [first, ...others] = said.texts;
    const unit = entry.error_unit;
    const swatch = HB.el('i', {'aria-hidden': 'true', 'data-system': entry.system});
    swatch.style.background = HB.mark(entry.system).colour;
    return HB.el('div', {class: 'line'},
      HB.el('span', {class: 'who'}, swatch, HB.el('bdi', {}, label)),
      first ? HB.clips.writing(data, clip, said, first, unit, view, differ) : HB.el('p', {class: 'nothing'}, '(every call failed)'),
      HB.el('span', {class: 'told'}, ...HB.clips.told(data, said, first, entry)),
      others.length ? HB.el('details', {}, HB.el('summary', {}, `${others.length} other ${others.length === 1 ? 'text' : 'texts'}`),
        others.slice(0, 20).map((one) => HB.el('div', {}, `${one.calls} ×${one.errors === undefined ? '' : `, ${one.errors} ${one.errors === 1 ? 'error' : 'errors'}`}: `, HB.clips.writing(data, clip, said, one, unit, view, {}))),
        others.length > 20 ? HB.el('p', {}, `and ${others.length - 20} more`) : null) : null,
      player && first && first.segments ? HB.clips.segments(data, clip, first, player) : null);
  },

  writing(data, clip, said, one, unit, view, differ) {
    const normalized = HB.clips.text(data, one.n);
    const written = HB.clips.text(data, one.w);
    const text = view.written || normalized === undefined ? written : normalized;
    if (text === undefined && normalized === undefined) return HB.el('p', {class: 'hidden-text'}, '(the text is not stored)');
    if (text === undefined) return HB.el('p', {class: 'hidden-text'}, '(stored without what does not count as an error)');
    const bare = view.written || normalized === undefined || said.reference === undefined;
    const steps = bare ? null : HB.words.steps(one.steps, data.pool[said.reference], normalized, unit);
    if (text.trim() === '') {
      const missing = steps ? HB.words.marked(steps, unit, differ.at) : [];
      return HB.el('div', {}, HB.el('p', {class: 'nothing'}, '(the empty text)'), missing.length ? HB.clips.paragraph(clip, missing) : null);
    }
    if (steps) return HB.clips.paragraph(clip, HB.words.marked(steps, unit, differ.at));
    return HB.clips.paragraph(clip, differ.steps ? HB.words.marked(differ.steps, differ.unit, differ.at) : [text]);
  },

  /** Errors, how often this text, what failed, and what the text is. */
  told(data, said, first, entry) {
    const told = [];
    if (entry.status !== 'OK') told.push(HB.el('b', {class: 'bad'}, entry.status), '; ');
    if (said.errors !== undefined) {
      const unit = `${entry.error_unit}${said.length === 1 ? '' : 's'}`;
      told.push(said.length === 0
        ? (said.errors === 0 ? 'nothing made up' : HB.el('b', {class: 'bad'}, `made up: ${round(said.errors)} ${entry.error_unit}s where nothing is said`))
        : `${round(said.errors)} ${said.errors === 1 ? 'error' : 'errors'} in ${said.length} ${unit}`);
      if (said.length > 0 && first && HB.clips.text(data, first.n) === '') told.push('; ', HB.el('b', {class: 'bad'}, 'empty text'));
    }
    const all = said.texts.reduce((sum, one) => sum + one.calls, 0);
    if (said.texts.length > 1) told.push(`; this text ${first.calls} of ${all} times`);
    if (said.failed_percent) told.push('; ', HB.el('b', {class: 'bad'}, `${HB.number(said.failed_percent, 3)} % of calls failed`));
    return told;

    function round(value) {
      return Number.isInteger(value) ? String(value) : value.toFixed(1);
    }
  },

  player(data, clip) {
    const {file, from = 0, to} = clip.audio;
    const player = HB.el('audio', {controls: true, preload: 'none', 'aria-label': `Audio of ${clip.id}`});
    player.src = data.audio[file] + (to || from ? `#t=${from}${to ? `,${to}` : ''}` : '');
    return player;
  },

  /** Times of segments, and of words where there are some: a click plays from there. */
  segments(data, clip, one, player) {
    const begin = clip.audio.from || 0;
    const play = (seconds) => () => {
      player.currentTime = begin + seconds;
      player.play().catch(() => {});
    };
    const buttons = one.segments.flatMap(([start, text, ...words]) => {
      if (!words.length) return [button(start, data.pool[text])];
      const all = [];
      for (let i = 0; i < words.length; i += 2) all.push(button(words[i], data.pool[words[i + 1]]));
      return all;
    });
    return HB.el('details', {}, HB.el('summary', {}, 'Play from'), HB.el('div', {class: 'segments', lang: clip.language || null}, buttons));

    function button(start, text) {
      return HB.el('button', {type: 'button', onclick: play(start), title: `${start.toFixed(2)} s`}, HB.el('bdi', {}, text.trim() || `${start.toFixed(2)} s`));
    }
  },
};
