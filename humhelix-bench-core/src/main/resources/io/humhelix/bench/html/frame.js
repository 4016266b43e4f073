'use strict';

/**
 * What surrounds the parts: the visit's memory, messages to whoever does not see the page, copying,
 * the head, and the way from part to part.
 */

/** Names of chosen tabs by the id of their set; kept when the page renews itself. @type {Map<string, string>} */
HB.chosen = new Map();

/**
 * What is remembered for the visit. It lies in the history's entry, since storage is refused to
 * files in some browsers.
 */
HB.memory = {
  read() {
    try {
      return (history.state && history.state.humhelix) || {};
    } catch (e) {
      return {};
    }
  },
  keep(more) {
    try {
      history.replaceState({humhelix: {...HB.memory.read(), ...more}}, '');
    } catch (e) {
      // Then the next visit begins anew.
    }
  },
};

/** Says something to whoever does not see the page, and shows it for a moment. */
HB.say = (text) => {
  const status = document.getElementById('status');
  status.textContent = '';
  // A text that comes again is read again only if it changed in between.
  setTimeout(() => { status.textContent = text; }, 30);
  clearTimeout(HB.saying);
  HB.saying = setTimeout(() => { status.textContent = ''; }, 6000);
};

/**
 * Copies a text, and says what came of it.
 *
 * @param {string} text
 * @param {string} what it is, for the message: "12 rows as CSV"
 * @returns {Promise<boolean>} whether it was copied
 */
HB.copy = async (text, what) => {
  let copied = false;
  try {
    await navigator.clipboard.writeText(text);
    copied = true;
  } catch (e) {
    const area = HB.el('textarea', {'aria-hidden': 'true', class: 'unseen', tabindex: -1});
    area.value = text;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    try {
      copied = document.execCommand('copy');
    } catch (refused) {
      copied = false;
    }
    area.remove();
    if (before instanceof HTMLElement) before.focus();
  }
  HB.say(copied ? `Copied: ${what}.` : `The browser refused to copy ${what}. Select the text and copy it by hand.`);
  return copied;
};

/** Draws something; what goes wrong there is said there, and harms nothing else. */
HB.guarded = (host, draw) => {
  try {
    draw();
  } catch (e) {
    host.append(HB.el('p', {class: 'failed', role: 'alert'}, `This part could not be drawn: ${e && e.message ? e.message : e}`));
  }
};

/** The head of the page: what, when, where. */
HB.head = (report, setTheme) => {
  const about = report.about || {};
  return HB.el('header', {class: 'head'},
    HB.el('div', {class: 'title'},
      HB.el('h1', {}, report.title),
      HB.el('p', {class: 'about-line'}, HB.aboutLine(about))),
    HB.el('div', {class: 'buttons'},
      HB.el('button', {type: 'button', id: 'theme', onclick: () => setTheme(!HB.isDark(), true)}, 'Dark'),
      HB.el('button', {type: 'button', id: 'print', onclick: () => window.print()}, 'Print')));
};

HB.isDark = () => document.documentElement.dataset.theme === 'dark';

/** Which runs a part with pictures is of, where the averages are of more; empty where they are not. */
HB.newestAlone = (key, report) => {
  const pictures = ['speed_accuracy', 'latency_spread', 'latency_length', 'phases', 'memory', 'sequence'];
  const facts = report.summary && report.summary.facts;
  if (!facts || facts.pictured === 0 || facts.pictured >= facts.runs || !pictures.includes(key)) return '';
  const averages = `(averages above: ${facts.runs} runs).`;
  return facts.pictured === 1
    ? `Newest run only, ${facts.last === '' ? 'of an unknown day' : facts.last.slice(0, 10)} ${averages}`
    : `Newest run of each benchmark on each host only ${averages}`;
};

/** "3 results files · measured on rack7, desk · newest run 2026-11-05 10:02 UTC". */
HB.aboutLine = (about) => {
  const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  const some = (names) => names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
  const words = [];
  if (about.files > 0) words.push(count(about.files, 'results file'));
  if ((about.benchmarks || []).length > 1) words.push(`benchmarks ${some(about.benchmarks)}`);
  if ((about.hosts || []).length > 0) words.push(`measured on ${some(about.hosts)}`);
  if (about.newest) words.push(about.files > 1 ? `newest run ${about.newest} UTC` : `${about.newest} UTC`);
  if (about.made_at) words.push(`report made ${about.made_at} UTC`);
  return words.join(' · ');
};

/** What is wrong with the sources, before anything that is made from them. */
HB.notices = (about) => {
  const damages = (about && about.damages) || [];
  if (damages.length === 0) return null;
  return HB.el('section', {class: 'notice', 'aria-labelledby': 'notice-title'},
    HB.el('h2', {id: 'notice-title'}, damages.length === 1 ? 'Something of the results could not be read' : `${damages.length} things of the results could not be read`),
    HB.el('ul', {}, damages.map((damage) => HB.el('li', {}, damage))));
};

/** The links to the parts; the one that is read is marked: at its end, the last one of the page. */
HB.navigation = (parts, reach) => {
  const links = new Map(parts.map((part) => [part.id, HB.el('a', {href: `#${part.id}`, onclick: () => reach(part.id)}, part.title)]));
  const list = HB.el('ul', {}, [...links.values()].map((link) => HB.el('li', {}, link)));
  const mark = () => {
    let current = parts.length > 0 ? parts[0].id : null;
    const atTop = window.scrollY <= 0;
    const atEnd = !atTop && window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
    // On a tall screen, a third of it is several parts.
    const line = Math.min(window.innerHeight / 3, 160);
    for (const part of parts) {
      const section = document.getElementById(part.id);
      if (section && (atEnd || (!atTop && section.getBoundingClientRect().top < line))) current = part.id;
    }
    for (const [id, link] of links) {
      if (id === current) {
        if (link.getAttribute('aria-current') === 'true') continue;
        link.setAttribute('aria-current', 'true');
        const from = link.offsetLeft - list.offsetLeft;
        if (list.scrollWidth > list.clientWidth) list.scrollLeft = from - 24;
      } else {
        link.removeAttribute('aria-current');
      }
    }
  };
  let asked = false;
  window.addEventListener('scroll', () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      mark();
    });
  }, {passive: true});
  // Parts that are drawn later move those below them.
  HB.markPart = mark;
  setTimeout(mark, 0);
  return HB.el('nav', {class: 'parts', 'aria-label': 'Parts of the report'}, list);
};

/** The foot: whose work is in this file. */
HB.foot = (report) => HB.el('footer', {},
  HB.el('p', {}, 'Made by humhelix-bench. This file needs no network and sends nothing.'),
  HB.el('details', {class: 'licences', id: 'licences'}, HB.el('summary', {}, 'Licences of what this file contains'),
    (report.licences || []).flatMap((one) => [
      HB.el('h3', {}, `${one.name} ${one.version}, ${one.licence}`),
      HB.el('pre', {tabindex: 0, 'aria-label': `Licence of ${one.name}`}, one.text)])));
