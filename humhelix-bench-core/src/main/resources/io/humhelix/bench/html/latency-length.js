'use strict';

/** Latency against the length of clips: what a clip costs, and what each second of it does. */
HB.part({
  key: 'latency_length',
  id: 'latency-length',
  title: 'Latency and the length of clips',
  render(host, data, report) {
    const MOST_DRAWN = 8;
    const MOST_NAMED = 12;
    HB.views(host, data.panels, 'Benchmark', (panel, view, has) => {
      const steep = (one) => one.line.slope.point === null ? Infinity : one.line.slope.point;
      const all = data.series.filter(has).sort((one, other) => steep(one) - steep(other));
      const drawn = all.slice(0, MOST_DRAWN);
      const name = (one) => {
        const entry = HB.entry(report, one.entry);
        const twice = all.some((other) => other !== one && HB.systemName(HB.entry(report, other.entry)) === HB.systemName(entry));
        return twice ? `${HB.systemName(entry)} (${entry.workload}${one.entries.length > 1 ? ' and others' : ''})` : HB.systemName(entry);
      };
      const without = all.filter((one) => one.line.shortcoming !== '');
      const reasons = [...new Set(without.map((one) => one.line.shortcoming))].map((why) => {
        const its = without.filter((one) => one.line.shortcoming === why);
        return `${its.length === all.length ? 'All systems' : its.map(name).join(', ')}: ${why}.`;
      });
      const overs = new Set(all.map((one) => one.line.over).filter((over) => over !== ''));
      const meaning = {clips: '95 % intervals of the numbers by a bootstrap of the clips', forks: '95 % intervals of the numbers by t over forks, which say nothing of other clips'};
      const slow = all.flatMap((one) => one.clips.filter((clip) => clip.slow).map((clip) => ({one, clip})));
      const fitted = all.some((one) => one.line.slope.point !== null);
      const draw = drawn.some((one) => one.clips.length > 1) && (fitted || new Set(drawn.flatMap((one) => one.clips.map((clip) => clip.audio_seconds))).size > 1);
      if (draw) {
        const values = drawn.flatMap((one) => one.clips.map((clip) => clip.median_seconds));
        const lengths = drawn.flatMap((one) => one.clips.map((clip) => clip.audio_seconds));
        const legend = HB.legend(panel);
        HB.picture(panel, {
          id: 'latency-length-picture',
          title: `Latency against length of clips, ${view.name}`,
          finding: view.finding,
        caption: `${fitted ? `Line: fixed cost + slope × length, by medians (Theil and Sen), which single slow clips do not move${overs.size > 0 ? `; ${[...overs].map((over) => meaning[over]).join('; ')}` : ''}. ` : ''}Each mark is a clip, at the median of its calls.${slow.length > 0 ? ' Ringed and named: clips far slower than their length says, as where a decoder falls back or loops.' : ''}${all.length > drawn.length ? ` Drawn: the ${drawn.length} of ${all.length} systems with the smallest slope; the table has all.` : ''}`,
          height: 420,
          table: {
            head: ['System', 'Fixed cost s', 'Per second of audio s', 'Intervals over', 'Clips', 'Slow clips'],
            rows: all.map((one) => [name(one), HB.level(one.line.fixed_seconds, 3), HB.level(one.line.slope, 3), one.line.over || '-', String(one.all), one.clips.filter((clip) => clip.slow).map((clip) => clip.clip).join(', ') || '-']),
          },
          option: (theme, width) => {
            const log = Math.max(...lengths) > 30 * Math.min(...lengths);
            const x = HB.scale(lengths, {log, zero: !log});
            const y = HB.scale([0, ...values, ...drawn.map((one) => one.line.fixed_seconds.point || 0)], {log: false, zero: true});
            const mark = (one) => HB.mark(HB.entry(report, one.entry).system, theme);
            legend(drawn.map((one) => ({mark: mark(one), text: one.line.slope.point === null ? name(one) : `${name(one)}: ${HB.number(one.line.fixed_seconds.point, 2)} s + ${HB.number(one.line.slope.point, 2)} s per second`})));
            const longest = Math.max(...lengths);
            const spots = drawn.flatMap((one) => one.clips.map((clip) => ({one, clip})));
            const odd = spots.filter((spot) => spot.clip.slow).sort((a, b) => b.clip.median_seconds - a.clip.median_seconds).slice(0, width < 700 ? 4 : MOST_NAMED);
            return {
              grid: {left: 64, right: 24, top: 20, bottom: 52},
              xAxis: HB.axis(x, theme, `Length of the clip in seconds${log ? ', logarithmic' : ''}`, 'x'),
              yAxis: HB.axis(y, theme, 'Latency in seconds', 'y'),
              tooltip: {
                renderMode: 'richText', confine: true, backgroundColor: theme.ground, borderColor: theme.line, textStyle: {color: theme.ink, fontSize: 12},
                formatter: (params) => params.data && params.data.spot ? `${name(params.data.spot.one)}\n${params.data.spot.clip.clip}: ${HB.number(params.data.spot.clip.audio_seconds)} s of audio\nmedian latency ${HB.number(params.data.spot.clip.median_seconds)} s` : '',
              },
              series: [
                HB.ticks(x, theme, 'x'),
                HB.ticks(y, theme, 'y'),
                ...drawn.filter((one) => one.line.slope.point !== null).map((one) => {
                  const from = log ? Math.min(...lengths) : 0;
                  const steps = Array.from({length: 41}, (_, i) => log ? from * (longest / from) ** (i / 40) : from + (longest - from) * i / 40);
                  return {type: 'line', silent: true, symbol: 'none', z: 1, lineStyle: {color: mark(one).colour, width: 1.5}, data: steps.map((length) => [x.to(length), one.line.fixed_seconds.point + one.line.slope.point * length])};
                }),
                {
                  id: 'clips', type: 'scatter', symbolSize: 8, z: 2,
                  data: spots.map((spot) => ({value: [x.to(spot.clip.audio_seconds), spot.clip.median_seconds], spot, symbol: mark(spot.one).symbol, itemStyle: {color: mark(spot.one).colour, opacity: 0.8}})),
                },
                {
                  id: 'slow', type: 'custom', silent: true, z: 3, data: [[x.min, y.min]],
                  renderItem(params, api) {
                    const area = params.coordSys;
                    const at = (spot) => api.coord([x.to(spot.clip.audio_seconds), spot.clip.median_seconds]);
                    const labels = odd.map((spot) => ({x: at(spot)[0], y: at(spot)[1], width: HB.textWidth(spot.clip.clip) + 4, height: 16}));
                    const marks = spots.map((spot) => ({x: at(spot)[0] - 5, y: at(spot)[1] - 5, width: 10, height: 10}));
                    const placed = HB.placeLabels(labels, marks, [], area);
                    return {type: 'group', children: odd.flatMap((spot, i) => [
                      {type: 'circle', shape: {cx: at(spot)[0], cy: at(spot)[1], r: 8}, style: {fill: 'transparent', stroke: theme.ink, lineWidth: 1.5}},
                      ...(placed[i] ? [{type: 'text', style: {text: spot.clip.clip, x: placed[i].x + 2, y: placed[i].y + 8, verticalAlign: 'middle', fill: theme.ink, font: HB.FONT}}] : []),
                    ])};
                  },
                },
              ],
            };
          },
        });
        legend.attach();
      }
      if (reasons.length > 0) panel.append(HB.el('p', {class: 'not-drawn no-line'}, `${fitted ? 'Not for all: ' : 'No line: '}${reasons.join(' ')}`));
      HB.notDrawn(panel, report, view.entries, false);
    });
  },
});
