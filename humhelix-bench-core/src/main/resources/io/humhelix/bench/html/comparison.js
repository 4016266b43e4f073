'use strict';

/** Verdicts first, then what changed, down to the clip. */
HB.part({
  key: 'verdicts',
  id: 'verdicts',
  title: 'Verdicts',
  render(host, data) {
    const OUTCOMES = {NO_REGRESSION: ['good', '✓'], REGRESSION: ['worse', '✗'], INVALID: ['worse', '✗'], UNDECIDED: ['open', '?']};
    const CLIPS = 5;
    const STEP = 100;
    const RANK = ['REGRESSION', 'INVALID', 'UNDECIDED', 'NO_REGRESSION'];
    data.forEach((one, at) => compared(one, at));

    /** @param {string} verdict as compare has it */
    function badge(verdict) {
      const [kind, sign, plain] = HB.verdicts.of[verdict];
      return [HB.el('span', {class: `verdict ${kind}`}, HB.el('span', {'aria-hidden': 'true'}, `${sign} `), verdict), HB.el('small', {class: 'plain-words'}, plain)];
    }

    /** The sentence of compare has the outcome in it. */
    function outcome([kind, sign], sentence) {
      return HB.el('p', {class: 'outcome'}, HB.el('span', {class: `verdict ${kind}`, 'aria-hidden': 'true'}, `${sign} `), sentence);
    }

    function run(of) {
      return `${of.name ? `${of.name}, ` : ''}run ${of.run_id.slice(0, 8)} of ${of.started_at.slice(0, 16).replace('T', ' ')} UTC${of.host ? ` on ${of.host}` : ''}`;
    }

    function compared(one, at) {
      const same = one.baseline_run && one.baseline_run.run_id === one.candidate_run.run_id;
      host.append(
        outcome(OUTCOMES[one.outcome], one.summary),
        HB.el('p', {class: 'found'}, `Candidate: ${run(one.candidate_run)}. Baseline: ${[one.compared_with, one.baseline_run ? (same ? 'of the same run' : run(one.baseline_run)) : null].filter(Boolean).join(same ? ' ' : ', ')}.`));
      const configs = shorter(one.run_configs).sort((a, b) => RANK.indexOf(a.outcome) - RANK.indexOf(b.outcome));
      HB.verdicts.forest(host, configs, 'percent', at);
      HB.verdicts.forest(host, configs, 'points', at);
      if (configs.length) verdicts(configs);
      changes(configs, one);
    }

    /** Where all are compared with one system, its name is said above. */
    function shorter(configs) {
      const suffix = (label) => (label.match(/ against .*$/) || [''])[0];
      const common = configs.length > 0 && new Set(configs.map((config) => suffix(config.run_config))).size === 1 ? suffix(configs[0].run_config) : '';
      return configs.map((config) => ({...config, run_config: config.run_config.slice(0, config.run_config.length - common.length)}));
    }

    function level(metric, value) {
      if (value === undefined) return '-';
      return metric.unit === 'bytes' ? `${(value / 2 ** 20).toFixed(1)} MiB` : HB.number(value);
    }

    function verdicts(configs) {
      const rows = (decides) => configs.flatMap((config) => [
        ...config.metrics.filter((metric) => metric.decides === decides).flatMap((metric) => row(config, metric)),
        ...(decides && config.failures.verdict ? failed(config) : []),
      ]);
      host.append(table('Verdicts of what decides', rows(true)));
      const others = rows(false);
      if (others.length) host.append(HB.el('details', {}, HB.el('summary', {}, `Metrics that decide nothing (${others.filter((one) => one.className !== 'why').length})`), table('Metrics that decide nothing', others)));
    }

    function table(label, rows) {
      const head = ['Run config', 'Metric', 'Verdict', 'Change', '95 % interval', 'Tolerance', 'Baseline', 'Candidate'];
      return HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label}, HB.el('table', {class: 'plain verdict-rows'},
        HB.el('thead', {}, HB.el('tr', {}, head.map((name) => HB.el('th', {scope: 'col'}, name)))),
        HB.el('tbody', {}, rows)));
    }

    function row(config, metric) {
      return rowOf(config.run_config, metric.metric, metric.verdict, [
        HB.verdicts.change(metric, metric.change), HB.verdicts.interval(metric), `±${metric.tolerance.toFixed(metric.change_unit === 'percent' ? 1 : 2)}`,
        level(metric, metric.baseline), level(metric, metric.candidate),
      ], [beyondCells(metric), alone(config, metric)].filter(Boolean).join('; '));
    }

    /** Change and tolerance are in the cells: what an explanation says beyond them. */
    function beyondCells(metric) {
      return metric.change === undefined ? metric.explanation : metric.explanation.replace(/^change \S+ (?:%|points) \([^()]*\), tolerance [\d.]+(?: %| points)?(?:; |$)/, '');
    }

    /** What passes by its numbers needs no more words. */
    function rowOf(name, metric, verdict, numbers, explanation) {
      const why = explanation !== '' && (!['EQUIVALENT', 'IMPROVEMENT', 'NOT_SHOWN'].includes(verdict) || numbers[0] === '-');
      const NUMBERS = ['Change', '95 % interval', 'Tolerance', 'Baseline', 'Candidate'];
      const cells = [
        HB.el('td', {class: 'name'}, name), HB.el('td', {class: 'metric'}, metric), HB.el('td', {class: 'of-verdict'}, badge(verdict)),
        numbers.map((number, at) => HB.el('td', {class: 'number', 'data-label': NUMBERS[at]}, number)),
      ];
      return why
        ? [HB.el('tr', {class: 'with-why'}, ...cells), HB.el('tr', {class: 'why'}, HB.el('td', {colspan: 8}, explanation))]
        : [HB.el('tr', {}, ...cells)];
    }

    /** Of many tests, one shows a regression by chance. */
    function alone(config, metric) {
      return metric.decides && metric.verdict === 'REGRESSION' && metric.p_adjusted > 0.05
        ? 'by itself, but one of so many tests may show that by chance: measure more to settle it' : '';
    }

    function failed(config) {
      const {failures} = config;
      const share = (one) => one ? `${HB.number(one.percent, 3)} % of ${one.tried}` : '-';
      return rowOf(config.run_config, 'failures', failures.verdict, ['-', '-', '-', share(failures.baseline), share(failures.candidate)],
        `${failures.explanation}${failures.new_kinds.length ? `; new in the candidate: ${failures.new_kinds.join(', ')}` : ''}`);
    }

    function changes(configs, one) {
      host.append(HB.el('h3', {}, 'What changed'));
      const compared = configs.length > 0 && configs.every((config) => config.differences !== undefined);
      const differs = configs.some((config) => (config.differences || []).length > 0);
      if (compared && !differs) {
        host.append(HB.el('p', {class: 'nothing-differs'}, 'Nothing that was recorded differs (engine versions, models, host, definition; the driver where a GPU may be used): look for what is not recorded, or at noise between days.'));
      }
      if (one.missing.length) host.append(points('Missing in the candidate', one.missing));
      conditions(configs);
      one.notes.forEach((note) => host.append(HB.el('p', {class: 'of-runs'}, note[0].toUpperCase() + note.slice(1))));
      const notes = [...one.unmatched, ...configs.flatMap((config) => [...config.notes, ...(config.not_compared || [])].map((note) => `${config.run_config}: ${note}`))];
      if (notes.length) host.append(points('Notes', [...new Set(notes)]));
      clips(configs);
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
      const table = (label, some) => HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label}, HB.plainTable(
        ['Condition', 'Baseline', 'Candidate', 'Run configs'], some.map((row) => [row.condition, row.baseline, row.candidate, of(row.configs)])));
      const of = (names) => names.length === all && all > 1 ? `all ${all}` : names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
      const [meant, not] = [true, false].map((declared) => [...rows.values()].filter((row) => row.declared === declared));
      if (not.length) host.append(HB.el('h4', {}, 'Conditions that differ, so that the sides are not comparable'), table('Conditions that differ', not));
      if (meant.length) host.append(HB.el('details', {open: not.length === 0 && meant.length <= 8}, HB.el('summary', {}, `Conditions that are meant to differ (${meant.length})`), table('Conditions that are meant to differ', meant)));

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
      const rest = HB.el('div', {});
      const fold = all.length > CLIPS ? HB.el('details', {class: 'more-clips', ontoggle: () => unfold()}, HB.el('summary', {}, `${all.length - CLIPS} more`), rest) : null;
      host.append(HB.el('h4', {}, 'Clips with another text'),
        HB.el('p', {class: 'found'}, `${count('WORSE')} with more errors, ${count('BETTER')} with fewer, ${count('OTHER_TEXT')} with another text and as many errors; those that got worse first. No verdict rests on one clip.`),
        HB.words.legend(true), box, fold);
      box.append(...all.slice(0, CLIPS).map(({clip, config}) => changed(clip, config)));

      /** Comparing words takes its time: hundreds of clips at a step. */
      function unfold() {
        const at = CLIPS + rest.querySelectorAll('.clip').length;
        if (!fold.open || at >= all.length || (at > CLIPS && !rest.dataset.more)) return;
        delete rest.dataset.more;
        rest.append(...all.slice(at, at + STEP).map(({clip, config}) => changed(clip, config)));
        const left = all.length - at - STEP;
        if (left > 0) {
          const button = HB.el('button', {type: 'button', onclick: () => { button.remove(); rest.dataset.more = 'true'; unfold(); }}, `Show ${Math.min(STEP, left)} more of ${left}`);
          rest.append(button);
        }
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
