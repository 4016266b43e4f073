'use strict';

/** Largest memory of each fork, of whose processes it is known. */
HB.part({
  key: 'memory',
  id: 'memory',
  title: 'Memory',
  render(host, data, report) {
    HB.views(host, data.panels, 'Workload', (panel, view, has) => {
      const used = data.used.filter(has);
      const largest = (one) => Math.max(...one.mib);
      const total = new Map();
      for (const one of used) if (one.resident) total.set(one.entry, (total.get(one.entry) || 0) + largest(one));
      used.sort((one, other) => (total.get(one.entry) || 0) - (total.get(other.entry) || 0) || (one.entry < other.entry ? -1 : one.entry > other.entry ? 1 : Number(other.resident) - Number(one.resident)));
      const system = (one) => HB.systemName(HB.entry(report, one.entry));
      const whose = [...new Set(used.map((one) => one.whose))];
      const name = (one) => whose.length > 1 ? `${system(one)}: ${one.whose}` : system(one);
      HB.picture(panel, {
        id: 'memory-picture',
        title: `Memory, ${view.name}`,
        finding: view.finding,
        caption: `Each dot is the most of one fork, the bar ends at the most of all, from 0. ${whose.length === 1 ? `Memory of: ${whose[0]}.` : 'Whose memory it is stands at each row; a heap is a part of its process.'} MiB are 1 048 576 bytes. Memory of graphics cards is not in it.`,
        height: 84 + 30 * used.length,
        table: {
          head: ['System', 'Whose', 'Metric', 'Most of all forks MiB', 'By fork MiB'],
          rows: used.map((one) => [system(one), one.whose, one.metric, largest(one), one.mib.map((value) => HB.number(value)).join(', ')]),
        },
        option: (theme, width) => {
          const scale = HB.scale([0, ...used.map(largest)], {log: false, zero: true});
          const room = HB.rowRoom(used.map(name), width);
          return {
            grid: {left: room, right: 20, top: 8, bottom: 52},
            xAxis: HB.axis(scale, theme, 'MiB', 'x'),
            yAxis: HB.rowAxis(used.map(name), theme, room),
            tooltip: {
              renderMode: 'richText', confine: true, backgroundColor: theme.ground, borderColor: theme.line, textStyle: {color: theme.ink, fontSize: 12},
              formatter: (params) => {
                const one = used[params.dataIndex];
                const few = one.forks.slice(0, 10).map((fork, i) => `fork ${fork}: ${HB.number(one.mib[i])} MiB`);
                return `${system(one)}\n${one.whose}\n${few.join('\n')}${one.forks.length > 10 ? `\nand ${one.forks.length - 10} more` : ''}`;
              },
            },
            series: [
              HB.ticks(scale, theme, 'x'),
              {
                id: 'used', type: 'custom', z: 2,
                data: used.map((one, at) => [largest(one), at]),
                renderItem(params, api) {
                  const one = used[params.dataIndex];
                  const colour = HB.mark(HB.entry(report, one.entry).system, theme).colour;
                  const [, y] = api.coord([0, params.dataIndex]);
                  const x = (value) => api.coord([value, params.dataIndex])[0];
                  return {
                    type: 'group',
                    children: [
                      {type: 'rect', shape: {x: x(0), y: y - 7, width: x(largest(one)) - x(0), height: 14}, style: {fill: colour, opacity: one.resident ? 0.35 : 0.12}},
                      ...one.mib.map((value, i) => ({type: 'circle', shape: {cx: x(value), cy: y + (i % 3 - 1) * 3, r: 3.5}, style: {fill: one.resident ? colour : theme.ground, stroke: colour, lineWidth: 1}})),
                    ],
                  };
                },
              },
            ],
          };
        },
      });
      HB.notDrawn(panel, report, view.entries, true);
    });
    if (data.unmeasured.length > 0) {
      host.append(HB.el('p', {class: 'not-drawn'}, `Memory of the servers was not measured: ${data.unmeasured.join(', ')}. What was measured is their client's, which says nothing about them.`));
    }
  },
});
