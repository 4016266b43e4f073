'use strict';

/**
 * In words: who is fastest and most accurate, what is worth its time, and what is suspicious.
 *
 * @typedef {Object} Concern
 * @property {string} rank ERROR, WARNING or NOTE
 * @property {string} kind
 * @property {{text: string, remedy: string, of: string[], trials: number}[]} messages
 */
HB.part({
  key: 'summary',
  id: 'summary',
  title: 'Summary',
  render(host, data, report) {
    data.sentences.forEach((sentence) => host.append(HB.el('p', {class: 'summary-lead'}, capital(sentence))));
    const fronts = front();
    if (fronts.length > 0) {
      host.append(HB.el('p', {}, 'No other system is both faster and more accurate than (Pareto front, by the best guesses):'),
        HB.el('ul', {class: 'summary-front'}, fronts.map((text) => HB.el('li', {}, text))));
    }
    host.append(facts());
    concerns();

    function capital(text) {
      // A name keeps its letters.
      return /^(fastest|most accurate|only|can't|no )/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
    }

    /** A line for each workload and host of which several systems can be drawn. */
    function front() {
      const most = 8;
      const groups = new Map();
      for (const point of (report.speed_accuracy || {points: []}).points) {
        const name = report.hosts.length > 1 ? `${point.workload} on ${point.host || 'a host without name'}` : point.workload;
        groups.set(name, [...(groups.get(name) || []), point]);
      }
      const lines = [...groups].filter(([, points]) => points.length > 1).map(([name, points]) => {
        const best = points.filter((point) => point.front).sort((a, b) => b.rtfx.point - a.rtfx.point);
        const texts = best.map((point) => {
          const entry = HB.entry(report, point.entry);
          const rate = entry.error_unit === 'character' ? 'CER' : 'WER';
          return `${entry.system} (RTFx ${HB.number(point.rtfx.point, 3)}, ${rate} ${HB.number(point.error_percent.point, 3)} %)`;
        });
        return `${name}: ${texts.join(', ')}${best.length === 1 ? ', which is both the fastest and the most accurate' : ''}`;
      });
      return lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more workloads: the pictures have them`] : lines;
    }

    function facts() {
      const {facts: its} = data;
      const day = (time) => time.slice(0, 16).replace('T', ' ');
      const count = (number) => number.toLocaleString('en');
      const rows = [
        ['Valid trials', `${count(its.valid)} of ${count(its.trials)}`],
        ['Runs', `${count(its.runs)} in ${count(its.files)} ${its.files === 1 ? 'file' : 'files'}`],
        ['Systems', its.systems === 0 ? 'not named' : count(its.systems)],
        [its.hosts.length === 1 ? 'Host' : 'Hosts', its.hosts.map((name) => name || 'not stated').slice(0, 4).join(', ') + (its.hosts.length > 4 ? ` and ${its.hosts.length - 4} more` : '')],
      ];
      if (its.first !== '') rows.push(['Started (UTC)', its.first === its.last ? day(its.first) : `${day(its.first)} to ${day(its.last)}`]);
      return HB.el('dl', {class: 'summary-facts'}, rows.map(([name, value]) => HB.el('div', {}, HB.el('dt', {}, name), HB.el('dd', {}, value))));
    }

    function concerns() {
      const shown = data.concerns.filter((one) => one.rank !== 'NOTE');
      const notes = data.concerns.filter((one) => one.rank === 'NOTE');
      const verdicts = report.verdicts || [];
      const sound = verdicts.length ? 'Nothing suspicious in the measurements; the verdict stands above' : 'Nothing suspicious was found';
      host.append(HB.el('h3', {}, shown.length === 0 ? sound : 'Before you believe it'));
      if (verdicts.length) host.append(HB.el('p', {class: 'summary-verdict'}, verdicts[0].summary, ' ', HB.el('a', {href: '#verdicts'}, 'Its reasons'), '.'));
      if (shown.length > 0) host.append(HB.el('ul', {class: 'concerns', id: 'concerns'}, shown.map(item)));
      if (notes.length > 0) {
        host.append(HB.el('details', {id: 'concern-notes'}, HB.el('summary', {}, `${notes.length} ${notes.length === 1 ? 'note' : 'notes'}`), HB.el('ul', {class: 'concerns'}, notes.map(item))));
      }
    }

    /** @param {Concern} concern */
    function item(concern) {
      const word = {ERROR: 'error', WARNING: 'warning', NOTE: 'note'}[concern.rank];
      return HB.el('li', {class: word}, HB.el('p', {class: 'kind'}, concern.kind.includes('[') ? concern.kind.replace(/:$/, '') : `${word}: ${concern.kind}`), concern.messages.flatMap(message));
    }

    function message(one) {
      const most = 6;
      const names = one.of.slice(0, most).join('; ') + (one.of.length > most ? ` and ${one.of.length - most} more` : '');
      const parts = [HB.el('p', {}, one.text + (one.trials > 1 ? ` (${one.trials} trials)` : ''))];
      if (names !== '') parts.push(HB.el('p', {class: 'of'}, `In ${names}`));
      if (one.of.length > most) parts.push(HB.el('details', {class: 'of'}, HB.el('summary', {}, `All ${one.of.length}`), HB.el('ul', {}, one.of.map((name) => HB.el('li', {}, name)))));
      if (one.remedy !== '') parts.push(HB.el('p', {class: 'remedy'}, `Help: ${one.remedy}`));
      return parts;
    }
  },
});
