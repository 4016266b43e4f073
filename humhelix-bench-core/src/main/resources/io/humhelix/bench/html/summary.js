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
    const MOST_SAID = 3;
    const MOST_CONCERNS = 5;
    const said = data.sentences.map((sentence) => HB.el('p', {class: 'summary-lead'}, capital(sentence)));
    const words = HB.el('div', {class: 'summary-words'}, said.slice(0, MOST_SAID));
    if (said.length > MOST_SAID) words.append(fold(`and ${HB.count(said.length - MOST_SAID, 'more sentence')}`, said.slice(MOST_SAID), 'summary-more'));
    const fronts = front();
    if (fronts.length > 0) {
      words.append(HB.el('p', {}, 'Worth a look (Pareto front): systems that no other beats in both speed and accuracy, by the best guesses.'),
        HB.el('ul', {class: 'summary-front'}, fronts.map((text) => HB.el('li', {}, text))));
    }
    host.append(HB.el('div', {class: 'summary-top'}, words, facts()));
    concerns();

    function capital(text) {
      // A name keeps its letters.
      return /^(fastest|most accurate|only|can't|no )/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
    }

    /** A line for each workload and host of which several systems can be drawn. */
    function front() {
      const most = 8;
      const picture = report.speed_accuracy || {panels: [], views: [], points: []};
      const lines = picture.panels.flatMap((panel, at) => {
        const points = picture.points.filter((point) => panel.entries.includes(point.entry));
        if (points.length < 2) return [];
        const best = points.filter((point) => point.front).sort((a, b) => b.rtfx.point - a.rtfx.point);
        const texts = best.map((point) => {
          const entry = HB.entry(report, point.entry);
          const rate = entry.error_unit === 'character' ? 'CER' : 'WER';
          return `${HB.systemName(entry)} (RTFx ${HB.number(point.rtfx.point, 3)}, ${rate} ${HB.number(point.error_percent.point, 3)} %)`;
        });
        if (best.length === 0) return [];
        const first = HB.entry(report, best[0].entry);
        const name = picture.panels.length > 1 ? panel.name : first.workload;
        return [`${name}: ${texts.join(', ')}${picture.views[at].clear ? ', which is both the fastest and the most accurate' : ''}`];
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
      if (shown.length > 0) host.append(HB.el('ul', {class: 'concerns', id: 'concerns'}, shown.slice(0, MOST_CONCERNS).map(item)));
      if (shown.length > MOST_CONCERNS) host.append(fold(`and ${shown.length - MOST_CONCERNS} more`, [HB.el('ul', {class: 'concerns'}, shown.slice(MOST_CONCERNS).map(item))], 'concerns-more'));
      if (notes.length > 0) {
        host.append(HB.el('details', {id: 'concern-notes'}, HB.el('summary', {}, `${notes.length} ${notes.length === 1 ? 'note' : 'notes'}`), HB.el('ul', {class: 'concerns'}, notes.map(item))));
      }
    }

    /** @param {Concern} concern */
    function item(concern) {
      const word = {ERROR: 'error', WARNING: 'warning', NOTE: 'note'}[concern.rank];
      return HB.el('li', {class: word}, HB.el('p', {class: 'kind'}, concern.kind.includes('[') ? concern.kind.replace(/:$/, '') : `${word}: ${concern.kind}`), concern.messages.flatMap(message));
    }

    /** What is folded on the screen is open on paper. */
    function fold(title, children, id) {
      return HB.el('details', {id, 'data-print': true}, HB.el('summary', {}, title), children);
    }

    function message(one) {
      const most = 6;
      const names = one.where;
      const parts = [HB.el('p', {}, one.text + (one.trials > 1 ? ` (${one.trials} trials)` : ''))];
      if (names !== '') parts.push(HB.el('p', {class: 'of'}, `In ${names}.`));
      if (one.of.length > most) parts.push(HB.el('details', {class: 'of'}, HB.el('summary', {}, `All ${one.of.length}`), HB.el('ul', {}, one.of.map((name) => HB.el('li', {}, name)))));
      if (one.remedy !== '') parts.push(HB.el('p', {class: 'remedy'}, `Help: ${one.remedy}`));
      return parts;
    }
  },
});
