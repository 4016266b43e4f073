'use strict';

/** Offered load against latency, goodput and errors, a picture for each host, scenario and workload. */
HB.part({
  key: 'load',
  id: 'load',
  title: 'Latency under load',
  render(host, data) {
    const hosts = new Set(data.panels.map((panel) => panel.host));
    const items = data.panels.map((panel) => ({name: [panel.workload, panel.scenario, hosts.size > 1 ? panel.host : ''].filter(Boolean).join(' · ')}));
    // Two limits of one thing are two pictures.
    const names = items.map((item) => item.name);
    items.forEach((item, at) => {
      if (names.indexOf(item.name) !== names.lastIndexOf(item.name)) {
        const panel = data.panels[at];
        item.name += panel.limit_seconds === null ? ' · no limit' : ` · p${panel.limit_percentile} within ${HB.plain(panel.limit_seconds)} s`;
      }
    });
    HB.choice(host, 'Workload and scenario', items, (panel, at) => HB.load.draw(panel, data.panels[at], items[at].name));
    if (data.unreadable.length > 0) {
      host.append(HB.el('ul', {class: 'notes'}, data.unreadable.map((why) => HB.el('li', {}, why))));
    }
  },
});

HB.load = {
  /** What can be drawn: a run config that is not OK is none of it. */
  isValid: (point) => point.status === 'OK' && point.counts.valid > 0,

  percentiles(panel) {
    const all = [
      {name: 'p50', of: (point) => point.latency.p50.point},
      {name: 'p90', of: (point) => point.latency.p90},
      {name: 'p95', of: (point) => point.latency.p95},
      {name: 'p99', of: (point) => point.latency.p99},
    ].filter((one) => panel.curves.some((curve) => curve.points.some((point) => one.of(point) !== null)));
    if (panel.limit_seconds !== null) {
      const at = all.findIndex((one) => one.name === `p${panel.limit_percentile}`);
      if (at >= 0) all.splice(at, 1);
      all.push({name: `p${panel.limit_percentile}`, of: (point) => point.latency.limited, limited: true});
    }
    // The limit's, or else the highest, unless others have more points: few queries bound no high percentile.
    const valid = panel.curves.flatMap((curve) => curve.points.filter(HB.load.isValid));
    all.forEach((one) => { one.missing = valid.filter((point) => one.of(point) === null).length; });
    return all.filter((one) => one.missing < valid.length).reverse().sort((one, other) => one.missing - other.missing);
  },

  draw(host, panel, name) {
    const percentiles = HB.load.percentiles(panel);
    const loads = new Set(panel.curves.flatMap((curve) => [...curve.points.filter(HB.load.isValid), ...curve.steps]).map((one) => one.load).filter((load) => load !== null));
    const several = loads.size > 1;
    const figure = (into, at) => {
      const percentile = percentiles[at];
      HB.picture(into, several ? HB.load.curves(panel, name, percentile) : HB.load.one(panel, name, percentiles, [...loads][0]));
    };
    if (several && percentiles.length > 1) {
      HB.choice(host, 'Latency', percentiles.map((one) => ({name: one.limited ? `${one.name} (of the limit)` : one.name})), figure, true);
    } else if (panel.curves.some((curve) => curve.points.some(HB.load.isValid))) {
      figure(host, 0);
    }
    if (panel.left_out.length > 0) {
      const lines = panel.left_out.slice(0, 12);
      if (panel.left_out.length > lines.length) lines.push(`and ${panel.left_out.length - lines.length} more`);
      host.append(HB.el('ul', {class: 'notes'}, lines.map((line) => HB.el('li', {}, `Not drawn as a point: ${line}`))));
    }
  },

  /** What each system takes, the most first. */
  finding(panel) {
    const unit = panel.unit;
    if (panel.limit_seconds === null) {
      return 'No latency limit was set, so no load counts as held or missed. ';
    }
    const size = (curve) => curve.peak.point ?? curve.held_up_to ?? 0;
    const sorted = panel.curves.filter((curve) => curve.points.some(HB.load.isValid)).sort((one, other) => size(other) - size(one));
    const said = sorted.slice(0, 3).map((curve, at) => {
      const holds = at === 0 ? `${curve.label} holds p${panel.limit_percentile} within ${HB.plain(panel.limit_seconds)} s` : curve.label;
      if (curve.peak.point !== null) {
        return `${holds} up to ${HB.plain(curve.peak.point)} ${unit}${curve.peak.low === null ? '' : ` (${HB.plain(curve.peak.low)} to ${HB.plain(curve.peak.high)})`}, found by a search`;
      }
      if (curve.held_up_to === null) return `${holds} at no load that was tried`;
      return curve.missed_from === null || curve.missed_from < curve.held_up_to
        ? `${holds} at every load that was tried, up to ${HB.plain(curve.held_up_to, 4)} ${unit}`
        : `${holds} up to ${HB.plain(curve.held_up_to, 4)} ${unit}, not at ${HB.plain(curve.missed_from, 4)}`;
    });
    const more = sorted.length - said.length;
    return said.length === 0 ? '' : `${said.join('; ')}${more > 0 ? `; ${more} more take less` : ''}. `;
  },

  tip(panel, curve, point) {
    const counts = point.counts;
    return [
      curve.label,
      point.load === null ? '' : `${point.at_peak ? 'at its peak, ' : ''}${HB.plain(point.load, 4)} ${panel.unit} offered`,
      HB.load.isValid(point) ? '' : HB.wrapped(`${point.status}: ${point.reason}`),
      point.latency.p50.point === null ? '' : `latency p50 ${HB.level(point.latency.p50, 3)} s`,
      ...['p90', 'p95', 'p99'].map((name) => (point.latency[name] === null ? '' : `${name} ${HB.number(point.latency[name], 3)} s`)),
      point.per_second === null ? '' : `${panel.throughput} ${HB.number(point.per_second, 3)} clips/s`,
      point.error_percent === null ? '' : `failed ${HB.number(point.error_percent, 2)} % (${counts.failed_calls} of ${HB.count(counts.calls, 'call')})`,
      counts.judged > 0 ? `limit held in ${counts.held} of ${HB.count(counts.judged, 'trial')}${counts.shown < counts.judged ? ', chance may explain it' : ''}` : '',
      counts.cap_hit > 0 ? `ended early in ${HB.count(counts.cap_hit, 'trial')}: too many clips outstanding` : '',
    ].filter(Boolean).join('\n');
  },

  stepTip: (panel, curve, step) => [
    curve.label,
    `search, fork ${step.fork}, step ${step.step}${step.confirms ? ' (tries the peak again)' : ''}`,
    `${HB.plain(step.load, 4)} ${panel.unit}: ${step.outcome.toLowerCase()}${step.undecided ? ', close to the peak' : ''}`,
    step.seconds === null ? '' : `p${panel.limit_percentile} ${HB.number(step.seconds, 3)} s`,
    step.queries < 0 ? '' : `${step.slow} of ${step.queries} queries slow`,
  ].filter(Boolean).join('\n'),

  table(panel) {
    const verdict = (point) => (point.counts.judged === 0 ? null : `${point.counts.held} of ${point.counts.judged}`);
    return {
      head: ['System', panel.unit ? `Load, ${panel.unit}` : 'Load', 'What', 'p50 s', 'p90 s', 'p95 s', 'p99 s', `${panel.throughput} clips/s`, 'Failed %', 'Limit held in trials', 'Most outstanding', 'Status', 'Run'],
      rows: panel.curves.flatMap((curve) => [
        ...curve.points.map((point) => [
          curve.label, point.load, point.at_peak ? 'at the peak' : 'measured', HB.level(point.latency.p50), point.latency.p90, point.latency.p95, point.latency.p99,
          point.per_second, point.error_percent, verdict(point), point.counts.outstanding < 0 ? null : point.counts.outstanding,
          point.counts.cap_hit > 0 ? `${point.status}, cap hit` : point.status, `${point.run_id.slice(0, 8)}, ${point.started_at.slice(0, 10)}`]),
        ...curve.steps.map((step) => [
          curve.label, step.load, `search, fork ${step.fork}, step ${step.step}`, null, null, panel.limit_percentile === 95 ? step.seconds : null, panel.limit_percentile === 99 ? step.seconds : null,
          null, null, step.outcome.toLowerCase(), null, step.undecided ? 'undecided' : null, null]),
      ]),
    };
  },
};
