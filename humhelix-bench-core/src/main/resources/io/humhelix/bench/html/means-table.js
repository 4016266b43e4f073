'use strict';

/**
 * Trials in groups by chosen factors: the same sums, pooled values and units as `show` has.
 *
 * @typedef {Object} Values
 * @property {string} name
 * @property {boolean} condition whether a mean over several of its values is to be told
 * @property {string[]} values
 * @property {number[]} codes for each row; empty where there is one value
 *
 * @typedef {Object} Tallies
 * @property {number} rows
 * @property {Values[]} factors
 * @property {{name: string, sums: number[], counts: number[]}[]} numbers
 * @property {number[]} trials
 * @property {number[]} valid
 * @property {number[]} runs
 * @property {Values} units
 * @property {string[]} left_out
 *
 * @typedef {Object} Group
 * @property {number[]} codes of the values of all factors; of those it is not by, that of its first row
 * @property {number} trials
 * @property {number} valid
 * @property {number} runs
 * @property {(number|null)[]} means in the order of the numbers
 * @property {string} unit word, character, mixed, unknown or nothing
 * @property {Map<number, Set<number>>} pooled codes by factor
 */
class MeansTable {
  /** @param {Tallies} data */
  constructor(data) {
    this.data = data;
    this.factors = data.factors;
    this.numbers = data.numbers;
    const collator = new Intl.Collator('en', {numeric: true});
    /** Place of each value in the order of people. @type {number[][]} */
    this.ranks = data.factors.map((factor) => {
      const order = factor.values.map((value, code) => code).sort((a, b) => collator.compare(factor.values[a], factor.values[b]));
      const ranks = [];
      order.forEach((code, rank) => { ranks[code] = rank; });
      return ranks;
    });
  }

  /** Number of a factor; -1 if there is none of that name. */
  factor(name) {
    return this.factors.findIndex((factor) => factor.name === name);
  }

  code(factor, row) {
    const codes = this.factors[factor].codes;
    return codes.length === 0 ? 0 : codes[row];
  }

  /**
   * Groups the rows.
   *
   * @param {number[]} by factors
   * @param {(row: number) => boolean} counts
   * @returns {Group[]} in the order of their keys
   */
  groups(by, counts) {
    /** @type {Map<string, number[]>} */
    const members = new Map();
    const telling = by.filter((factor) => this.factors[factor].codes.length > 0);
    for (let row = 0; row < this.data.rows; row++) {
      if (!counts(row)) continue;
      const key = telling.map((factor) => this.factors[factor].codes[row]).join();
      const rows = members.get(key);
      if (rows) rows.push(row);
      else members.set(key, [row]);
    }
    const groups = [...members.values()].map((rows) => this.group(by, rows));
    return groups.sort((a, b) => {
      for (const factor of by) {
        const order = this.ranks[factor][a.codes[factor]] - this.ranks[factor][b.codes[factor]];
        if (order !== 0) return order;
      }
      return 0;
    });
  }

  /** @returns {Group} */
  group(by, rows) {
    const total = (values) => rows.reduce((sum, row) => sum + values[row], 0);
    return {
      codes: this.factors.map((factor, at) => this.code(at, rows[0])),
      trials: total(this.data.trials),
      valid: total(this.data.valid),
      runs: rows.length === 1 ? 1 : new Set(rows.map((row) => this.data.runs[row])).size,
      means: this.numbers.map((number) => {
        const count = total(number.counts);
        return count === 0 ? null : total(number.sums) / count;
      }),
      unit: this.unit(rows),
      pooled: rows.length === 1 ? new Map() : this.pooled(by, rows),
    };
  }

  /** Errors in words and in characters have no mean. */
  unit(rows) {
    const {values, codes} = this.data.units;
    const found = new Set(codes.length === 0 ? values : rows.map((row) => values[codes[row]]));
    found.delete('');
    if (found.size > 1) return 'mixed';
    return found.size === 0 ? '' : [...found][0];
  }

  pooled(by, rows) {
    const pooled = new Map();
    this.factors.forEach((factor, at) => {
      if (!factor.condition || factor.codes.length === 0 || by.includes(at)) return;
      // Other files have other content.
      if (factor.name === 'audio_sha256' && pooled.has(this.factor('audio_file'))) return;
      const codes = new Set(rows.map((row) => factor.codes[row]));
      if (codes.size > 1) pooled.set(at, codes);
    });
    return pooled;
  }

  /** What was put together in a group, as text; values that have commas are quoted. */
  pooledText(group) {
    const most = 8;
    return [...group.pooled].map(([factor, codes]) => {
      const {name, values} = this.factors[factor];
      const shown = [...codes].slice(0, most).map((code) => {
        const value = values[code] === '' ? '-' : values[code];
        return /[, ]/.test(value) ? `"${value}"` : value;
      });
      return `${name} ${shown.join(', ')}${codes.size > most ? ` and ${codes.size - most} more` : ''}`;
    }).join('; ');
  }

  /** The mean error rate in a unit; null where the group has none in it. */
  errorRate(group, unit) {
    const at = this.numbers.findIndex((number) => number.name === (unit === 'word' ? 'wer_percent' : 'cer_percent'));
    return group.unit === unit && at >= 0 ? group.means[at] : null;
  }

  /** Whether any row is counted in a unit. */
  hasUnit(unit) {
    return this.data.units.values.includes(unit);
  }
}
