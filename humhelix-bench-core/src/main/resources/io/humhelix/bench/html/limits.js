'use strict';

/** Whether runs kept to the limits of their definitions. */
HB.part({
  key: 'limits',
  id: 'limits',
  title: 'Limits',
  render(host, data) {
    const STATES = {held: ['good', '✓'], missed: ['worse', '✗'], unknown: ['open', '?']};
    const ORDER = ['missed', 'unknown', 'held'];
    for (const run of data) {
      host.append(HB.el('p', {class: 'outcome'}, said(run)));
      if (run.verdicts.length) host.append(table(run));
    }

    function said(run) {
      const name = `${run.name ? `${run.name}, ` : ''}run of ${run.started_at.slice(0, 16).replace('T', ' ')} UTC`;
      if (run.one_of > 1) return `${name}: not judged here, where one of ${run.one_of} trials was read.`;
      const held = run.verdicts.filter((one) => one.state === 'held').length;
      return `${name}: ${held} of ${run.verdicts.length} limits held. The bad end of the 95 % interval decides; of memory, the largest value.`;
    }

    function value(metric, number) {
      return number === undefined ? '-' : metric.endsWith('bytes') ? HB.binarySize(number) : HB.number(number);
    }

    function table(run) {
      const rows = [...run.verdicts].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
      return HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Limits of ${run.name || 'the run'} of ${run.started_at}`}, HB.el('table', {class: 'plain'},
        HB.el('thead', {}, HB.el('tr', {}, ['Run config', 'Metric', 'Limit', 'Verdict', 'Level', 'At worst', 'Why'].map((name) => HB.el('th', {scope: 'col'}, name)))),
        HB.el('tbody', {}, rows.map(row))));
    }

    function row(one) {
      const [kind, sign] = STATES[one.state];
      return HB.el('tr', {},
        [one.run_config, one.metric, one.limit].map((text) => HB.el('td', {}, text)),
        HB.el('td', {}, HB.el('span', {class: `verdict ${kind}`}, HB.el('span', {'aria-hidden': 'true'}, `${sign} `), one.state)),
        [one.level, one.bad_end].map((number) => HB.el('td', {class: 'number'}, value(one.metric, number))),
        HB.el('td', {}, one.why));
    }
  },
});
