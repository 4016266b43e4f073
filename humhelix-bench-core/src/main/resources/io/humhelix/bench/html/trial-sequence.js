'use strict';

/** Forks and trials in the order of time, with what makes them doubtful. */
HB.part({
  key: 'sequence',
  id: 'sequence',
  title: 'Course of the run',
  render(host, data, report) {
    const items = data.runs.map((run) => ({name: [run.benchmark || 'run', report.hosts.length > 1 ? run.host : '', run.started_at.slice(0, 10)].filter(Boolean).join(', ')}));
    HB.choice(host, 'Run', items, (panel, at) => HB.sequence.run(panel, data.runs[at]));
  },
});

HB.sequence = {
  KINDS: {FIRST_CALL: 'first call', WARM_UP: 'warm-up', SEARCH: 'search', MEASURED: 'trial'},

  counts: (mark) => mark.kind === 'MEASURED' && mark.status === 'OK',

  run(host, run) {
    const views = [{name: `all, relative to each median`}, ...(run.series.length > 1 ? run.series.map((one) => ({name: one.label})) : [])];
    HB.choice(host, 'Run config', run.series.length > 1 ? views : [{name: run.series[0].label}], (panel, at) => {
      const only = run.series.length === 1 ? 0 : at - 1;
      HB.picture(panel, HB.sequence.picture(run, only));
      HB.sequence.flagTable(panel, run, only);
    }, true);
  },

  /** Flags of the run, its run configs and forks, with where they hold; each fork's own first. */
  flags(run, only) {
    const forks = run.forks.filter((fork) => only < 0 || fork.series === only);
    const flags = forks.flatMap((fork) => fork.notes.map((note) => ({...note, from: fork.from, to: fork.to, series: fork.series, fork: fork.fork})));
    run.series.forEach((one, series) => {
      if (only >= 0 && series !== only) return;
      const own = forks.filter((fork) => fork.series === series);
      for (const note of one.notes) {
        // What forks say for themselves is not said again of all of them.
        if (flags.some((flag) => flag.series === series && flag.code === note.code)) continue;
        if (note.code === 'not-ok' && run.marks.some((mark) => mark.series === series && mark.status !== 'OK')) continue;
        own.forEach((fork, at) => flags.push({...note, from: fork.from, to: fork.to, series, fork: null, again: at > 0}));
      }
    });
    for (const note of run.notes) flags.push({...note, from: 0, to: run.trials - 1, series: null, fork: null});
    return flags;
  },

  /** What to see: the slowest fork, what is flagged, what does not count. */
  finding(run, only, flags) {
    const drift = flags.find((flag) => flag.code === 'order-effect');
    const forks = run.forks.filter((fork) => (only < 0 || fork.series === only) && fork.relative !== null);
    const parts = [];
    if (drift) parts.push(drift.text.charAt(0).toUpperCase() + drift.text.slice(1));
    const slow = forks.reduce((most, fork) => (most && most.relative >= fork.relative ? most : fork), null);
    if (slow) {
      const percent = 100 * (slow.relative - 1);
      parts.push(percent >= 5
        ? `Fork ${slow.fork} of ${run.series[slow.series].label} is the slowest, ${percent.toFixed(1)} % above ${only < 0 ? "its run config's" : 'the'} median.`
        : `No fork is more than ${Math.max(0.1, percent).toFixed(1)} % above ${only < 0 ? "its run config's" : 'the'} median.`);
    }
    const codes = new Map();
    flags.filter((flag) => !flag.again && flag.severity !== 'INFO').forEach((flag) => codes.set(flag.code, (codes.get(flag.code) || 0) + 1));
    parts.push(codes.size === 0 ? 'No warnings.' : `Warnings: ${[...codes].sort((one, other) => other[1] - one[1]).slice(0, 5).map(([code, count]) => (count > 1 ? `${code} (${count})` : code)).join(', ')}${codes.size > 5 ? ' and more' : ''}.`);
    const lost = run.marks.filter((mark) => (only < 0 || mark.series === only) && mark.status !== 'OK').reduce((sum, mark) => sum + mark.count, 0);
    if (lost > 0) parts.push(`${HB.count(lost, 'trial')} ${lost === 1 ? 'does' : 'do'} not count (crosses).`);
    return parts.join(' ');
  },

  tip(run, mark) {
    const percent = mark.relative === null ? '' : ` (${mark.relative >= 1 ? '+' : ''}${(100 * (mark.relative - 1)).toFixed(1)} %)`;
    return [
      run.series[mark.series].label,
      `fork ${mark.fork}, ${HB.sequence.KINDS[mark.kind]}${mark.kind === 'FIRST_CALL' ? '' : ` ${mark.trial}`}${mark.count > 1 ? ` and ${mark.count - 1} after it` : ''}`,
      mark.value === null ? '' : `${run.measure} ${HB.number(mark.value)}${percent}`,
      mark.count > 1 && mark.low !== null ? `${HB.number(mark.low, 3)} to ${HB.number(mark.high, 3)} of the median` : '',
      mark.status === 'OK' ? '' : HB.wrapped(`${mark.status}: ${mark.reason}`),
    ].filter(Boolean).join('\n');
  },

  picture(run, only) {
    const flags = HB.sequence.flags(run, only);
    // What has no number has no place, unless it is a trial that does not count: a cross says so.
    const marks = run.marks.filter((mark) => (only < 0 ? mark.relative : mark.series === only ? mark.value : null) !== null || (mark.status !== 'OK' && (only < 0 || mark.series === only)));
    const lost = marks.some((mark) => mark.status !== 'OK');
    const codes = [...new Set(flags.map((flag) => flag.code))];
    const lanes = [...(lost ? ['does not count'] : []), ...codes.slice(0, 10)];
    return {
      id: 'sequence-picture',
      title: only < 0 ? 'Forks and trials in their order' : `Forks and trials in their order, ${run.series[only].label}`,
      finding: HB.sequence.finding(run, only, flags),
      caption: `Each mark is ${run.share > 1 ? `up to ${run.share} neighbouring trials (median; bar: lowest to highest)` : 'a trial'} in the order of time; higher is slower (${run.measure}${only < 0 ? ' / median of its run config' : ''}). Lines: medians of forks with several trials. Grey: first calls, warm-up and searches, which do not count; at the upper edge where they are beyond it.${lanes.length > 0 ? ' Below: flags, over the forks they hold for.' : ''}${codes.length > 10 ? ` ${codes.length - 10} more kinds of flags are in the table alone.` : ''}`,
      height: 330 + 22 * lanes.length,
      table: HB.sequence.table(run, only, marks, flags),
      option: (theme, width) => HB.sequence.option(run, only, marks, flags, lanes, theme, width),
    };
  },

  /** A row a mark or, of more than people read, one a fork or one a run config. */
  table(run, only, marks, flags) {
    const of = (series, fork) => [...new Set(flags.filter((flag) => flag.series === series && (fork === null || flag.fork === null || flag.fork === fork)).map((flag) => flag.code))].join(', ') || null;
    const percent = (relative) => (relative === null ? null : `${relative >= 1 ? '+' : ''}${(100 * (relative - 1)).toFixed(1)}`);
    if (marks.length <= 400) {
      return {
        head: ['Place', 'Run config', 'Fork', 'What', run.measure, '% from the median', 'Status', 'Flags of the fork'],
        rows: marks.map((mark) => [mark.at + 1, run.series[mark.series].label, mark.fork, `${HB.sequence.KINDS[mark.kind]}${mark.kind === 'FIRST_CALL' ? '' : ` ${mark.trial}`}`, mark.value, percent(mark.relative), mark.reason ? `${mark.status}: ${mark.reason}` : mark.status, of(mark.series, mark.fork)]),
      };
    }
    const forks = run.forks.filter((fork) => only < 0 || fork.series === only);
    if (forks.length <= 400) {
      return {
        head: ['From trial', 'Run config', 'Fork', 'Valid trials', '% from the median', 'Flags'],
        rows: forks.map((fork) => [fork.from + 1, run.series[fork.series].label, fork.fork, `${fork.valid} of ${fork.measured}`, percent(fork.relative), fork.notes.map((note) => note.code).join(', ') || null]),
      };
    }
    return {
      head: ['Run config', 'Status', `Median ${run.measure}`, 'Forks', 'Forks with flags', 'Slowest fork, % from the median'],
      rows: run.series.map((one, series) => ({one, series})).filter((each) => only < 0 || each.series === only).map(({one, series}) => {
        const own = forks.filter((fork) => fork.series === series);
        return [one.label, one.status, one.median, own.length, own.filter((fork) => fork.notes.length > 0).length, percent(own.reduce((most, fork) => (fork.relative !== null && (most === null || fork.relative > most) ? fork.relative : most), null))];
      }),
    };
  },

  flagTable(host, run, only) {
    const flags = HB.sequence.flags(run, only).filter((flag) => !flag.again);
    if (flags.length === 0) return;
    const shown = flags.slice(0, 400);
    host.append(HB.el('details', {class: 'numbers', id: 'sequence-flags'},
      HB.el('summary', {}, `Flags in words${flags.length > shown.length ? `, ${shown.length} of ${flags.length}` : ''}`),
      HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Flags in words'},
        HB.plainTable(['Flag', 'Run config', 'Fork', 'In words'], shown.map((flag) => [flag.code, flag.series === null ? 'the run' : run.series[flag.series].label, flag.fork === null ? 'all' : flag.fork, flag.text])))));
  },
};
