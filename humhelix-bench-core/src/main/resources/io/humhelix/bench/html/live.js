'use strict';

/**
 * Renews the page while results are still coming: a file loads itself again after some seconds, a
 * served page when its server has a newer one. Nothing is lost by it: the place, the theme and the
 * chosen tabs stay, and whoever is reading, choosing or listening is not interrupted.
 */
HB.live = (report) => {
  const live = report.live;
  if (!live) return;
  let paused = HB.memory.read().paused === true;
  const text = HB.el('span', {id: 'live-text'});
  const button = HB.el('button', {type: 'button', id: 'live-pause', onclick: () => {
    paused = !paused;
    HB.memory.keep({paused});
    show();
  }});
  const show = (trouble) => {
    const state = live.running ? 'still running' : 'no run is going on';
    const how = paused ? 'renewal is paused' : live.poll ? 'renews itself when there is more' : `renews itself every ${live.seconds} s`;
    text.textContent = `As of ${live.as_of} UTC, ${state}; ${trouble || how}.`;
    button.textContent = paused ? 'Go on renewing' : 'Pause renewing';
  };
  document.querySelector('header.head').after(HB.el('p', {class: 'live', id: 'live'}, text, button));
  show();

  const busy = () => HB.printing || document.querySelector(':popover-open, dialog[open]') !== null
    || (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, textarea, select'))
    || String(window.getSelection()) !== ''
    || [...document.querySelectorAll('audio')].some((audio) => !audio.paused);
  const renew = () => {
    HB.memory.keep({scroll: window.scrollY, chosen: [...HB.chosen]});
    location.reload();
  };
  const look = async () => {
    if (paused || busy()) return;
    if (!live.poll) {
      renew();
      return;
    }
    try {
      const answer = await fetch('/version', {cache: 'no-store'});
      const version = (await answer.text()).trim();
      if (answer.ok && version !== live.version && !paused && !busy()) renew();
      else show();
    } catch (e) {
      show('the program that serves this page has ended');
    }
  };
  setInterval(look, live.seconds * 1000);
};
