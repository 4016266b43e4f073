'use strict';

/**
 * The columns of the table of averages.
 *
 * @typedef {Object} MeansColumn
 * @property {string} field of the rows
 * @property {string} name its heading
 * @property {boolean} numeric
 * @property {(row: any) => string|number|null} cell
 * @property {boolean} [isSame] whether it is not shown since all rows have the same; copies have it
 * @property {Object} definition for Tabulator
 */
const MeansColumns = {
  /**
   * @param {MeansTable} table
   * @param {number[]} by factors
   * @param {any[]} rows
   * @param {boolean} narrow whether there is room for a few only
   * @param {Map<string, boolean>} chosen what the reader has shown or hidden
   * @returns {MeansColumn[]}
   */
  of(table, by, rows, narrow, chosen) {
    // What all rows have in common is told below the table.
    const differing = by.filter((at) => new Set(rows.map((row) => row.group.codes[at])).size > 1);
    const keys = narrow || differing.length === 0 ? MeansColumns.telling(table, by, rows) : differing;
    const columns = [];
    for (const at of by) {
      const {name, values} = table.factors[at];
      columns.push(MeansColumns.text(`f${at}`, name, (row) => values[row.group.codes[at]], keys.includes(at), (a, b) => table.ranks[at][a] - table.ranks[at][b]));
    }
    const number = (field, name, visible) => columns.push(MeansColumns.number(field, name, visible, narrow));
    const four = MeansView.FOUR.map((name) => table.numbers.findIndex((one) => one.name === name));
    four.forEach((at) => number(`n${at}`, table.numbers[at].name, !narrow || table.numbers[at].name === 'rtf'));
    if (table.hasUnit('word')) number('wer', 'WER %', true);
    if (table.hasUnit('character')) number('cer', 'CER %', true);
    number('trials', 'trials', !narrow);
    number('valid', 'valid', !narrow);
    number('runs', 'runs', false);
    columns.push(MeansColumns.text('pooled', 'over several', (row) => row.pooled, !narrow && rows.some((row) => row.pooled !== '')));
    table.numbers.forEach((one, at) => {
      if (!four.includes(at) && one.name !== 'wer_percent' && one.name !== 'cer_percent') number(`n${at}`, one.name, false);
    });
    for (const column of columns) {
      column.isSame = !narrow && by.some((at) => column.field === `f${at}`) && !column.definition.visible;
      // A column without anything in it is not worth its width; the menu has it.
      const said = rows.some((row) => ![null, undefined, ''].includes(column.cell(row)));
      if (rows.length > 0 && !said) column.definition.visible = false;
      if (chosen.has(column.field)) column.isSame = false;
      if (chosen.has(column.field)) column.definition.visible = chosen.get(column.field);
    }
    return columns;
  },

  /** The fewest keys that tell the rows apart, as far as two can; the system first. */
  telling(table, by, rows) {
    const likely = ['system', 'model', 'audio_file', 'host'].map((name) => table.factor(name)).filter((at) => by.includes(at));
    const found = [];
    let apart = 1;
    for (const at of [...likely, ...by.filter((one) => !likely.includes(one))]) {
      const kinds = new Set(rows.map((row) => [...found, at].map((one) => row.group.codes[one]).join())).size;
      if (kinds > apart && found.length < 2) {
        found.push(at);
        apart = kinds;
      }
    }
    const stated = likely.filter((at) => rows.some((row) => table.factors[at].values[row.group.codes[at]] !== ''));
    return found.length > 0 ? found : stated.slice(0, 1);
  },

  heading(name) {
    // A long name breaks after its underscores.
    return HB.el('span', {}, name.split(/(?<=_)/).flatMap((part, at) => (at === 0 ? [part] : [HB.el('wbr', {}), part])));
  },

  text(field, name, value, visible, order) {
    return {
      field,
      name,
      numeric: false,
      cell: value,
      definition: {
        ...MeansColumns.common(field, name, visible),
        sorter: order || 'string',
        formatter: (cell) => {
          const text = value(cell.getRow().getData());
          return HB.el('span', {title: text}, text === '' ? '-' : text);
        },
        headerFilterFunc: (wanted, any, row) => value(row).toLowerCase().includes(String(wanted).toLowerCase()),
      },
    };
  },

  number(field, name, visible, narrow) {
    const digits = 4;
    return {
      field,
      name,
      numeric: true,
      cell: (row) => row[field],
      definition: {
        ...MeansColumns.common(field, name, visible),
        cssClass: 'number',
        width: name.length > 10 ? 140 : narrow ? 74 : 80,
        hozAlign: 'right',
        sorter: (a, b, any, other, column, dir) => {
          // What has no number comes last, whatever the order.
          if (a === null || b === null) return (a === null) - (b === null) === 0 ? 0 : ((a === null) - (b === null)) * (dir === 'asc' ? 1 : -1);
          return a - b;
        },
        formatter: (cell) => {
          const value = cell.getValue();
          return HB.el('span', {title: value === null ? null : value}, Number.isInteger(value) ? value : HB.number(value, digits));
        },
        headerFilterFunc: (wanted, value, row) => MeansColumns.passes(wanted, value),
      },
    };
  },

  common(field, name, visible) {
    return {
      field,
      title: '',
      titleFormatter: () => MeansColumns.heading(/_time$/.test(name) ? `${name} s` : name),
      visible,
      minWidth: 64,
      headerFilter: (cell, rendered, success) => MeansColumns.filter(field, name, success, cell),
      headerFilterLiveFilter: false,
    };
  },

  /** A field for a filter, which says when it is none. */
  filter(field, name, success, cell) {
    const numeric = !field.startsWith('f') && field !== 'pooled';
    const input = HB.el('input', {type: 'search', 'aria-label': `Filter ${name}`, autocomplete: 'off'});
    input.value = cell.getValue() || '';
    input.style.width = '100%';
    input.addEventListener('input', () => {
      const wrong = numeric && input.value.trim() !== '' && MeansColumns.bound(input.value) === null;
      if (wrong) {
        input.setAttribute('aria-invalid', 'true');
        input.title = 'A number, or one of < <= > >= = and a number; until then, all rows pass';
      } else {
        input.removeAttribute('aria-invalid');
        input.removeAttribute('title');
      }
      success(input.value);
    });
    input.addEventListener('keydown', (event) => event.stopPropagation());
    return input;
  },

  /** @returns {{sign: string, number: number}|null} */
  bound(text) {
    const parts = /^\s*(<=|>=|<|>|=)?\s*(-?\d*\.?\d+(?:[eE][-+]?\d+)?)\s*$/.exec(String(text));
    return parts ? {sign: parts[1] || '=', number: Number(parts[2])} : null;
  },

  /** Whether a number passes a filter; one that is no filter lets all pass. */
  passes(wanted, value) {
    const bound = MeansColumns.bound(wanted);
    if (bound === null) return true;
    if (value === null) return false;
    switch (bound.sign) {
      case '<': return value < bound.number;
      case '<=': return value <= bound.number;
      case '>': return value > bound.number;
      case '>=': return value >= bound.number;
      // What is shown is what people type.
      default: return value === bound.number || HB.number(value) === HB.number(bound.number);
    }
  },

  /** All digits; a text that a spreadsheet would take for a formula gets an apostrophe, as in exports. */
  csv(columns, rows) {
    const cell = (value) => {
      if (value === null) return '';
      if (typeof value === 'number') return String(value);
      const text = /^'*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
      return /[\u0000-\u001f,;"]|^\s|\s$|^'/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return [columns.map((column) => cell(column.name)), ...rows.map((row) => columns.map((column) => cell(column.cell(row))))]
      .map((line) => `${line.join(',')}\n`).join('');
  },

  /** As it is shown. What could be mark-up, a mention or a link becomes entities. */
  markdown(columns, rows) {
    const cell = (value) => {
      if (value === null || value === '') return '-';
      if (typeof value === 'number') return Number.isInteger(value) ? String(value) : HB.number(value);
      return value.replace(/[\u0000-\u001f\u007f]+/g, ' ').replace(/[\\`*{}[\]<>()#+!|&~@:$"'=^]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (sign) => `&#${sign.codePointAt(0)};`);
    };
    const line = (cells) => `| ${cells.join(' | ')} |\n`;
    return line(columns.map((column) => cell(column.name)))
      + line(columns.map((column) => (column.numeric ? '---:' : '---')))
      + rows.map((row) => line(columns.map((column) => cell(column.cell(row))))).join('');
  },
};
