'use strict';

/** Error rate against speed, a picture a workload and host. */
HB.part({
  key: 'speed_accuracy',
  id: 'speed-accuracy',
  title: 'Accuracy against speed',
  render(host, data, report) {
    const groups = new Map();
    for (const point of data.points) {
      const name = report.hosts.length > 1 ? `${point.workload}, ${point.host}` : point.workload;
      groups.set(name, [...(groups.get(name) || []), point]);
    }
    HB.tabs(host, 'Workload', [...groups.keys()], (panel, name) => draw(panel, name, groups.get(name)));

    function draw(panel, name, points) {
      const unit = points.some((point) => HB.entry(report, point.entry).error_unit === 'character') ? 'CER' : 'WER';
      HB.picture(panel, {
        id: 'speed-accuracy-picture',
        title: `${unit} against RTFx, ${name}`,
        caption: `Right is faster, low is more accurate. Bars: 95 % intervals. Dashed: no system is both faster and more accurate (Pareto front).`,
        height: 420,
        table: {
          head: ['System', 'RTFx', `${unit} %`, 'Pareto front'],
          rows: points.map((point) => [HB.entry(report, point.entry).label, HB.level(point.rtfx), HB.level(point.error_percent), point.front ? 'yes' : 'no']),
        },
        option: (theme) => ({
          grid: {left: 60, right: 24, top: 24, bottom: 56},
          xAxis: {type: 'log', name: 'RTFx', nameLocation: 'middle', nameGap: 32},
          yAxis: {type: 'value', name: `${unit} %`, min: 0},
          series: [{
            type: 'scatter',
            symbolSize: 12,
            data: points.map((point) => {
              const mark = HB.mark(HB.entry(report, point.entry).system, theme);
              return {value: [point.rtfx.point, point.error_percent.point], symbol: mark.symbol, itemStyle: {color: mark.colour}, name: HB.entry(report, point.entry).system};
            }),
            label: {show: true, formatter: '{b}', position: 'top', color: theme.ink},
          }],
        }),
      });
    }
  },
});
