'use strict';

/** Verdicts in words and signs, and the changes that they rest on as a picture. */
HB.verdicts = {
  /** Kind of each, its sign (neutral: more of a metric may be better or worse) and plain words beside its name. */
  of: {
    REGRESSION: ['worse', '✗', 'worse'],
    IMPROVEMENT: ['better', '✓', 'better'],
    EQUIVALENT: ['good', '=', 'no change'],
    SAME_TEXTS: ['good', '=', 'no text changed'],
    NOT_SHOWN: ['good', '=', 'not shown to be worse'],
    INCONCLUSIVE: ['open', '?', 'not proven'],
    NOT_COMPARABLE: ['open', '?', 'conditions differ'],
    INVALID: ['worse', '✗', 'no valid trials'],
    TRADE_OFF: ['open', '?', 'faster, but less accurate, or the reverse'],
  },

  /** Rows of a picture; the table beside it has all. */
  PICTURED: 40,

  change(metric, value) {
    if (value === undefined) return '-';
    const number = Math.abs(value).toFixed(metric.change_unit === 'percent' ? 1 : 2);
    return `${value > 0 ? '+' : value < 0 ? '−' : ''}${number}${metric.change_unit === 'percent' ? ' %' : ''}`;
  },

  interval(metric) {
    return metric.change_low === undefined ? '-' : `${HB.verdicts.change(metric, metric.change_low)} to ${HB.verdicts.change(metric, metric.change_high)}`;
  },

  /** Changes with their intervals against the band that counts as no change. */
  forest(host, configs, unit, at) {
    const all = configs.flatMap((config) => config.metrics
      .filter((metric) => metric.decides && metric.change !== undefined && metric.change_unit === unit)
      .map((metric) => ({config, metric, name: `${config.run_config}: ${metric.metric}`})));
    if (!all.length) return;
    const rows = all.slice(0, HB.verdicts.PICTURED);
    HB.picture(host, {
      id: `verdicts-${unit}-${at}`,
      title: `Changes in ${unit === 'percent' ? 'percent' : 'percentage points'}`,
      caption: `${HB.verdicts.said(all)} Each bar is a change with its 95 % interval, the grey band what counts as no change; ▶ and ◀ at the edge go on beyond it.${all.length > HB.verdicts.PICTURED ? ` The worst ${HB.verdicts.PICTURED} of ${all.length} are drawn; the table has all.` : ''}`,
      height: 84 + (window.innerWidth < 700 ? 42 : 30) * rows.length,
      table: {
        head: ['Run config', 'Metric', 'Change', '95 % interval', 'Tolerance', 'Verdict'],
        rows: all.map(({config, metric}) => [config.run_config, metric.metric, HB.verdicts.change(metric, metric.change), HB.verdicts.interval(metric), `±${metric.tolerance.toFixed(unit === 'percent' ? 1 : 2)}`, metric.verdict]),
      },
      tableFollows: true,
      option: (theme, width) => HB.verdicts.option(rows, unit, theme, width),
    });
  },

  said(all) {
    const worse = all.filter(({metric}) => metric.verdict === 'REGRESSION');
    const better = all.filter(({metric}) => metric.verdict === 'IMPROVEMENT');
    const told = (list, word) => list.slice(0, 2).map(({name, metric}) => `${name} is ${word} (${HB.verdicts.change(metric, metric.change)}, tolerance ${HB.number(metric.tolerance, 2)})`).join('; ') + (list.length > 2 ? `; ${list.length - 2} more are ${word}` : '');
    if (worse.length) return `${told(worse, 'worse')}.`;
    if (better.length) return `${told(better, 'better')}; nothing is shown to be worse.`;
    return 'Nothing here is shown to be better or worse.';
  },

  option(rows, unit, theme, width) {
    const narrow = width < 700;
    const left = narrow ? 12 : Math.min(360, Math.max(160, Math.max(...rows.map((row) => row.name.length)) * 7 + 24), width * 0.45);
    const right = narrow ? 24 : 150;
    const tolerances = rows.map(({metric}) => metric.tolerance);
    const ends = rows.flatMap(({metric}) => [metric.change_low ?? metric.change, metric.change_high ?? metric.change]).filter(Number.isFinite).map(Math.abs);
    // One wild interval must not hide all others.
    const sorted = ends.slice().sort((a, b) => a - b);
    const usual = sorted[Math.floor(0.9 * (sorted.length - 1))] || 0;
    const edge = 1.15 * Math.max(...tolerances, Math.min(Math.max(...ends, 0), 3 * usual + Math.max(...tolerances)), unit === 'percent' ? 1 : 0.1);
    const clip = (value) => Math.max(-edge, Math.min(edge, value));
    const colours = {worse: theme.dark ? '#ff8a80' : '#b3261e', better: theme.dark ? '#4cd3a5' : '#00704f', good: theme.ink, open: theme.dark ? '#f0b429' : '#8a5a00'};
    return {
      grid: {left, right, top: 8, bottom: 48},
      xAxis: {
        type: 'value', min: -edge, max: edge, name: unit === 'percent' ? 'change in % of the baseline' : 'change in percentage points', nameLocation: 'middle', nameGap: 30,
        nameTextStyle: {color: theme.faint}, axisLabel: {color: theme.faint, showMinLabel: false, showMaxLabel: false, formatter: (value) => HB.number(value, 2)}, splitLine: {show: !narrow, lineStyle: {color: theme.line}},
      },
      yAxis: {
        type: 'category', inverse: true, data: rows.map((row) => row.name), axisTick: {show: false}, axisLine: {lineStyle: {color: theme.line}},
        axisLabel: {show: !narrow, color: theme.ink, width: left - 16, overflow: 'truncate'},
      },
      tooltip: {renderMode: 'richText', confine: true, formatter: (params) => {
        const {metric, name} = rows[params.dataIndex];
        return `${name}\n${HB.verdicts.change(metric, metric.change)} (${HB.verdicts.interval(metric)})\ntolerance ±${HB.number(metric.tolerance, 3)}: ${metric.verdict}, ${HB.verdicts.of[metric.verdict][2]}`;
      }},
      series: [{
        type: 'custom',
        data: rows.map((row, at) => [row.metric.change, at]),
        encode: {x: 0, y: 1},
        renderItem: (params, api) => {
          const {metric, name} = rows[params.dataIndex];
          const at = params.dataIndex;
          const y = api.coord([0, at])[1];
          const x = (value) => api.coord([clip(value), at])[0];
          const [kind, sign, text] = HB.verdicts.of[metric.verdict];
          const colour = colours[kind];
          const half = 13;
          const middle = narrow ? y + 9 : y;
          const children = [
            {type: 'rect', shape: {x: x(-metric.tolerance), y: middle - (narrow ? 9 : half), width: x(metric.tolerance) - x(-metric.tolerance), height: narrow ? 18 : 2 * half}, style: {fill: theme.line, opacity: 0.55}},
            {type: 'line', shape: {x1: x(0), x2: x(0), y1: middle - (narrow ? 9 : half), y2: middle + (narrow ? 9 : half)}, style: {stroke: theme.faint}},
          ];
          if (metric.change_low !== undefined) {
            children.push({type: 'line', shape: {x1: x(metric.change_low), x2: x(metric.change_high), y1: middle, y2: middle}, style: {stroke: colour, lineWidth: 2}});
            if (metric.change_low < -edge) children.push(HB.verdicts.sign(x(-edge) + 5, middle, '◀', colour));
            if (metric.change_high > edge) children.push(HB.verdicts.sign(x(edge) - 5, middle, '▶', colour));
          }
          children.push({type: 'circle', shape: {cx: x(metric.change), cy: middle, r: 5}, style: {fill: colour, stroke: theme.ground, lineWidth: 1}});
          const label = narrow ? {x: x(-edge) + 2, y: y - 9, text: `${sign} ${HB.verdicts.change(metric, metric.change)} ${name}`, size: 11} : {x: x(edge) + 8, y, text: `${sign} ${text.length > 15 ? HB.verdicts.change(metric, metric.change) : `${text} ${HB.verdicts.change(metric, metric.change)}`}`, size: 12};
          children.push({type: 'text', x: label.x, y: label.y, style: {text: label.text, fill: colour, verticalAlign: 'middle', font: `${label.size}px system-ui, sans-serif`, width: narrow ? width - 40 : right - 10, overflow: 'truncate'}});
          return {type: 'group', children};
        },
      }],
    };
  },

  sign(x, y, text, fill) {
    return {type: 'text', x, y, style: {text, fill, align: 'center', verticalAlign: 'middle', font: '10px sans-serif'}};
  },
};
