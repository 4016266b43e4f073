'use strict';

/** Puts the parts in their order, and follows theme and print. */
(async () => {
  const root = document.getElementById('report');
  if (typeof DecompressionStream === 'undefined') {
    root.replaceChildren(HB.el('p', {class: 'failed', role: 'alert'}, 'This browser is too old for this report: it cannot unpack the data. Open the file in Chrome or Edge 80, Firefox 113, Safari 16.4, or newer.'));
    return;
  }
  let report;
  try {
    report = await HB.data();
  } catch (e) {
    root.replaceChildren(HB.el('p', {class: 'failed', role: 'alert'}, `The data of this report cannot be read; the file was cut or changed on its way. Fetch it, or make it, again. (${e.message})`));
    return;
  }
  report.entries = report.entries || [];
  report.entryByKey = new Map(report.entries.map((entry) => [entry.key, entry]));
  report.hosts = [...new Set(report.entries.map((entry) => entry.host))];
  HB.systems = [...new Set(report.entries.map((entry) => entry.system))];

  const memory = HB.memory.read();
  HB.chosen = new Map(memory.chosen || []);
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const setTheme = (dark, chosen) => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    const button = document.getElementById('theme');
    if (button) {
      button.textContent = dark ? 'Light' : 'Dark';
      button.setAttribute('aria-label', dark ? 'Switch to light colours' : 'Switch to dark colours');
    }
    if (chosen) HB.memory.keep({theme: dark ? 'dark' : 'light'});
    HB.redraw();
    document.dispatchEvent(new CustomEvent('hb-theme'));
  };
  system.addEventListener('change', (event) => {
    if (!HB.memory.read().theme) setTheme(event.matches, false);
  });

  const shown = HB.parts.filter((part) => report[part.key] !== undefined && report[part.key] !== null);
  /** Parts that are not drawn yet. @type {Map<string, () => void>} */
  const waiting = new Map();
  const reach = (id) => {
    // What stands above keeps its height only when it is drawn.
    for (const [other, draw] of [...waiting]) {
      draw();
      if (other === id) break;
    }
  };
  const main = HB.el('main', {id: 'main', tabindex: -1});
  for (const part of shown) {
    const section = HB.el('section', {class: 'part waiting', id: part.id, 'aria-labelledby': `${part.id}-title`}, HB.el('h2', {id: `${part.id}-title`}, part.title));
    waiting.set(part.id, () => {
      waiting.delete(part.id);
      section.classList.remove('waiting');
      const newest = HB.newestAlone(part.key, report);
      if (newest !== '') section.append(HB.el('p', {class: 'newest-alone'}, newest));
      HB.guarded(section, () => part.render(section, report[part.key], report));
    });
    main.append(section);
  }
  if (shown.length === 0) main.append(HB.el('p', {class: 'failed'}, 'These results have nothing that can be shown.'));
  const notices = HB.notices(report.about);
  if (notices) main.prepend(notices);
  root.replaceChildren(
    HB.el('a', {class: 'skip', href: '#main'}, 'Skip to the results'),
    HB.head(report, setTheme),
    ...(shown.length > 1 ? [HB.navigation(shown, reach)] : []),
    main,
    HB.foot(report),
    HB.el('div', {id: 'status', class: 'status', role: 'status', 'aria-live': 'polite'}));
  root.classList.toggle('single', shown.length < 2);
  setTheme(memory.theme ? memory.theme === 'dark' : system.matches, false);

  const all = () => reach(null);
  let unfolded = [];
  window.addEventListener('beforeprint', () => {
    if (HB.printing) return;
    all();
    HB.printing = true;
    document.documentElement.dataset.printing = 'true';
    unfolded = [...document.querySelectorAll('details[data-print]:not([open])')];
    unfolded.forEach((details) => { details.open = true; });
    HB.tabSets = HB.tabSets.filter((set) => set.host.isConnected);
    [...HB.tabSets].forEach((set) => set.print());
    HB.redraw();
  });
  window.addEventListener('afterprint', () => {
    HB.printing = false;
    delete document.documentElement.dataset.printing;
    unfolded.forEach((details) => { details.open = false; });
    HB.tabSets.forEach((set) => set.screen());
    HB.tabSets = HB.tabSets.filter((set) => set.host.isConnected);
    HB.redraw();
  });

  // What is on the first screen comes first; the rest part by part, so that the page answers meanwhile.
  for (const [id, draw] of [...waiting]) {
    if (document.getElementById(id).getBoundingClientRect().top > window.innerHeight) break;
    draw();
  }
  document.documentElement.dataset.interactive = 'true';
  while (waiting.size > 0) {
    await new Promise((next) => setTimeout(next, 0));
    if (waiting.size > 0) waiting.values().next().value();
  }
  HB.live(report);
  // Tables are built later than they are asked for; a place on the page is right only after that.
  while (document.querySelector('[aria-busy="true"]')) await new Promise((next) => setTimeout(next, 5));
  if (typeof memory.scroll === 'number') {
    window.scrollTo(0, memory.scroll);
    HB.memory.keep({scroll: null});
  } else if (location.hash.length > 1) {
    const target = document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  }
  if (HB.markPart) HB.markPart();
  document.documentElement.dataset.ready = 'true';
})();
