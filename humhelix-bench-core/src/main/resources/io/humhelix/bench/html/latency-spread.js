'use strict';

/** How latencies are spread: a box a system, or every call where there are few. */
HB.part({
  key: 'latency_spread',
  id: 'latency-spread',
  title: 'Spread of latencies',
  render(host, data, report) {
    HB.views(host, data.panels, 'Workload', (panel, view, has) => {
      const spreads = data.spreads.filter(has).sort((one, other) => one.median - other.median);
      const name = (one) => HB.systemName(HB.entry(report, one.entry));
      const boxed = spreads.some((one) => one.low !== null);
      const thinned = spreads.filter((one) => one.low !== null && one.beyond > one.shown.length).map((one) => `${name(one)} ${one.shown.length} of ${one.beyond}`);
      const values = spreads.flatMap((one) => [one.slowest, one.median, one.low, one.high, ...one.shown].filter((value) => value !== null));
      const log = Math.max(...values) > 10 * Math.min(...values.filter((value) => value > 0));
      HB.picture(panel, {
        id: 'latency-spread-picture',
        title: `Spread of latencies, ${view.name}`,
        finding: view.finding,
        caption: `${boxed ? 'Box: the middle half of the calls, with the median; whiskers: 5th and 95th percentile; dots: calls beyond these. ' : ''}${spreads.some((one) => one.low === null) ? 'With fewer than 20 calls, each is a dot, and the line is the median. ' : ''}All calls of valid trials, of clips of all lengths.${log ? ' The axis is logarithmic.' : ''}${thinned.length > 0 ? ` Evenly chosen dots beyond the whiskers: ${thinned.join(', ')}.` : ''}`,
        height: 84 + 34 * spreads.length,
        table: {
          head: ['System', 'Calls', '5th percentile s', '25th', 'Median s', '75th', '95th percentile s', 'Slowest s'],
          rows: spreads.map((one) => [name(one), String(one.calls), one.low, one.first_quartile, one.median, one.third_quartile, one.high, one.slowest]),
        },
        option: (theme, width) => {
          const scale = HB.scale(values, {log, zero: !log});
          const room = HB.rowRoom(spreads.map(name), width);
          return {
            grid: {left: room, right: 20, top: 8, bottom: 52},
            xAxis: HB.axis(scale, theme, `Latency in seconds${log ? ', logarithmic' : ''}`, 'x'),
            yAxis: HB.rowAxis(spreads.map(name), theme, room),
            tooltip: {
              renderMode: 'richText', confine: true, backgroundColor: theme.ground, borderColor: theme.line, textStyle: {color: theme.ink, fontSize: 12},
              formatter: (params) => {
                const one = spreads[params.dataIndex];
                return `${name(one)}, ${one.calls} calls\nmedian ${HB.number(one.median)} s\n${one.low === null ? '' : `middle half ${HB.number(one.first_quartile)} to ${HB.number(one.third_quartile)} s\n5 % to 95 % ${HB.number(one.low)} to ${HB.number(one.high)} s\n`}slowest ${HB.number(one.slowest)} s`;
              },
            },
            series: [
              HB.ticks(scale, theme, 'x'),
              {
                id: 'spreads', type: 'custom', z: 2,
                data: spreads.map((one, at) => [scale.to(one.median), at]),
                renderItem(params, api) {
                  const one = spreads[params.dataIndex];
                  const colour = HB.mark(HB.entry(report, one.entry).system, theme).colour;
                  const x = (value) => api.coord([scale.to(Math.max(value, Number.MIN_VALUE)), params.dataIndex])[0];
                  const y = api.coord([0, params.dataIndex])[1];
                  const children = one.shown.map((value, i) => ({type: 'circle', shape: {cx: x(value), cy: y + ((i * 7) % 5 - 2) * 2, r: 2.5}, style: {fill: colour, opacity: 0.55}}));
                  if (one.low !== null) {
                    children.push(...HB.bar([x(one.low), y], [x(one.first_quartile), y], colour, [true, false], 5), ...HB.bar([x(one.third_quartile), y], [x(one.high), y], colour, [false, true], 5));
                    children.push({type: 'rect', shape: {x: x(one.first_quartile), y: y - 9, width: Math.max(1, x(one.third_quartile) - x(one.first_quartile)), height: 18}, style: {fill: theme.ground, stroke: colour, lineWidth: 1.5}});
                    children.push({type: 'rect', shape: {x: x(one.first_quartile), y: y - 9, width: Math.max(1, x(one.third_quartile) - x(one.first_quartile)), height: 18}, style: {fill: colour, opacity: 0.25}});
                  }
                  children.push({type: 'line', shape: {x1: x(one.median), x2: x(one.median), y1: y - 9, y2: y + 9}, style: {stroke: colour, lineWidth: 3}});
                  return {type: 'group', children};
                },
              },
            ],
          };
        },
      });
      HB.notDrawn(panel, report, view.entries, true);
    });
  },
});
