'use strict';

/**
 * One of several: tabs, or a list where it has groups or its names are long. The panel is drawn
 * again for each choice.
 *
 * @param {HTMLElement} host
 * @param {string} label what is chosen
 * @param {{name: string, group?: string}[]} items in their order; names may be equal
 * @param {(panel: HTMLElement, at: number) => void} draw
 * @param {boolean} [asList] whether it is a list however few there are
 */
HB.choice = (host, label, items, draw, asList = false) => {
  if (items.length === 1) {
    const only = HB.el('div', {class: 'panel'});
    host.append(only);
    draw(only, 0);
    return;
  }
  // A name is any text of a definition, and what was chosen is known by it.
  const names = items.map((item, at) => (items.findIndex((one) => one.name === item.name) === at ? item.name : `${item.name} (${at + 1})`));
  if (!asList) {
    HB.tabs(host, label, names, (panel, name) => draw(panel, names.indexOf(name)));
    return;
  }
  const id = `choice-${HB.choicesMade = (HB.choicesMade || 0) + 1}`;
  const panel = HB.el('div', {class: 'panel', 'aria-live': 'polite'});
  const groups = [...new Set(items.map((item) => item.group || ''))];
  const options = (group) => items.flatMap((item, at) => ((item.group || '') === group ? [HB.el('option', {value: at}, names[at])] : []));
  const show = (at) => {
    panel.replaceChildren(HB.el('h3', {class: 'on-paper'}, `${label}: ${names[at]}`));
    HB.guarded(panel, () => draw(panel, at));
  };
  const list = HB.el('select', {
    id,
    onchange: () => {
      HB.chosen.set(id, names[list.value]);
      show(Number(list.value));
    },
  }, groups.flatMap((group) => (group ? [HB.el('optgroup', {label: group}, options(group))] : options(group))));
  const first = Math.max(0, names.indexOf(HB.chosen.get(id)));
  list.value = String(first);
  host.append(HB.el('div', {class: 'tabs choice'}, HB.el('label', {for: id}, `${label} (${items.length})`), list), panel);
  show(first);
};

/** A text in lines of so many signs, for tooltips, which do not wrap. */
HB.wrapped = (text, width = 56) => {
  const lines = [''];
  for (const word of String(text).split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join('\n');
};

/** A name that leaves room for others. */
HB.short = (name, most) => (name.length > most ? `${name.slice(0, Math.max(1, most - 1))}…` : name);

/** "1 fork", "2 forks". */
HB.count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** A number as people write it where digits need no sealing: 1, not 1.00. */
HB.plain = (value, digits = 3) => (value === null || !Number.isFinite(value) ? '-' : HB.number(value, digits).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''));
