'use strict';

/** Puts the parts in their order, and follows theme and print. */
(async () => {
  const report = await HB.data();
  report.entryByKey = new Map(report.entries.map((entry) => [entry.key, entry]));
  report.hosts = [...new Set(report.entries.map((entry) => entry.host))];
  HB.systems = [...new Set(report.entries.map((entry) => entry.system))];

  const chosen = window.matchMedia('(prefers-color-scheme: dark)');
  const setTheme = (dark) => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    HB.pictures.forEach((picture) => picture.redraw(false));
  };
  setTheme(chosen.matches);
  chosen.addEventListener('change', (event) => setTheme(event.matches));

  const shown = HB.parts.filter((part) => report[part.key] !== undefined);
  const root = document.getElementById('report');
  root.append(
    HB.el('header', {},
      HB.el('h1', {}, report.title),
      HB.el('div', {class: 'buttons'},
        HB.el('button', {type: 'button', id: 'theme', onclick: () => setTheme(document.documentElement.dataset.theme !== 'dark')}, 'Dark / light'),
        HB.el('button', {type: 'button', id: 'print', onclick: () => window.print()}, 'Print'))),
    HB.el('nav', {'aria-label': 'Parts'}, HB.el('ul', {}, shown.map((part) => HB.el('li', {}, HB.el('a', {href: `#${part.id}`}, part.title))))));
  const main = HB.el('main', {});
  root.append(main);
  for (const part of shown) {
    const section = HB.el('section', {id: part.id, 'aria-labelledby': `${part.id}-title`}, HB.el('h2', {id: `${part.id}-title`}, part.title));
    main.append(section);
    part.render(section, report[part.key], report);
  }
  window.addEventListener('beforeprint', () => {
    HB.printing = true;
    HB.pictures.forEach((picture) => picture.redraw(true));
  });
  window.addEventListener('afterprint', () => {
    HB.printing = false;
    HB.pictures.forEach((picture) => picture.redraw(false));
  });
  document.documentElement.dataset.ready = 'true';
})();
