'use strict';

/** Error rate against speed, a view for each workload of a benchmark and host. */
HB.part({
  key: 'speed_accuracy',
  id: 'speed-accuracy',
  title: 'Accuracy against speed',
  render(host, data, report) {
    const MOST_NAMED = 14;
    HB.views(host, data.panels, 'Workload', (panel, view, has) => {
      const points = data.points.filter(has).sort((one, other) => other.rtfx.point - one.rtfx.point);
      const range = data.views[data.panels.indexOf(view)];
      const unit = points.some((point) => HB.entry(report, point.entry).error_unit === 'character') ? 'CER' : 'WER';
      const legend = HB.legend(panel);
      const name = (point) => HB.systemName(HB.entry(report, point.entry));
      HB.picture(panel, {
        id: 'speed-accuracy-picture',
        title: `${unit} against RTFx, ${view.name}`,
        finding: view.finding,
        caption: `Right is faster, low is more accurate. Bars: 95 % intervals; an arrow down marks an upper bound alone.${range.cut ? ' An arrow at the edge: the interval goes on.' : ''}${points.length > 1 ? ' Dashed: the systems that none beats in both (Pareto front), by the best guesses.' : ''}`,
        height: 440,
        table: {
          head: ['System', 'RTFx (times real time)', `${unit} %`, 'Pareto front'],
          rows: points.map((point) => [name(point), HB.level(point.rtfx), HB.level(point.error_percent), point.front ? 'yes' : 'no']),
        },
        option: (theme, width) => option(theme, width, points, unit, name, legend, range),
      });
      legend.attach();
      HB.notDrawn(panel, report, view.entries, true);
      const first = HB.entry(report, view.entries[0]);
      const unscored = data.unscored.filter((one) => {
        const entry = HB.entry(report, one.entry);
        return entry.workload === first.workload && entry.host === first.host && entry.benchmark === first.benchmark;
      });
      if (unscored.length > 0) panel.append(HB.el('p', {class: 'not-drawn unscored'}, `Without references, and so without a point: ${unscored.map((one) => `${HB.systemName(HB.entry(report, one.entry))} (RTFx ${HB.level(one.rtfx, 3)})`).join(', ')}.`));
    });
    const named = new Set(data.points.map((point) => HB.entry(report, point.entry).workload));
    const others = data.unscored.filter((one) => !named.has(HB.entry(report, one.entry).workload));
    if (others.length > 0) host.append(HB.el('p', {class: 'not-drawn unscored'}, `Workloads without references: ${[...new Set(others.map((one) => HB.entry(report, one.entry).workload))].join(', ')}.`));

    function option(theme, width, points, unit, name, legend, range) {
      let keyed = width < 700 || points.length > MOST_NAMED;
      const mark = (point) => HB.drawnMark(HB.entry(report, point.entry), theme);
      const colour = (point) => HB.mark(HB.entry(report, point.entry).system, theme).colour;
      const label = (point, at) => keyed ? String(at + 1) : name(point);
      const explain = () => legend(keyed ? points.map((point, at) => ({mark: HB.mark(HB.entry(report, point.entry).system, theme), key: String(at + 1), text: `${name(point)}: ${HB.number(point.rtfx.point, 3)} ×, ${HB.number(point.error_percent.point, 3)} %`})) : []);
      explain();
      const x = HB.scale([range.slowest, range.fastest], {log: true});
      const y = HB.scale([0, range.most_errors], {log: false, zero: true});
      // A mark at 0 is whole.
      y.min = -0.04 * y.max;
      const front = points.filter((point) => point.front).sort((one, other) => one.rtfx.point - other.rtfx.point).map((point) => [x.to(point.rtfx.point), point.error_percent.point]);
      const steps = front.length > 0 && points.length > 1 ? [[x.min, front[0][1]], ...front, [front[front.length - 1][0], y.max]] : [];
      const at = (api, point) => api.coord([x.to(point.rtfx.point), point.error_percent.point]);
      const bars = (api, point) => {
        const [slow, fast] = HB.ends(point.rtfx).map((value) => (value > 0 ? x.to(value) : -Infinity));
        const [few, bound] = HB.ends(point.error_percent);
        const [low, high, many] = [Math.max(slow, x.min), Math.min(fast, x.max), Math.min(bound, y.max)];
        return {
          // Ends beyond the picture have an arrow at its edge instead of a cap.
          cut: {left: slow < x.min, right: fast > x.max, top: bound > y.max},
          flat: [api.coord([low, point.error_percent.point]), api.coord([high, point.error_percent.point])],
          tall: [api.coord([x.to(point.rtfx.point), few]), api.coord([x.to(point.rtfx.point), many])],
        };
      };
      const arrow = ([headX, headY], right, down, point) => ({type: 'polygon', info: 'arrow', shape: {points: [[headX, headY], [headX - 8 * right + 4 * down, headY - 8 * down + 4 * right], [headX - 8 * right - 4 * down, headY - 8 * down - 4 * right]]}, style: {fill: colour(point)}});
      const box = (from, to, room) => ({x: Math.min(from[0], to[0]) - room, y: Math.min(from[1], to[1]) - room, width: Math.abs(from[0] - to[0]) + 2 * room, height: Math.abs(from[1] - to[1]) + 2 * room});
      return {
        grid: {left: 64, right: 24, top: 20, bottom: 52},
        xAxis: HB.axis(x, theme, 'RTFx (times real time), higher is faster', 'x'),
        yAxis: HB.axis(y, theme, `${unit} %`, 'y'),
        tooltip: {
          renderMode: 'richText', confine: true, backgroundColor: theme.ground, borderColor: theme.line, textStyle: {color: theme.ink, fontSize: 12},
          formatter: (params) => params.seriesId === 'points' ? `${name(points[params.dataIndex])}\nRTFx ${HB.level(points[params.dataIndex].rtfx)}\n${unit} % ${HB.level(points[params.dataIndex].error_percent)}` : '',
        },
        series: [
          HB.ticks(x, theme, 'x'),
          HB.ticks(y, theme, 'y'),
          {id: 'front', type: 'line', step: 'start', data: steps, symbol: 'none', silent: true, lineStyle: {type: 'dashed', width: 1.5, color: theme.faint}, z: 1},
          {
            id: 'bars', type: 'custom', silent: true, z: 2,
            data: points.map((point) => [x.to(point.rtfx.point), point.error_percent.point]),
            renderItem(params, api) {
              const point = points[params.dataIndex];
              const its = bars(api, point);
              const children = [];
              if (point.rtfx.low !== null) children.push(...HB.bar(its.flat[0], its.flat[1], colour(point), [!its.cut.left, !its.cut.right]));
              if (point.error_percent.at_most) {
                const [foot, head] = its.tall;
                children.push(...HB.bar(foot, head, colour(point), [false, !its.cut.top]), arrow(foot, 0, 1, point));
              } else if (point.error_percent.low !== null) children.push(...HB.bar(its.tall[0], its.tall[1], colour(point), [true, !its.cut.top]));
              if (its.cut.left) children.push(arrow(its.flat[0], -1, 0, point));
              if (its.cut.right) children.push(arrow(its.flat[1], 1, 0, point));
              if (its.cut.top) children.push(arrow(its.tall[1], 0, -1, point));
              return {type: 'group', children};
            },
          },
          {
            id: 'points', type: 'scatter', symbolSize: 13, z: 3,
            data: points.map((point) => ({value: [x.to(point.rtfx.point), point.error_percent.point], name: name(point), ...mark(point)})),
          },
          {
            id: 'labels', type: 'custom', silent: true, z: 4, data: [[x.min, y.min]],
            renderItem(params, api) {
              const area = params.coordSys;
              const marks = points.map((point) => box(at(api, point), at(api, point), 8));
              const lines = points.flatMap((point) => {
                const its = bars(api, point);
                return [box(...its.flat, 3), box(...its.tall, 3)];
              });
              const corners = steps.map((step) => api.coord(step));
              const soft = corners.slice(1).flatMap((corner, i) => [box(corners[i], [corners[i][0], corner[1]], 2), box([corners[i][0], corner[1]], corner, 2)]);
              const place = () => HB.placeLabels(points.map((point, i) => ({x: at(api, point)[0], y: at(api, point)[1], width: HB.textWidth(label(point, i)) + 4, height: 16})), [...marks, ...lines], soft, {x: area.x, y: area.y, width: area.width, height: area.height});
              let placed = place();
              if (!keyed && placed.includes(null)) {
                keyed = true;
                explain();
                placed = place();
              }
              return {
                type: 'group',
                children: placed.flatMap((where, i) => {
                  if (!where) return [];
                  const [px, py] = at(api, points[i]);
                  const near = [Math.min(Math.max(px, where.x), where.x + where.width), Math.min(Math.max(py, where.y), where.y + where.height)];
                  const far = Math.hypot(near[0] - px, near[1] - py);
                  const from = [px + (near[0] - px) * 8 / far, py + (near[1] - py) * 8 / far];
                  return [
                    ...(far > 16 ? [{type: 'line', shape: {x1: from[0], y1: from[1], x2: near[0], y2: near[1]}, style: {stroke: theme.faint, lineWidth: 0.75}, z2: -1}] : []),
                    {type: 'text', info: 'label', style: {text: label(points[i], i), x: where.x + 2, y: where.y + 8, align: 'left', verticalAlign: 'middle', fill: theme.ink, font: HB.FONT}},
                  ];
                }),
              };
            },
          },
        ],
      };
    }
  },
});
