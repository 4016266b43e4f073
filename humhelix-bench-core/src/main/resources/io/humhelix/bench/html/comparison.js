'use strict';

/** Verdicts first, then what changed, down to the clip. */
HB.part({
  key: 'verdicts',
  id: 'verdicts',
  title: 'Verdicts',
  render(host, data) {
    const VERDICTS = {
      REGRESSION: ['worse', '▼', 'worse'], IMPROVEMENT: ['better', '▲', 'better'], EQUIVALENT: ['good', '=', 'equal'],
      SAME_TEXTS: ['good', '=', 'same texts'], NOT_SHOWN: ['good', '✓', 'not shown to be worse'], INCONCLUSIVE: ['open', '?', 'open'],
      NOT_COMPARABLE: ['open', '≠', 'not comparable'], INVALID: ['worse', '✗', 'invalid'], TRADE_OFF: ['open', '⇅', 'trade-off'],
    };
    const OUTCOMES = {NO_REGRESSION: ['good', '✓', 'No regression'], REGRESSION: ['worse', '▼', 'Regression'], INVALID: ['worse', '✗', 'Invalid'], UNDECIDED: ['open', '?', 'Undecided']};
    const PICTURED = 40;
    const CLIPS = 20;
    const RANK = ['REGRESSION', 'INVALID', 'UNDECIDED', 'NO_REGRESSION'];
    data.forEach((one, at) => compared(one, at));

    function badge([kind, sign, text]) {
      return HB.el('span', {class: `verdict ${kind}`}, HB.el('span', {'aria-hidden': 'true'}, `${sign} `), text);
    }

    function run(of) {
      return `${of.name ? `${of.name}, ` : ''}run ${of.run_id.slice(0, 8)} of ${of.started_at.slice(0, 16).replace('T', ' ')} UTC${of.host ? ` on ${of.host}` : ''}`;
    }

    function compared(one, at) {
      const same = one.baseline_run && one.baseline_run.run_id === one.candidate_run.run_id;
      host.append(
        HB.el('p', {class: 'outcome'}, badge(OUTCOMES[one.outcome]), '. ', one.summary),
        HB.el('p', {class: 'found'}, `Candidate: ${run(one.candidate_run)}. Compared with ${one.compared_with}${one.baseline_run ? (same ? ' of the same run' : `: ${run(one.baseline_run)}`) : ''}.`));
      const configs = one.run_configs.slice().sort((a, b) => RANK.indexOf(a.outcome) - RANK.indexOf(b.outcome));
      forest(configs, 'percent', at);
      forest(configs, 'points', at);
      if (configs.length) verdicts(configs);
      changes(configs, one);
    }

    function change(metric, value) {
      return value === undefined ? '-' : `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(metric.change_unit === 'percent' ? 1 : 2)}${metric.change_unit === 'percent' ? ' %' : ''}`;
    }

    function interval(metric) {
      return metric.change_low === undefined ? '-' : `${change(metric, metric.change_low)} to ${change(metric, metric.change_high)}`;
    }

    function level(metric, value) {
      if (value === undefined) return '-';
      return metric.unit === 'bytes' ? `${(value / 2 ** 20).toFixed(1)} MiB` : HB.number(value);
    }

    /** Changes with their intervals against the band that counts as no change. */
    function forest(configs, unit, at) {
      const all = configs.flatMap((config) => config.metrics
        .filter((metric) => metric.decides && metric.change !== undefined && metric.change_unit === unit)
        .map((metric) => ({config, metric, name: `${config.run_config}: ${metric.metric}`})));
      if (!all.length) return;
      const rows = all.slice(0, PICTURED);
      HB.picture(host, {
        id: `verdicts-${unit}-${at}`,
        title: `Changes in ${unit === 'percent' ? 'percent' : 'percentage points'}`,
        caption: `${said(all)} Each bar is a change with its 95 % interval, the grey band what counts as no change; ▶ and ◀ at the edge go on beyond it.${all.length > PICTURED ? ` The worst ${PICTURED} of ${all.length} are drawn; the table has all.` : ''}`,
        height: 84 + 30 * rows.length,
        table: {
          head: ['Run config', 'Metric', 'Change', '95 % interval', 'Tolerance', 'Verdict'],
          rows: all.map(({config, metric}) => [config.run_config, metric.metric, change(metric, metric.change), interval(metric), `±${metric.tolerance.toFixed(unit === 'percent' ? 1 : 2)}`, VERDICTS[metric.verdict][2]]),
        },
        option: (theme, width) => option(rows, unit, theme, width),
      });
    }

    function said(all) {
      const worse = all.filter(({metric}) => metric.verdict === 'REGRESSION');
      const better = all.filter(({metric}) => metric.verdict === 'IMPROVEMENT');
      const told = (list, word) => list.slice(0, 2).map(({name, metric}) => `${name} is ${word} (${change(metric, metric.change)}, tolerance ${HB.number(metric.tolerance, 2)})`).join('; ') + (list.length > 2 ? `; ${list.length - 2} more are ${word}` : '');
      if (worse.length) return `${told(worse, 'worse')}.`;
      if (better.length) return `${told(better, 'better')}; nothing is shown to be worse.`;
      return 'Nothing here is shown to be better or worse.';
    }

    function option(rows, unit, theme, width) {
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
          nameTextStyle: {color: theme.faint}, axisLabel: {color: theme.faint, showMinLabel: false, showMaxLabel: false, formatter: (value) => HB.number(value, 2)}, splitLine: {lineStyle: {color: theme.line}},
        },
        yAxis: {
          type: 'category', inverse: true, data: rows.map((row) => row.name), axisTick: {show: false}, axisLine: {lineStyle: {color: theme.line}},
          axisLabel: {show: !narrow, color: theme.ink, width: left - 16, overflow: 'truncate'},
        },
        tooltip: {renderMode: 'richText', confine: true, formatter: (params) => {
          const {metric, name} = rows[params.dataIndex];
          return `${name}\n${change(metric, metric.change)} (${interval(metric)})\ntolerance ±${HB.number(metric.tolerance, 3)}: ${VERDICTS[metric.verdict][2]}`;
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
            const [kind, sign, text] = VERDICTS[metric.verdict];
            const colour = colours[kind];
            const half = 13;
            const middle = narrow ? y + 6 : y;
            const children = [
              {type: 'rect', shape: {x: x(-metric.tolerance), y: y - half, width: x(metric.tolerance) - x(-metric.tolerance), height: 2 * half}, style: {fill: theme.line, opacity: 0.55}},
              {type: 'line', shape: {x1: x(0), x2: x(0), y1: y - half, y2: y + half}, style: {stroke: theme.faint}},
            ];
            if (metric.change_low !== undefined) {
              children.push({type: 'line', shape: {x1: x(metric.change_low), x2: x(metric.change_high), y1: middle, y2: middle}, style: {stroke: colour, lineWidth: 2}});
              if (metric.change_low < -edge) children.push(sign_(x(-edge) + 5, middle, '◀', colour));
              if (metric.change_high > edge) children.push(sign_(x(edge) - 5, middle, '▶', colour));
            }
            children.push({type: 'circle', shape: {cx: x(metric.change), cy: middle, r: 5}, style: {fill: colour, stroke: theme.ground, lineWidth: 1}});
            const label = narrow ? {x: x(-edge) + 2, y: y - 7, text: `${name}: ${sign} ${change(metric, metric.change)}`, size: 11} : {x: x(edge) + 8, y, text: `${sign} ${text.length > 14 ? change(metric, metric.change) : `${text} ${change(metric, metric.change)}`}`, size: 12};
            children.push({type: 'text', x: label.x, y: label.y, style: {text: label.text, fill: colour, verticalAlign: 'middle', font: `${label.size}px system-ui, sans-serif`, width: narrow ? width - 40 : right - 10, overflow: 'truncate'}});
            return {type: 'group', children};
          },
        }],
      };
    }

    function sign_(x, y, text, fill) {
      return {type: 'text', x, y, style: {text, fill, align: 'center', verticalAlign: 'middle', font: '10px sans-serif'}};
    }

    function verdicts(configs) {
      const rows = (decides) => configs.flatMap((config) => [
        ...config.metrics.filter((metric) => metric.decides === decides).map((metric) => row(config, metric)),
        ...(decides && config.failures.verdict ? [failed(config)] : []),
      ]);
      host.append(table('Verdicts of what decides', rows(true)));
      const others = rows(false);
      if (others.length) host.append(HB.el('details', {}, HB.el('summary', {}, `Metrics that decide nothing (${others.length})`), table('Metrics that decide nothing', others)));
    }

    function table(label, rows) {
      const head = ['Run config', 'Metric', 'Baseline', 'Candidate', 'Change', '95 % interval', 'Tolerance', 'Verdict', 'Why'];
      return HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label}, HB.el('table', {class: 'plain'},
        HB.el('thead', {}, HB.el('tr', {}, head.map((name) => HB.el('th', {scope: 'col'}, name)))),
        HB.el('tbody', {}, rows)));
    }

    function row(config, metric) {
      return HB.el('tr', {},
        HB.el('td', {}, config.run_config), HB.el('td', {}, metric.metric),
        HB.el('td', {class: 'number'}, level(metric, metric.baseline)), HB.el('td', {class: 'number'}, level(metric, metric.candidate)),
        HB.el('td', {class: 'number'}, change(metric, metric.change)), HB.el('td', {class: 'number'}, interval(metric)),
        HB.el('td', {class: 'number'}, `±${metric.tolerance.toFixed(metric.change_unit === 'percent' ? 1 : 2)}`),
        HB.el('td', {}, badge(VERDICTS[metric.verdict])),
        HB.el('td', {class: 'wrap'}, metric.explanation + alone(config, metric)));
    }

    /** Of many tests, one shows a regression by chance. */
    function alone(config, metric) {
      return metric.decides && metric.verdict === 'REGRESSION' && metric.p_adjusted > 0.05
        ? '; by itself, but one of so many tests may show that by chance: measure more to settle it' : '';
    }

    function failed(config) {
      const {failures} = config;
      const share = (one) => one ? `${HB.number(one.percent, 3)} % of ${one.tried}` : '-';
      return HB.el('tr', {}, HB.el('td', {}, config.run_config), HB.el('td', {}, 'failures'),
        HB.el('td', {class: 'number'}, share(failures.baseline)), HB.el('td', {class: 'number'}, share(failures.candidate)),
        HB.el('td', {}, '-'), HB.el('td', {}, '-'), HB.el('td', {}, '-'), HB.el('td', {}, badge(VERDICTS[failures.verdict])),
        HB.el('td', {class: 'wrap'}, `${failures.explanation}${failures.new_kinds.length ? `; new in the candidate: ${failures.new_kinds.join(', ')}` : ''}`));
    }

    function changes(configs, one) {
      host.append(HB.el('h3', {}, 'What changed'));
      const before = host.childElementCount;
      if (one.missing.length) host.append(points('Missing in the candidate', one.missing));
      conditions(configs);
      clips(configs);
      const notes = [...one.notes, ...one.unmatched, ...configs.flatMap((config) => [...config.notes, ...(config.not_compared || [])].map((note) => `${config.run_config}: ${note}`))];
      if (notes.length) host.append(points('Notes', [...new Set(notes)]));
      if (host.childElementCount === before) host.append(HB.el('p', {}, 'Nothing that was recorded: no condition, no text.'));
    }

    function points(title, texts) {
      const list = HB.el('ul', {}, texts.slice(0, 12).map((text) => HB.el('li', {}, text)));
      return HB.el('div', {}, HB.el('h4', {}, title), list, texts.length > 12
        ? HB.el('details', {}, HB.el('summary', {}, `${texts.length - 12} more`), HB.el('ul', {}, texts.slice(12).map((text) => HB.el('li', {}, text)))) : null);
    }

    /** What is not alike, each once with the run configs that it concerns; clips are told together. */
    function conditions(configs) {
      const OF_CLIPS = ['audio_sha256', 'references_sha256', 'normalizer'];
      const rows = new Map();
      for (const config of configs) {
        const clips = new Map();
        for (const one of config.differences || []) {
          if (OF_CLIPS.includes(one.group) && one.condition !== one.group) {
            clips.set(one.group, [...(clips.get(one.group) || []), one]);
          } else {
            add(one.condition, short(one.baseline), short(one.candidate), one.declared, config);
          }
        }
        for (const [group, all] of clips) add(group, `${all.length} ${all.length === 1 ? 'clip' : 'clips'}`, all[0].condition.slice(group.length + 1), all[0].declared, config);
      }
      if (!rows.size) return;
      const all = configs.length;
      host.append(HB.el('h4', {}, 'Conditions that differ'), HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Conditions that differ'}, HB.plainTable(
        ['Condition', 'Baseline', 'Candidate', 'Meant to differ', 'Run configs'],
        [...rows.values()].map((row) => [row.condition, row.baseline, row.candidate, row.declared ? 'yes' : 'no: not comparable', row.configs.length === all ? (all === 1 ? row.configs[0] : `all ${all}`) : row.configs.length > 3 ? `${row.configs.slice(0, 3).join(', ')} and ${row.configs.length - 3} more` : row.configs.join(', ')]))));

      function add(condition, baseline, candidate, declared, config) {
        const key = JSON.stringify([condition, baseline, candidate, declared]);
        if (!rows.has(key)) rows.set(key, {condition, baseline, candidate, declared, configs: []});
        rows.get(key).configs.push(config.run_config);
      }

      function short(value) {
        return value === undefined ? 'not stated' : /^(sha256:)?[0-9a-f]{64}$/.test(value) ? value.replace('sha256:', '').slice(0, 12) : value;
      }
    }

    function clips(configs) {
      const all = configs.flatMap((config) => (config.changed_clips || []).map((clip) => ({clip, config})));
      if (!all.length) return;
      const more = ({clip}) => (clip.candidate.errors || 0) - (clip.baseline.errors || 0);
      all.sort((one, other) => more(other) - more(one));
      const count = (change) => all.filter(({clip}) => clip.change === change).length;
      const box = HB.el('div', {});
      const button = HB.el('button', {type: 'button', onclick: () => show(box.childElementCount + CLIPS)});
      host.append(HB.el('h4', {}, 'Clips with another text'),
        HB.el('p', {class: 'found'}, `${count('WORSE')} with more errors, ${count('BETTER')} with fewer, ${count('OTHER_TEXT')} with another text and as many errors; those that got worse first. No verdict rests on one clip.`),
        HB.words.legend(true), box, button);
      show(CLIPS);

      function show(until) {
        box.append(...all.slice(box.childElementCount, until).map(({clip, config}) => changed(clip, config)));
        const left = all.length - box.childElementCount;
        button.hidden = left <= 0;
        button.textContent = `Show ${Math.min(CLIPS, left)} more of ${left}`;
      }
    }

    function changed(clip, config) {
      const {baseline, candidate, unit} = clip;
      const known = baseline.text !== undefined && candidate.text !== undefined;
      let sides = [[], []];
      let marks = [new Set(), new Set()];
      let of = unit;
      if (clip.reference !== undefined) {
        sides = [baseline, candidate].map((side) => side.text === undefined ? [] : HB.words.steps('', clip.reference, side.text, unit));
        if (known) marks = HB.words.differing(sides[0], sides[1]);
      } else if (known) {
        const apart = HB.words.apart(baseline.text, candidate.text);
        sides = apart.map((side) => side.steps);
        marks = apart.map((side) => side.at);
        of = apart[0].unit;
      } else {
        sides = [baseline, candidate].map((side) => side.text === undefined ? [] : [{op: '=', r: side.text, h: side.text}]);
      }
      const round = (value) => value === undefined ? '-' : Number.isInteger(value) ? String(value) : value.toFixed(1);
      const errors = baseline.errors === undefined ? 'without a reference nobody knows which is right'
        : `${round(baseline.errors)} → ${round(candidate.errors)} errors${clip.length === 0 ? '; nothing is said there' : ` in ${clip.length} ${unit}${clip.length === 1 ? '' : 's'}`}`;
      return HB.el('article', {class: 'clip'},
        HB.el('h4', {}, HB.el('bdi', {}, clip.clip), ' ', HB.el('small', {}, `${config.run_config} · ${errors}`)),
        clip.reference === undefined ? null : line('reference', clip.reference.trim() === '' ? HB.el('p', {class: 'nothing'}, '(nothing is said)') : HB.clips.paragraph({}, [clip.reference]), ''),
        line('baseline', side(baseline, 0), often(baseline)), line('candidate', side(candidate, 1), often(candidate)));

      function line(who, text, told) {
        return HB.el('div', {class: 'line', 'data-who': who}, HB.el('span', {class: 'who'}, who), text, HB.el('span', {class: 'told'}, told));
      }

      function side(text, at) {
        if (text.text === undefined) return HB.el('p', {class: 'hidden-text'}, text.texts === 0 ? '(every call failed)' : at === 0 ? '(no texts stored; baseline set --texts keeps them)' : '(no texts stored)');
        const shown = HB.words.marked(sides[at], of, marks[at]);
        return text.text.trim() === '' ? HB.el('div', {}, HB.el('p', {class: 'nothing'}, '(the empty text)'), shown.length ? HB.clips.paragraph({}, shown) : null) : HB.clips.paragraph({}, shown);
      }

      function often(text) {
        return [
          text.alike < text.texts ? `this text in ${text.alike} of ${text.texts} decodes` : null,
          text.failed_percent > 0 && text.texts > 0 ? `${HB.number(text.failed_percent, 2)} % of its calls failed` : null,
        ].filter((one) => one !== null).join('; ');
      }
    }
  },
});
