'use strict';

/** From so many on, a list is chosen from instead of tabs. */
HB.MOST_TABS = 12;

/** Sets of tabs that print all of their panels. @type {{print: () => void, screen: () => void, host: HTMLElement}[]} */
HB.tabSets = [];

/** On paper so many panels of a set follow each other; the others are named. */
HB.MOST_PRINTED = 8;

/**
 * Tabs: one panel is shown at a time, drawn when it is first shown. Paper gets all panels.
 *
 * @param {HTMLElement} host
 * @param {string} label what is chosen
 * @param {string[]} names
 * @param {(panel: HTMLElement, name: string) => void} draw
 */
HB.tabs = (host, label, names, draw) => {
  const id = `tabs-${HB.tabsMade = (HB.tabsMade || 0) + 1}`;
  const panel = HB.el('div', {class: 'panel', id: `${id}-panel`});
  let chosen = Math.max(0, names.indexOf(HB.chosen.get(id)));

  const show = (at) => {
    chosen = at;
    if (at !== 0 || HB.chosen.has(id)) HB.chosen.set(id, names[at]);
    panel.replaceChildren();
    if (names.length > 1) panel.append(HB.el('h3', {class: 'on-paper'}, `${label}: ${names[at]}`));
    HB.guarded(panel, () => draw(panel, names[at]));
  };

  if (names.length > HB.MOST_TABS) {
    const list = HB.el('select', {id, onchange: () => show(list.selectedIndex)}, names.map((name) => HB.el('option', {}, name)));
    list.selectedIndex = chosen;
    host.append(HB.el('div', {class: 'tabs'}, HB.el('label', {for: id}, `${label} (${names.length})`), list));
  } else {
    panel.setAttribute('role', 'tabpanel');
    panel.tabIndex = 0;
    const buttons = names.map((name, at) => HB.el('button', {
      type: 'button', role: 'tab', id: `${id}-${at}`, 'aria-controls': `${id}-panel`,
      onclick: () => choose(at),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1}[event.key];
        if (to === undefined) return;
        event.preventDefault();
        choose((to + names.length) % names.length);
        buttons[(to + names.length) % names.length].focus();
      },
    }, name));
    const mark = (at) => {
      buttons.forEach((button, i) => {
        button.setAttribute('aria-selected', String(i === at));
        button.tabIndex = i === at ? 0 : -1;
      });
      panel.setAttribute('aria-labelledby', `${id}-${at}`);
    };
    const choose = (at) => {
      mark(at);
      show(at);
    };
    mark(chosen);
    host.append(HB.el('div', {class: 'tabs', role: 'tablist', 'aria-label': label}, buttons));
  }
  host.append(panel);
  show(chosen);

  let others = null;
  HB.tabSets.push({
    host,
    print() {
      if (others || names.length < 2) return;
      others = HB.el('div', {class: 'on-paper'});
      panel.after(others);
      const rest = names.map((_, at) => at).filter((at) => at !== chosen);
      for (const at of rest.slice(0, HB.MOST_PRINTED - 1)) {
        const paper = HB.el('div', {class: 'panel'}, HB.el('h3', {}, `${label}: ${names[at]}`));
        others.append(paper);
        HB.guarded(paper, () => draw(paper, names[at]));
      }
      const left = rest.slice(HB.MOST_PRINTED - 1);
      if (left.length > 0) others.append(HB.el('p', {}, `Not printed: ${left.map((at) => names[at]).join(', ')}. Choose one on the screen, then print.`));
    },
    screen() {
      if (others) others.remove();
      others = null;
    },
  });
};
