'use strict';

/** The table of averages: by any columns, sorted, filtered, grouped, and copied. */
HB.part({
  key: 'means',
  id: 'means',
  title: 'Averages',
  render(host, data) {
    const table = new MeansTable(data);
    const view = new MeansView(host, table);
    const audio = table.factor('audio_file');
    const files = MeansView.inOrder(table.factors[audio].values, data.newest_audio);
    const all = 'all';
    const named = [...files.map((file) => (file === '' ? 'not stated' : file)), all];
    // hum-helix's old file alone: short enough to be seen whole at first.
    const most = 20;
    const short = table.factors[table.factor('system')].values.every((name) => name === '') && view.count(() => true) <= most;
    const names = short ? [all, ...named.slice(0, -1)] : named;
    const show = (panel, at) => {
      const file = short ? at - 1 : at;
      const code = file < 0 || file === files.length ? -1 : table.factors[audio].values.indexOf(files[file]);
      view.show(panel, (row) => code < 0 || table.code(audio, row) === code);
    };
    const mostTabs = 9;
    if (files.length === 1) {
      const panel = HB.el('div', {});
      host.append(panel);
      show(panel, short ? 0 : 1);
    } else if (names.length <= mostTabs && new Set(names).size === names.length) {
      HB.tabs(host, 'Audio', names, (panel, name) => show(panel, names.indexOf(name)));
    } else {
      const panel = HB.el('div', {});
      const select = HB.el('select', {onchange: () => show(panel, Number(select.value))},
        names.map((name, at) => HB.el('option', {value: at}, name)));
      host.append(HB.el('label', {class: 'means-select'}, 'Audio ', select), panel);
      show(panel, 0);
    }
  },
});

/** What the reader sees and chooses. */
class MeansView {
  static FOUR = ['total_transcription_time', 'inference_time', 'transcription_time', 'rtf'];

  /** hum-helix's two files come first; without them, what the newest run began with. */
  static inOrder(files, newest) {
    const known = ['5s.wav', '30s.wav'].filter((file) => files.includes(file));
    const first = known.length > 0 ? known : [newest].filter((file) => files.includes(file));
    const collator = new Intl.Collator('en', {numeric: true});
    return [...first, ...files.filter((file) => !first.includes(file)).sort(collator.compare)];
  }

  /**
   * @param {HTMLElement} host
   * @param {MeansTable} table
   */
  constructor(host, table) {
    this.host = host;
    this.table = table;
    this.narrow = window.matchMedia('(max-width: 699px)').matches;
    const hosts = table.factors[table.factor('host')].values;
    this.severalHosts = hosts.length > 1;
    this.by = new Set(['model', 'device', 'beam_size', 'audio_file', 'system'].map((name) => table.factor(name)));
    if (this.severalHosts) this.by.add(table.factor('host'));
    const load = table.factors[table.factor('scenario')].values.some((name) => name !== '' && name !== 'single-stream');
    // A mean over several loads is of none.
    if (load && table.factors[table.factor('run')].values.length > 1) this.by.add(table.factor('run'));
    /** Columns that the reader has shown (true) or hidden (false). @type {Map<string, boolean>} */
    this.chosen = new Map();
    this.groupBy = -1;
    this.element = HB.el('div', {id: 'means-table'});
    this.status = HB.el('p', {class: 'means-note', id: 'means-status', role: 'status'});
    this.notes = HB.el('div', {id: 'means-notes'});
    this.print = HB.el('div', {class: 'means-print'});
    this.columnMenu = HB.el('div', {class: 'menu'});
    this.groupSelect = HB.el('select', {id: 'means-group', onchange: () => this.setGroup(Number(this.groupSelect.value))});
    this.controls = this.makeControls();
    window.addEventListener('beforeprint', () => this.preparePrint());
  }

  makeControls() {
    const varied = this.table.factors.map((factor, at) => at).filter((at) => this.table.factors[at].codes.length > 0 || this.by.has(at));
    const hostAt = this.table.factor('host');
    const boxes = varied.map((at) => {
      const locked = at === hostAt && this.severalHosts;
      const box = HB.el('input', {type: 'checkbox', value: at, checked: this.by.has(at), disabled: locked, onchange: () => this.setBy(at, box.checked)});
      return HB.el('label', {}, box, ` ${this.table.factors[at].name}${locked ? ' (hosts are never put together)' : ''}`);
    });
    return HB.el('div', {class: 'means-controls'},
      HB.el('details', {id: 'means-by'}, HB.el('summary', {}, 'A row for each'), HB.el('div', {class: 'menu', role: 'group', 'aria-label': 'A row for each'}, boxes)),
      HB.el('details', {id: 'means-columns'}, HB.el('summary', {}, 'Columns'), this.columnMenu),
      HB.el('label', {}, 'Group rows by ', this.groupSelect),
      HB.el('button', {type: 'button', id: 'means-clear', onclick: () => this.grid.clearHeaderFilter()}, 'Clear filters'),
      HB.el('button', {type: 'button', id: 'means-csv', onclick: () => this.copy('CSV')}, 'Copy as CSV'),
      HB.el('button', {type: 'button', id: 'means-markdown', onclick: () => this.copy('Markdown')}, 'Copy as Markdown'));
  }

  /** Shows the rows of one tab. */
  show(panel, counts) {
    panel.append(this.controls, this.status, this.element, this.print, this.notes);
    this.counts = counts;
    this.build();
  }

  /** How many rows there are at first. */
  count(counts) {
    return this.table.groups([...this.by].sort((a, b) => a - b), counts).length;
  }

  setBy(factor, on) {
    if (on) this.by.add(factor);
    else this.by.delete(factor);
    // Who asks for a column wants to see it, though it may be the same in all rows.
    if (on) this.chosen.set(`f${factor}`, true);
    else this.chosen.delete(`f${factor}`);
    if (!this.by.has(this.groupBy)) this.groupBy = -1;
    this.build();
  }

  setGroup(factor) {
    this.groupBy = factor;
    this.grid.setGroupBy(factor < 0 ? false : (row) => row.group.codes[factor]);
  }

  /** Groups anew. The sort and the filters stay where their columns do. */
  build() {
    const kept = this.grid ? {sort: this.grid.getSorters().map((one) => ({column: one.field, dir: one.dir})), filters: this.grid.getHeaderFilters()} : {sort: [], filters: []};
    if (this.grid) this.grid.destroy();
    const by = [...this.by].sort((a, b) => a - b);
    this.rows = this.table.groups(by, this.counts).map((group) => this.row(group));
    this.columns = MeansColumns.of(this.table, by, this.rows, this.narrow, this.chosen);
    const fields = new Set(this.columns.map((column) => column.field));
    const most = 15;
    this.element.setAttribute('aria-busy', 'true');
    this.grid = new Tabulator(this.element, {
      data: this.rows,
      columns: this.columns.map((column) => column.definition),
      layout: 'fitDataFill',
      height: this.rows.length > most ? '520px' : undefined,
      nestedFieldSeparator: false,
      columnDefaults: {headerSortTristate: true, maxInitialWidth: this.narrow ? 170 : 280},
      initialSort: kept.sort.filter((one) => fields.has(one.column)),
      initialHeaderFilter: kept.filters.filter((one) => fields.has(one.field)),
      placeholder: HB.el('span', {}, 'No row passes the filters.'),
      groupBy: this.groupBy < 0 ? false : (row) => row.group.codes[this.groupBy],
      groupHeader: (code, count) => HB.el('span', {}, this.groupText(code, count)),
    });
    this.element.setAttribute('aria-label', 'Averages over the valid trials');
    this.grid.on('tableBuilt', () => this.makeAccessible());
    this.grid.on('dataFiltered', (filters, rows) => this.counted(rows.length));
    this.fillMenus(by);
    this.counted(this.rows.length);
    this.tellNotes(by);
  }

  /** @param {Group} group */
  row(group) {
    const row = {group, trials: group.trials, valid: group.valid, runs: group.runs};
    group.codes.forEach((code, at) => { row[`f${at}`] = code; });
    group.means.forEach((mean, at) => { row[`n${at}`] = mean; });
    row.wer = this.table.errorRate(group, 'word');
    row.cer = this.table.errorRate(group, 'character');
    row.pooled = this.table.pooledText(group);
    return row;
  }

  groupText(code, count) {
    const {name, values} = this.table.factors[this.groupBy];
    return `${name} ${values[code] === '' ? '-' : values[code]} (${count} ${count === 1 ? 'row' : 'rows'})`;
  }

  /** Once the table is built, which Tabulator does later: what it leaves out, as headers by keyboard. */
  makeAccessible() {
    this.element.removeAttribute('aria-busy');
    // Rows are in groups, and groups in the grid, without anything between.
    this.element.querySelector('.tabulator-header-contents').setAttribute('role', 'presentation');
    this.element.querySelector('.tabulator-tableholder').setAttribute('role', 'rowgroup');
    this.element.querySelector('.tabulator-table').setAttribute('role', 'presentation');
    for (const column of this.grid.getColumns()) {
      const head = column.getElement();
      head.tabIndex = 0;
      head.removeAttribute('aria-title');
      head.addEventListener('keydown', (event) => {
        if (event.target !== head || (event.key !== 'Enter' && event.key !== ' ')) return;
        event.preventDefault();
        const next = {none: 'asc', ascending: 'desc', descending: ''}[head.getAttribute('aria-sort')] ?? 'asc';
        if (next) this.grid.setSort(column.getField(), next);
        else this.grid.clearSort();
      });
    }
  }

  counted(count) {
    this.element.setAttribute('aria-rowcount', String(count + 1));
    const total = this.rows.length;
    const rows = `${total} ${total === 1 ? 'row' : 'rows'}`;
    this.status.textContent = count === total ? rows : `${count} of ${rows} pass the filters`;
  }

  fillMenus(by) {
    this.columnMenu.replaceChildren(HB.el('div', {role: 'group', 'aria-label': 'Columns'}, this.columns.map((column) => {
      const box = HB.el('input', {type: 'checkbox', value: column.field, checked: column.definition.visible, onchange: () => {
        this.chosen.set(column.field, box.checked);
        column.definition.visible = box.checked;
        if (box.checked) this.grid.showColumn(column.field);
        else this.grid.hideColumn(column.field);
      }});
      return HB.el('label', {}, box, ` ${column.name}`);
    })));
    this.groupSelect.replaceChildren(HB.el('option', {value: -1}, 'nothing'),
      ...by.map((at) => HB.el('option', {value: at, selected: at === this.groupBy}, this.table.factors[at].name)));
  }

  tellNotes(by) {
    const notes = [];
    const tell = (text, kind) => notes.push(HB.el('p', {class: `means-note ${kind || ''}`}, text));
    const same = by.filter((at) => this.rows.length > 1 && new Set(this.rows.map((row) => row.group.codes[at])).size === 1)
      .map((at) => [this.table.factors[at].name, this.table.factors[at].values[this.rows[0].group.codes[at]]])
      .filter(([, value]) => value !== '').map(([name, value]) => `${name} ${value}`);
    if (same.length > 0) tell(`Same for all rows: ${same.join('; ')}.`);
    const pooled = this.rows.filter((row) => row.pooled !== '');
    if (pooled.length > 0) {
      const names = new Set(pooled.flatMap((row) => [...row.group.pooled.keys()].map((at) => this.table.factors[at].name)));
      tell(`${pooled.length} of ${this.rows.length} rows are means over several values of ${[...names].join(', ')}: column "over several" has them. Choose these under "A row for each" to see them apart.`, 'warn');
    }
    tell('Arithmetic means over valid trials, in seconds. total_transcription_time: inference_time + transcription_time. rtf: total_transcription_time / audio_duration. Filters take part of a text, or a number such as <0.1 or >=5.');
    if (this.rows.some((row) => row.group.unit === 'mixed')) tell('No error rate of rows that hold words and characters: add workload or run to see them apart.', 'warn');
    if (this.rows.some((row) => row.group.unit === 'unknown')) tell('No error rate where files do not say whether words or characters decide.', 'warn');
    if (this.table.data.left_out.length > 0) tell(`Not in this page, since it would be too long: ${this.table.data.left_out.join(', ')}. "humhelix-bench show --metrics" has them.`);
    this.notes.replaceChildren(...notes);
  }

  /** Columns that are shown, and rows in their order. */
  shown() {
    return {columns: this.columns.filter((column) => column.definition.visible), rows: this.grid.getRows('active').map((row) => row.getData())};
  }

  async copy(form) {
    const {rows} = this.shown();
    const columns = this.columns.filter((column) => column.definition.visible || column.isSame);
    const text = form === 'CSV' ? MeansColumns.csv(columns, rows) : MeansColumns.markdown(columns, rows);
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = `Copied ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} as ${form}.`;
    } catch (refused) {
      const area = HB.el('textarea', {readonly: true, 'aria-label': `The table as ${form}`});
      area.value = text;
      const dialog = HB.el('dialog', {class: 'copy', 'aria-label': `The table as ${form}`},
        HB.el('p', {}, 'The browser does not let this page copy. The text is selected: copy it with Ctrl+C or ⌘C.'), area,
        HB.el('button', {type: 'button', onclick: () => dialog.close()}, 'Close'));
      dialog.addEventListener('close', () => dialog.remove());
      this.host.append(dialog);
      dialog.showModal();
      area.focus();
      area.select();
    }
  }

  preparePrint() {
    const most = 500;
    const {columns, rows} = this.shown();
    this.print.replaceChildren(
      HB.plainTable(columns.map((column) => column.name), rows.slice(0, most).map((row) => columns.map((column) => column.cell(row)))));
    if (rows.length > most) this.print.append(HB.el('p', {}, `${rows.length - most} more rows are in the page, and not printed.`));
  }
}
