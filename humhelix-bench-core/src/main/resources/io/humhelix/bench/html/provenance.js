'use strict';

/** Where the numbers came from, and what repeats each run. */
HB.part({
  key: 'provenance',
  id: 'provenance',
  title: 'Where the numbers come from',
  render(host, data) {
    const MOST = 50;
    data.forEach((run, at) => {
      const panel = HB.el('div', {});
      show(panel, run);
      host.append(data.length === 1 ? panel : HB.el('details', {open: at === 0}, HB.el('summary', {}, HB.el('b', {}, run.name || run.run_id)), panel));
    });

    function show(panel, run) {
      panel.append(...[
        HB.el('h3', {}, `${run.name || 'Run'}, ${run.started_at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC').replace('Z', ' UTC')}`),
        facts([
          ['results file', run.file || 'none'], ['run', run.run_id], ['took', `${HB.number(run.duration_s)} s${run.cancelled ? ', not through' : ''}`],
          ['humhelix-bench', run.harness_version], ['seed', run.seed],
          ...Object.entries(run.host).map(([name, value]) => [name === 'name' ? 'host' : name, size(value)]),
          ...Object.entries(run.jvm).map(([name, value]) => [`JVM ${name}`, value || 'none']),
        ]),
        repeat(run),
        list('Engines', ['run config', 'engine', 'version', 'device', 'provider', 'numeric form', 'options'],
          run.engines.map((one) => [one.run_config, one.engine || `(${one.status})`, one.version, one.device, one.provider, one.compute_type, one.options])),
        list('Model files', ['file', 'size', 'SHA-256', 'systems'], run.models.map((one) => [one.file, `${HB.binarySize(one.bytes)} (${one.bytes} bytes)`, one.sha256, one.systems])),
        list('Audio', ['workload', 'clip', 'seconds', 'SHA-256 of the file', 'SHA-256 of the samples', 'resampler'],
          run.audio.map((one) => [one.workload, one.clip, one.seconds, one.sha256, one.samples_sha256, one.resampler])),
      ].filter((one) => one !== null));
    }

    function facts(all) {
      return HB.el('dl', {class: 'facts'}, all.flatMap(([name, value]) => [HB.el('dt', {}, name), HB.el('dd', {}, HB.el('bdi', {}, value))]));
    }

    /** The kernel says its memory in kB, which are 1024 bytes. */
    function size(text) {
      const found = /^(\d+) (kB|bytes)$/.exec(text);
      return found ? `${HB.binarySize(Number(found[1]) * (found[2] === 'kB' ? 1024 : 1))} (${text})` : text;
    }

    function list(title, head, rows) {
      if (!rows.length) return null;
      const box = HB.el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': title});
      const fill = (count) => box.replaceChildren(HB.plainTable(head, rows.slice(0, count).map((row) => row.map((cell) => cell === undefined ? null : cell))));
      fill(MOST);
      const more = rows.length <= MOST ? null : HB.el('button', {type: 'button', onclick: (/** @type {Event} */ event) => {
        fill(rows.length);
        /** @type {HTMLElement} */ (event.currentTarget).remove();
      }}, `Show all ${rows.length}`);
      return HB.el('details', {}, HB.el('summary', {}, `${title} (${rows.length})`), box, more);
    }

    function repeat(run) {
      const [definition, ...manifests] = run.files;
      return HB.el('div', {},
        HB.el('h3', {}, 'Repeat this run'),
        HB.el('p', {}, `Save ${manifests.length ? 'these files in one folder' : `this as ${definition.name}`}, then: `, HB.el('code', {}, run.command), ' ', copy('Copy all for a shell', shell(run))),
        run.files.map((file) => HB.el('details', {}, HB.el('summary', {}, file.name), copy(`Copy ${file.name}`, file.text), HB.el('pre', {class: 'definition', tabindex: 0, role: 'region', 'aria-label': file.name}, file.text))));
    }

    /** Writes the files and runs them; the end mark is a line that no file has. */
    function shell(run) {
      return run.files.map((file) => {
        let end = 'END_OF_FILE';
        while (file.text.split('\n').includes(end)) end += '_';
        return `cat > ${file.name} <<'${end}'\n${file.text.replace(/\n?$/, '\n')}${end}\n`;
      }).join('') + `${run.command}\n`;
    }

    function copy(label, text) {
      const told = HB.el('span', {class: 'copied', role: 'status'});
      const button = HB.el('button', {type: 'button', onclick: async () => {
        told.textContent = await HB.copy(text) ? 'Copied' : 'The browser does not allow it: select the text below';
      }}, label);
      return HB.el('span', {}, button, told);
    }
  },
});
