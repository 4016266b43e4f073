'use strict';

/** Texts clip by clip, those with the most errors first. */
HB.part({
  key: 'texts',
  id: 'texts',
  title: 'Texts',
  render(host, data, report) {
    const STEP = 50;
    const systems = voices();
    const workloads = [...new Set(data.clips.map((clip) => clip.workload))];
    const view = {first: '', second: '', workload: '', clip: '', search: '', errors: false, written: false, shown: STEP};
    if (systems.size === 2) [view.first, view.second] = systems.keys();
    const legend = HB.el('div', {});
    const found = HB.el('p', {class: 'found', role: 'status'});
    const list = HB.el('div', {class: 'clips'});
    const more = HB.el('button', {type: 'button', onclick: () => draw(view.shown + STEP)});
    const second = select('Beside', 'second', [['', 'no other'], ...systems]);
    host.append(
      HB.el('p', {}, 'Per clip: the reference, and what each system wrote most often, its errors marked. Texts are compared as the error rate counts them, without what does not matter such as capital letters; “as written” shows them as they were.'),
      ...missing(),
      HB.el('div', {class: 'filters'},
        systems.size > 1 ? [select('System', 'first', [['', 'every system'], ...systems]), second] : null,
        workloads.length > 1 ? select('Workload', 'workload', [['', 'every workload'], ...workloads.map((name) => [name, name])]) : null,
        field('Clip', 'clip'), field('Search in texts', 'search'),
        check('only clips with errors', 'errors'), check('as written', 'written')),
      legend, found, list, more);
    draw(STEP);
    document.addEventListener('hb-theme', () => {
      list.querySelectorAll('i[data-system]').forEach((swatch) => { swatch.style.background = HB.mark(swatch.dataset.system).colour; });
    });

    /** Systems with their labels; of several runs or hosts these are named too. */
    function voices() {
      const entries = report.entries;
      const many = (of) => new Set(entries.map(of)).size > 1;
      const all = new Map();
      for (const entry of entries) {
        all.set(voice(entry), [entry.system, many((one) => one.host) ? entry.host : null, many((one) => one.run_id) ? `${entry.benchmark} ${entry.run_id.slice(0, 8)}` : null, entry.remeasured ? 'measured again' : null].filter(Boolean).join(', '));
      }
      return all;
    }

    function voice(entry) {
      return JSON.stringify([entry.system, entry.host, entry.run_id, entry.remeasured]);
    }

    function missing() {
      const without = data.without.map((at) => report.entries[at]);
      const lines = [];
      if (without.length) {
        const names = without.slice(0, 8).map((entry) => `${entry.label} (${entry.status})`);
        lines.push(HB.el('p', {class: 'found'}, `No texts of ${names.join(', ')}${without.length > 8 ? ` and ${without.length - 8} more` : ''}.`));
      }
      for (const one of data.silent || []) {
        lines.push(HB.el('p', {class: 'found'}, `Not played: ${one.clips === 1 ? `clip ${one.clip}` : `${one.clips} clips, ${one.clip} among them`}: ${one.why}.`));
      }
      return lines;
    }

    function select(label, key, options) {
      const input = HB.el('select', {onchange: () => change(key, input.value)}, options.map(([value, text]) => HB.el('option', {value, selected: view[key] === value}, text)));
      return HB.el('label', {}, label, input);
    }

    function field(label, key) {
      const input = HB.el('input', {type: 'search', oninput: () => change(key, input.value)});
      return HB.el('label', {}, label, input);
    }

    function check(label, key) {
      const input = HB.el('input', {type: 'checkbox', onchange: () => change(key, input.checked)});
      return HB.el('label', {class: 'check'}, input, label);
    }

    function change(key, value) {
      view[key] = value;
      draw(STEP);
    }

    /** All texts of a clip in small letters, made when somebody searches. */
    function words(clip) {
      if (clip.words === undefined) {
        const numbers = [clip.reference, ...clip.said.flatMap((said) => [said.reference, ...said.texts.flatMap((one) => [one.w, one.n])])];
        clip.words = numbers.filter((number) => number !== undefined).map((number) => data.pool[number]).join('\n').toLowerCase();
      }
      return clip.words;
    }

    /** What is chosen, worst clip first, and of each the worst system first. */
    function chosen() {
      const pair = view.first !== '' && view.second !== '' && view.first !== view.second;
      const wanted = pair ? [view.first, view.second] : view.first === '' ? null : [view.first];
      const id = view.clip.toLowerCase();
      const search = view.search.toLowerCase();
      const rows = [];
      for (const clip of data.clips) {
        if ((view.workload && clip.workload !== view.workload) || !clip.id.toLowerCase().includes(id)) continue;
        const said = clip.said
          .map((one) => ({said: one, entry: report.entries[one.e]}))
          .map((one) => ({...one, voice: voice(one.entry), label: systems.get(voice(one.entry))}))
          .filter((one) => wanted === null || wanted.includes(one.voice));
        if (!said.length || (search && !words(clip).includes(search))) continue;
        const worst = Math.max(...said.map((one) => one.said.errors ?? -1));
        if (view.errors && worst <= 0) continue;
        said.sort((one, other) => pair ? wanted.indexOf(one.voice) - wanted.indexOf(other.voice) : (other.said.errors ?? -1) - (one.said.errors ?? -1));
        rows.push({clip, said, worst});
      }
      rows.sort((one, other) => other.worst - one.worst);
      return {rows, pair};
    }

    function draw(count) {
      view.shown = count;
      second.hidden = view.first === '';
      const {rows, pair} = chosen();
      const withErrors = rows.filter((row) => row.worst > 0).length;
      found.textContent = rows.length === 0 ? 'No clip is like that.'
        : `${rows.length} of ${data.clips.length} ${data.clips.length === 1 ? 'clip' : 'clips'}, ${withErrors} with errors; the most errors first.`;
      legend.replaceChildren(view.written ? HB.el('p', {class: 'words-legend'}, 'As written: without marks.') : HB.words.legend(pair));
      list.replaceChildren(...rows.slice(0, count).map((row) => HB.clips.card(data, row.clip, row.said, {written: view.written, pair})));
      const left = rows.length - count;
      more.hidden = left <= 0;
      more.textContent = `Show ${Math.min(STEP, left)} more of ${left}`;
    }
  },
});
