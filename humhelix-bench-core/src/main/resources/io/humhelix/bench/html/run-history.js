'use strict';

/** Metrics over many runs, with their lasting changes and the newest run judged. */
HB.part({
  key: 'history',
  id: 'history',
  title: 'History',
  render(host, data) {
    host.append(HB.el('p', {class: 'headline'}, data.headline));
    const several = new Set(data.series.map((one) => one.benchmark)).size > 1;
    const items = data.series.map((one) => ({
      name: `${one.metric} of ${one.run_config}${one.host ? ` on ${one.host}` : ''}${several && one.benchmark ? `, ${one.benchmark}` : ''}`,
      group: HB.history.group(data, one),
    }));
    const order = HB.history.GROUPS.flatMap((group) => items.flatMap((item, at) => (item.group === group ? [at] : [])));
    HB.choice(host, 'Metric and system', order.map((at) => items[at]), (panel, at) => HB.picture(panel, HB.history.picture(data, data.series[order[at]], items[order[at]].name)), true);
    if (data.left_out > 0) {
      host.append(HB.el('ul', {class: 'notes'}, HB.el('li', {}, `${HB.count(data.left_out, 'more series').replace('seriess', 'series')} without a change of late: humhelix-bench history shows all.`)));
    }
  },
});

HB.history = {
  GROUPS: ['Worse of late', 'Changed', 'No change', 'Too few runs to tell'],

  STATES: {AS_EXPECTED: 'as expected', WORSE: 'worse than expected', BETTER: 'better than expected', UNUSUAL: 'not as expected', TOO_FEW: 'not judged', NOT_VALID: 'without a valid trial'},

  levels: (series) => series.sessions.filter((one) => one.level !== null).length,

  group(data, series) {
    if (series.worse_of_late) return 'Worse of late';
    if (series.changes.length > 0 || ['WORSE', 'BETTER', 'UNUSUAL'].includes(series.newest.state)) return 'Changed';
    return HB.history.levels(series) < data.fewest_to_change && series.newest.low === null ? 'Too few runs to tell' : 'No change';
  },

  /** A level with its unit. */
  text(series, level, digits = 4) {
    if (level === null) return '-';
    if (series.unit === 'bytes') return `${HB.number(level / 1048576, digits)} MiB`;
    return `${HB.number(level, digits)}${series.unit ? ` ${series.unit}` : ''}`;
  },

  size(series, change) {
    const points = series.unit === '%';
    const number = (value) => `${value > 0 ? '+' : ''}${points ? value.toFixed(2) : (100 * value).toFixed(1)}`;
    const [low, high] = [number(change.low), number(change.high)];
    return `${number(change.size)}${points ? ' points' : ' %'}${low === high ? '' : ` (${low} to ${high})`}`;
  },

  effect: (change) => ({WORSE: 'worse', BETTER: 'better', OTHER: 'neither better nor worse'})[change.effect],

  date: (session) => (session.at ? session.at.slice(0, 10) : session.run),

  causes: (change) => (change.causes.length === 0 ? 'nothing that was recorded changed there' : `changed there: ${change.causes.join('; ')}`),

  finding(data, series) {
    const count = HB.history.levels(series);
    const last = series.changes[series.changes.length - 1];
    const newest = series.newest;
    const parts = [];
    if (last) {
      parts.push(`${HB.history.size(series, last)}, ${HB.history.effect(last)}, since ${HB.history.date(series.sessions[last.at])}; ${HB.history.causes(last)}.`);
      if (series.changes.length > 1) parts.push(`${HB.count(series.changes.length - 1, 'earlier change')}.`);
    } else if (count < data.fewest_to_change) {
      parts.push(`${HB.count(count, 'run')}: too few to tell a lasting change, which can show from ${data.fewest_to_change} runs on.`);
    } else {
      parts.push(`No lasting change in ${count} runs.`);
    }
    if (newest.low !== null) {
      parts.push(`The newest is ${HB.history.STATES[newest.state]} (${HB.history.text(series, newest.low)} to ${HB.history.text(series, newest.high)}).`);
    } else if (newest.state === 'NOT_VALID') {
      parts.push('The newest has no valid trial.');
    } else {
      parts.push(`The newest is not judged: ${newest.earlier} before it${last ? ' since the change' : ''}, ${data.fewest_to_judge} are needed.`);
    }
    return parts.join(' ');
  },

  picture(data, series, name) {
    const changeAt = new Map(series.changes.map((change) => [change.at, change]));
    const last = series.sessions.length - 1;
    const tip = (session, at) => [
      HB.history.date(session),
      session.level === null ? `no valid trial of ${session.trials}` : HB.history.text(series, session.level),
      session.lowest_fork === null ? '' : `${session.forks} forks, ${HB.history.text(series, session.lowest_fork)} to ${HB.history.text(series, session.highest_fork)}`,
      `${session.valid} of ${HB.count(session.trials, 'trial')} valid, ${session.run}`,
      changeAt.has(at) ? HB.wrapped(`${HB.history.size(series, changeAt.get(at))}, ${HB.history.effect(changeAt.get(at))}: ${HB.history.causes(changeAt.get(at))}`) : '',
      at === last ? `newest: ${HB.history.STATES[series.newest.state]}` : '',
    ].filter(Boolean).join('\n');
    return {
      id: 'history-picture',
      title: `${name} over time`,
      finding: HB.history.finding(data, series),
      caption: `A point is a run${series.sessions.some((one) => one.lowest_fork !== null) ? ', its bar the lowest and highest fork' : ''}.${series.levels.length > 0 ? ' Lines: levels between changes; diamonds: first run after a change.' : ''}${series.newest.low === null ? '' : ' Band: where the newest was expected.'}${series.sessions.some((one) => one.level === null) ? ' Crosses at the bottom: no valid trial.' : ''}`,
      height: 340,
      table: {
        head: ['Run of', series.metric, 'Lowest fork', 'Highest fork', 'Forks', 'Valid trials', 'Run', 'What'],
        rows: series.sessions.map((one, at) => [
          HB.history.date(one), HB.history.text(series, one.level), HB.history.text(series, one.lowest_fork), HB.history.text(series, one.highest_fork), one.forks, `${one.valid} of ${one.trials}`, one.run,
          [changeAt.has(at) ? `${HB.history.size(series, changeAt.get(at))}, ${HB.history.effect(changeAt.get(at))}; ${HB.history.causes(changeAt.get(at))}` : '', at === last ? `newest: ${HB.history.STATES[series.newest.state]}` : ''].filter(Boolean).join('; ') || null]),
      },
      option: (theme, width) => HB.history.option(data, series, tip, changeAt, theme, width),
    };
  },

  option(data, series, tip, changeAt, theme, width) {
    const sessions = series.sessions;
    const dated = sessions.every((one) => one.at);
    const x = (at) => (dated ? sessions[at].at : at);
    const scale = series.unit === 'bytes' ? 1 / 1048576 : 1;
    const unit = series.unit === 'bytes' ? 'MiB' : series.unit;
    const colour = theme.colours[0];
    const verdict = {WORSE: theme.dark ? '#ff8a80' : '#b3261e', BETTER: theme.dark ? '#4cd3a5' : '#00704f'}[series.newest.state] || theme.ink;
    const claims = HB.history.levels(series) >= 5;
    const last = sessions.length - 1;
    const judged = series.newest.low !== null;
    const value = (one) => (one.level === null ? null : one.level * scale);
    const bar = (params, api) => {
      const low = api.coord([api.value(0), api.value(1)]);
      const high = api.coord([api.value(0), api.value(2)]);
      return {type: 'line', shape: {x1: low[0], y1: low[1], x2: high[0], y2: high[1]}, style: {stroke: colour, lineWidth: 2, opacity: 0.4}};
    };
    return {
      useUTC: true,
      tooltip: {renderMode: 'richText', confine: true, trigger: 'item', formatter: (params) => params.data.tip || ''},
      grid: {left: width < 700 ? 56 : 72, right: 24, top: 36, bottom: 44},
      xAxis: {type: dated ? 'time' : 'value', minInterval: dated ? undefined : 1, splitNumber: width < 700 ? 3 : 8, axisLabel: {color: theme.faint, hideOverlap: true, formatter: dated ? {year: '{yyyy}', month: '{yyyy}-{MM}', day: '{MM}-{dd}', hour: '{HH}:{mm}', minute: '{HH}:{mm}', second: '{HH}:{mm}:{ss}', millisecond: '{HH}:{mm}:{ss}'} : undefined}, axisLine: {onZero: false, lineStyle: {color: theme.faint}}, splitLine: {show: false}},
      yAxis: [
        {type: 'value', scale: true, name: `${series.metric}${unit ? `, ${unit}` : ''}`, nameLocation: 'end', nameTextStyle: {color: theme.faint, align: 'left'}, axisLabel: {color: theme.faint}, splitLine: {lineStyle: {color: theme.line}}},
        {type: 'value', show: false, min: 0, max: 1},
      ],
      series: [
        {type: 'custom', renderItem: bar, encode: {x: 0, y: [1, 2]}, silent: true, data: sessions.flatMap((one, at) => (one.lowest_fork === null ? [] : [[x(at), one.lowest_fork * scale, one.highest_fork * scale]]))},
        {
          type: 'line', name: 'runs', connectNulls: false, symbol: 'circle', color: colour, lineStyle: {width: claims ? 1 : 0, opacity: 0.5},
          data: sessions.map((one, at) => ({
            value: [x(at), value(one)], tip: tip(one, at), symbol: changeAt.has(at) ? 'diamond' : 'circle', symbolSize: changeAt.has(at) ? 14 : at === last ? 11 : 6,
            itemStyle: {color: at === last && judged ? verdict : changeAt.has(at) ? theme.ink : colour},
          })),
          showAllSymbol: true,
          // The first session of the level that it is judged by, and where it should lie.
          markArea: judged ? {silent: true, itemStyle: {color: theme.faint, opacity: 0.15}, data: [[{xAxis: x(series.newest.from), yAxis: series.newest.low * scale}, {xAxis: x(last), yAxis: series.newest.high * scale}]]} : undefined,
        },
        {
          type: 'line', name: 'levels', symbol: 'none', silent: true, color: theme.ink, lineStyle: {width: 2},
          data: series.levels.flatMap((level) => [[x(level.from), level.level * scale], [x(level.to), level.level * scale], [x(level.to), null]]),
        },
        {
          type: 'scatter', name: 'changes', symbolSize: 1, silent: true, itemStyle: {color: 'transparent'},
          data: series.changes.map((change) => ({value: [x(change.at), Math.max(change.before, change.after) * scale], name: `${HB.history.size(series, change).split(' (')[0]}, ${HB.history.effect(change)}`})),
          label: {show: true, formatter: '{b}', position: 'top', distance: 14, color: theme.ink, fontWeight: 'bold'}, labelLayout: {hideOverlap: true},
        },
        {
          type: 'scatter', name: 'gaps', yAxisIndex: 1, symbolSize: 10, symbol: 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z', itemStyle: {color: theme.faint},
          data: sessions.flatMap((one, at) => (one.level === null ? [{value: [x(at), 0.02], tip: tip(one, at)}] : [])),
        },
      ],
    };
  },
};
