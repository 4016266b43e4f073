'use strict';

/** Model load, the cold first call, and the same clip later. */
HB.part({
  key: 'phases',
  id: 'phases',
  title: 'Start-up: model load and first call',
  render(host, data, report) {
    const KINDS = [['load', 'Model load'], ['first_call', 'First call (cold)'], ['same_clip', 'The same clip later']];
    /** Which mark is which, in the ink of the text, since the colour is the system's. */
    const key = (log) => HB.el('ul', {class: 'legend phases-key'}, KINDS.map(([, words], at) => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const [shape, its] = log
        ? [['rect', {x: 2, y: 2, width: 10, height: 10}], ['path', {d: 'M7 2 12 12H2Z'}], ['circle', {cx: 7, cy: 7, r: 5}]][at]
        : ['rect', {x: 0.5, y: 2, width: 13, height: 10, 'fill-opacity': [0.35, 0.65, 1][at]}];
      const drawn = document.createElementNS('http://www.w3.org/2000/svg', shape);
      for (const [name, value] of Object.entries({...its, fill: log && at < 2 ? 'none' : 'currentColor', stroke: 'currentColor', 'stroke-width': log ? 2 : 1})) drawn.setAttribute(name, String(value));
      for (const [name, value] of Object.entries({viewBox: '0 0 14 14', width: 14, height: 14, 'aria-hidden': true})) svg.setAttribute(name, String(value));
      svg.append(drawn);
      return HB.el('li', {}, svg, HB.el('span', {}, `${words}${['', '', ' (measured trials)'][at]}`));
    }));
    HB.views(host, data.panels, 'Workload', (panel, view, has) => {
      const sum = (one) => (one.load.point || 0) + (one.first_call.point || 0);
      const costs = data.costs.filter(has).sort((one, other) => sum(one) - sum(other));
      const name = (one) => HB.systemName(HB.entry(report, one.entry));
      const levels = costs.flatMap((one) => KINDS.map(([kind]) => one[kind]).filter((level) => level.point !== null));
      const points = levels.map((level) => level.point).filter((value) => value > 0);
      // A bar has no honest length on a logarithmic axis, and none that can be seen on a linear one.
      const log = Math.max(...points) > 30 * Math.min(...points);
      /** A bar with a cap at each end, or an arrow where it goes on beyond the axis. */
      const interval = (level, x, y, colour) => {
        const [low, high] = HB.ends(level);
        const [from, to] = [x(Math.max(low, least)), x(Math.min(high, most))];
        const arrow = (at, by) => ({type: 'polyline', shape: {points: [[at + by, y - 4], [at, y], [at + by, y + 4]]}, style: {stroke: colour, lineWidth: 1.5, fill: 'transparent'}});
        return [...HB.bar([from, y], [to, y], colour, [low >= least, high <= most]), ...(low < least ? [arrow(from, 5)] : []), ...(high > most ? [arrow(to, -5)] : [])];
      };
      // One system of few forks with an interval of many times its times would leave the others no room.
      const most = 3 * Math.max(...points);
      const least = log ? Math.min(...points) / 3 : 0;
      const cut = levels.some((level) => HB.ends(level)[0] < least || HB.ends(level)[1] > most);
      HB.picture(panel, {
        id: 'phases-picture',
        title: `Start-up, ${view.name}`,
        finding: view.finding,
        caption: `Each system, from the top: model load, the first call on the freshly loaded model, and later calls of that same clip. ${log ? 'Dots on a logarithmic axis, since the times differ too much for bars' : 'Bars from 0'}; lines: 95 % intervals over forks.${cut ? ' An arrow: the interval goes on beyond the axis; the numbers have its end.' : ''}`,
        height: 84 + 54 * costs.length,
        table: {
          head: ['System', 'Model load s', 'First call s', 'The same clip later s', 'Median latency, all clips s'],
          rows: costs.map((one) => [name(one), HB.level(one.load), HB.level(one.first_call), HB.level(one.same_clip), HB.level(one.steady)]),
        },
        option: (theme, width) => {
          const scale = HB.scale(levels.flatMap((level) => [level.point, ...HB.ends(level).map((end) => Math.max(least, Math.min(end, most)))]), {log, zero: !log});
          const room = HB.rowRoom(costs.map(name), width);
          return {
            grid: {left: room, right: 20, top: 8, bottom: 52},
            xAxis: HB.axis(scale, theme, `Seconds${log ? ', logarithmic' : ''}`, 'x'),
            yAxis: HB.rowAxis(costs.map(name), theme, room),
            tooltip: {
              renderMode: 'richText', confine: true, backgroundColor: theme.ground, borderColor: theme.line, textStyle: {color: theme.ink, fontSize: 12},
              formatter: (params) => `${name(costs[params.dataIndex])}\n${KINDS.map(([kind, words]) => `${words}: ${HB.level(costs[params.dataIndex][kind])} s`).join('\n')}`,
            },
            series: [
              HB.ticks(scale, theme, 'x'),
              {
                id: 'costs', type: 'custom', z: 2,
                data: costs.map((one, at) => [scale.to(one.load.point || one.first_call.point), at]),
                renderItem(params, api) {
                  const one = costs[params.dataIndex];
                  const colour = HB.mark(HB.entry(report, one.entry).system, theme).colour;
                  const middle = api.coord([0, params.dataIndex])[1];
                  const children = [];
                  KINDS.forEach(([kind], i) => {
                    const level = one[kind];
                    if (level.point === null) return;
                    const x = (value) => api.coord([scale.to(value), params.dataIndex])[0];
                    const y = middle + (i - 1) * 15;
                    const opacity = [0.35, 0.65, 1][i];
                    if (log) {
                      const shape = [{type: 'rect', shape: {x: x(level.point) - 5, y: y - 5, width: 10, height: 10}}, {type: 'polygon', shape: {points: [[x(level.point), y - 6], [x(level.point) + 6, y + 5], [x(level.point) - 6, y + 5]]}}, {type: 'circle', shape: {cx: x(level.point), cy: y, r: 5}}][i];
                      if (level.low !== null) children.push(...interval(level, x, y, colour));
                      children.push({...shape, style: {fill: i === 2 ? colour : theme.ground, stroke: colour, lineWidth: 2}});
                    } else {
                      const zero = x(0);
                      children.push({type: 'rect', shape: {x: zero, y: y - 6, width: x(level.point) - zero, height: 12}, style: {fill: colour, opacity}});
                      children.push({type: 'rect', shape: {x: zero, y: y - 6, width: x(level.point) - zero, height: 12}, style: {fill: 'transparent', stroke: colour, lineWidth: 1}});
                      if (level.low !== null) children.push(...interval(level, x, y, theme.ink));
                    }
                  });
                  return {type: 'group', children};
                },
              },
            ],
          };
        },
      });
      panel.querySelector('.canvas').after(key(log));
      HB.notDrawn(panel, report, view.entries, true);
    });
    if (data.running.length > 0) {
      host.append(HB.el('p', {class: 'not-drawn'}, `Start-up of the servers was not measured, since they were running before they were called: ${data.running.join(', ')}.`));
    }
  },
});
