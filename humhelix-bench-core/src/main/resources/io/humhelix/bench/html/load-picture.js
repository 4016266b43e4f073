'use strict';

/** How loads are drawn: curves over several, or one row a system under one. */
Object.assign(HB.load, {
  /** Latency, goodput and errors under one x axis. */
  curves(panel, name, percentile) {
    const points = panel.curves.flatMap((curve) => curve.points.map((point) => ({curve, point})));
    const valid = points.filter((one) => HB.load.isValid(one.point));
    const failed = valid.some((one) => one.point.error_percent > 0);
    const grids = [{key: 'latency', height: 230}, {key: 'throughput', height: 120}, ...(failed ? [{key: 'errors', height: 90}] : [])];
    const engines = panel.curves.filter((curve) => curve.engines.length > 1);
    const top = panel.curves.length > 1 ? 52 : 26;
    let y = top;
    for (const grid of grids) {
      grid.top = y;
      y += grid.height + 40;
    }
    return {
      id: 'load-picture',
      title: `Load against latency, ${name}`,
      finding: HB.load.finding(panel).trim(),
      caption: `${percentile.name} of the latency, ${panel.throughput === 'goodput' ? `goodput (clips answered${panel.limit_seconds === null ? '' : ' within the limit'} per second)` : 'clips answered per second'}${failed ? ' and failed calls' : ''} over the offered load.${percentile.missing > 0 ? ` ${HB.count(percentile.missing, 'point')} had too few queries to bound ${percentile.name}.` : ''}${failed ? '' : ' No call failed.'}${panel.limit_seconds === null ? '' : ' Filled marks held the limit, hollow ones missed it.'}${points.some((one) => !HB.load.isValid(one.point) && one.point.load !== null) ? ' A cross at the bottom is not valid.' : ''}${panel.curves.some((curve) => curve.steps.length > 0) ? ' Small marks are steps of a search, dashed verticals its peaks, outlined marks what was measured there.' : ''}${panel.unit === 'clips/s' ? ' Grey: all that is offered.' : ''}${engines.length > 0 ? ` Not one engine version all along: ${engines.map((curve) => `${curve.label} (${curve.engines.join(', ')})`).join('; ')}.` : ''}`,
      height: y + 24,
      table: HB.load.table(panel),
      option: (theme, width) => HB.load.curveOption(panel, percentile, grids, theme, width),
    };
  },

  /** A round number at the end of the axis, the same in all panels. */
  ceiling(most) {
    const unit = 10 ** Math.floor(Math.log10(most * 1.05)) / 2;
    return Math.ceil((most * 1.05) / unit) * unit;
  },

  curveOption(panel, percentile, grids, theme, width) {
    const wide = width >= 700;
    const points = panel.curves.flatMap((curve) => curve.points);
    const loads = [...points, ...panel.curves.flatMap((curve) => curve.steps)].map((one) => one.load).filter((load) => load !== null);
    const most = Math.max(...loads);
    const log = most / Math.min(...loads) > 20;
    const seconds = [...points.filter(HB.load.isValid).map(percentile.of), panel.limit_seconds, ...(percentile.limited ? panel.curves.flatMap((curve) => curve.steps.map((step) => step.seconds)) : [])].filter((value) => value > 0);
    const logSeconds = Math.max(...seconds) / Math.min(...seconds) > 20;
    const labels = wide && panel.curves.length <= 12;
    const right = labels ? 150 : 16;
    const axis = (grid, at, type, label) => ({gridIndex: at, type, name: label, nameLocation: wide ? 'middle' : 'end', nameGap: wide ? 46 : 6, nameTextStyle: {color: theme.faint, align: wide ? 'center' : 'left'}, axisLabel: {color: theme.faint}, splitLine: {lineStyle: {color: theme.line}}, splitNumber: Math.max(2, Math.round(grid.height / 50))});
    const of = {latency: percentile.of, throughput: (point) => point.per_second, errors: (point) => point.error_percent};
    const names = {latency: `${percentile.name}, s`, throughput: `${panel.throughput}/s`, errors: 'failed %'};
    const series = [];
    panel.curves.forEach((curve) => {
      const mark = HB.mark(curve.system, theme);
      const valid = curve.points.filter(HB.load.isValid);
      grids.forEach((grid, at) => {
        const missed = (point) => point.counts.judged > 0 && point.counts.held < point.counts.judged;
        const line = {
          type: 'line', name: curve.label, xAxisIndex: at, yAxisIndex: at, symbol: mark.symbol.replace(/^empty./, (hollow) => hollow.slice(5).toLowerCase()), symbolSize: at === 0 ? 9 : 6, color: mark.colour,
          data: valid.filter((point) => !point.at_peak && point.load !== null && of[grid.key](point) !== null).map((point) => ({
            value: [point.load, of[grid.key](point)], tip: HB.load.tip(panel, curve, point),
            itemStyle: missed(point) ? {color: theme.ground, borderColor: mark.colour, borderWidth: 2} : {color: mark.colour},
          })),
          endLabel: {show: labels && at === 0, formatter: () => HB.short(curve.label, 20), color: theme.ink, distance: 8},
          labelLayout: {moveOverlap: 'shiftY'},
        };
        if (curve.peak.point !== null) {
          line.markLine = {silent: true, symbol: 'none', lineStyle: {type: 'dashed', color: mark.colour}, label: {show: at === 0 && panel.curves.length <= 6 && wide, formatter: `peak ${HB.plain(curve.peak.point)}`, color: theme.ink, distance: 2}, data: [{xAxis: curve.peak.point}]};
        }
        series.push(line);
        // Forks find peaks of their own, so their numbers are of several loads and no point of the line.
        series.push({type: 'scatter', name: curve.label, xAxisIndex: at, yAxisIndex: at, symbol: mark.symbol, symbolSize: at === 0 ? 13 : 9, data: valid.filter((point) => point.at_peak && point.load !== null && of[grid.key](point) !== null).map((point) => ({
          value: [point.load, of[grid.key](point)], tip: HB.load.tip(panel, curve, point), itemStyle: {color: mark.colour, borderColor: theme.ink, borderWidth: 1.5},
        }))});
      });
      if (percentile.limited && curve.steps.length > 0) {
        series.push({type: 'scatter', name: curve.label, xAxisIndex: 0, yAxisIndex: 0, symbolSize: 5, data: curve.steps.filter((step) => step.seconds !== null).map((step) => ({
          value: [step.load, step.seconds], symbol: 'circle', tip: HB.load.stepTip(panel, curve, step),
          itemStyle: step.outcome === 'HELD' ? {color: mark.colour, opacity: 0.7} : {color: theme.ground, borderColor: mark.colour, borderWidth: 1.5, opacity: 0.8},
        }))});
      }
      const broken = curve.points.filter((point) => !HB.load.isValid(point) && point.load !== null && point.counts.trials > 0);
      const unanswered = percentile.limited ? curve.steps.filter((step) => step.seconds === null) : [];
      series.push({type: 'scatter', name: curve.label, xAxisIndex: 0, yAxisIndex: grids.length, symbolSize: 12, symbol: 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z', itemStyle: {color: mark.colour}, data: [
        ...broken.map((point) => ({value: [point.load, 0], tip: HB.load.tip(panel, curve, point)})),
        ...unanswered.map((step) => ({value: [step.load, 0], symbolSize: 7, tip: HB.load.stepTip(panel, curve, step)}))]});
    });
    if (panel.limit_seconds !== null && percentile.limited) {
      series.push({type: 'line', xAxisIndex: 0, yAxisIndex: 0, data: [], markLine: {silent: true, symbol: 'none', lineStyle: {color: theme.ink, width: 1.5}, label: {formatter: `limit ${HB.plain(panel.limit_seconds)} s`, position: 'insideStartTop', color: theme.ink}, data: [{yAxis: panel.limit_seconds}]}});
    }
    if (panel.unit === 'clips/s') {
      series.push({type: 'line', xAxisIndex: 1, yAxisIndex: 1, symbol: 'none', silent: true, lineStyle: {color: theme.line, width: 2}, data: [[log ? Math.min(...loads) : 0, log ? Math.min(...loads) : 0], [most, most]], z: 0});
    }
    return {
      legend: panel.curves.length > 1 ? {type: 'scroll', top: 0, left: 0, right: 0, data: panel.curves.map((curve) => curve.label), textStyle: {color: theme.ink}, formatter: (label) => HB.short(label, 28), pageIconColor: theme.ink, pageTextStyle: {color: theme.ink}} : undefined,
      axisPointer: {link: [{xAxisIndex: 'all'}]},
      tooltip: {renderMode: 'richText', confine: true, trigger: 'item', formatter: (params) => params.data.tip || ''},
      grid: grids.map((grid) => ({top: grid.top, height: grid.height, left: wide ? 68 : 46, right})),
      xAxis: grids.map((grid, at) => ({
        gridIndex: at, type: log ? 'log' : 'value', min: log ? Math.min(...loads) / 1.2 : 0, max: log ? most * 1.2 : HB.load.ceiling(most),
        name: at === grids.length - 1 ? `offered load, ${panel.unit}` : '', nameLocation: 'middle', nameGap: 26, nameTextStyle: {color: theme.faint},
        axisLabel: {show: true, color: theme.faint, hideOverlap: true, formatter: (value) => HB.plain(value), showMaxLabel: log ? false : undefined}, axisLine: {onZero: false, lineStyle: {color: theme.faint}}, splitLine: {show: false},
      })),
      yAxis: [
        ...grids.map((grid, at) => ({...axis(grid, at, grid.key === 'latency' && logSeconds ? 'log' : 'value', names[grid.key]), min: grid.key === 'latency' && logSeconds ? undefined : 0})),
        {gridIndex: 0, type: 'value', show: false, min: 0, max: 1},
      ],
      series,
    };
  },

  /** One row a system: there is no curve through one load. */
  one(panel, name, percentiles, load) {
    const rows = panel.curves.flatMap((curve) => curve.points.filter(HB.load.isValid).slice(0, 1).map((point) => ({curve, point})));
    const latency = percentiles.length > 0 ? percentiles[0] : null;
    const order = (row) => (latency ? latency.of(row.point) : -row.point.per_second) ?? Infinity;
    rows.sort((one, other) => order(one) - order(other));
    const best = rows[0];
    const fastest = latency ? `${best.curve.label} has the lowest ${latency.name}, ${HB.number(latency.of(best.point), 3)} s` : `${best.curve.label} answers the most, ${HB.number(best.point.per_second, 3)} clips per second`;
    const grids = [...(latency ? ['latency'] : []), 'throughput', ...(rows.some((row) => row.point.error_percent > 0) ? ['errors'] : [])];
    const each = 22 * rows.length + 30;
    return {
      id: 'load-picture',
      title: `Load, ${name}`,
      caption: `${panel.limit_seconds === null ? '' : HB.load.finding(panel)}${rows.length > 1 ? `${fastest}. ` : ''}Measured under ${load === undefined ? 'one load alone, all clips at once' : `one load alone, ${HB.plain(load, 4)} ${panel.unit}`}: there is no curve.${latency ? ` Each row: ${percentiles.map((one) => one.name).join(', ')} of the latency.` : ''}`,
      height: (width) => (width >= 700 ? each + 50 : (each + 44) * grids.length + 10),
      table: HB.load.table(panel),
      option: (theme, width) => HB.load.oneOption(panel, rows, percentiles, grids, each, theme, width),
    };
  },

  oneOption(panel, rows, percentiles, grids, each, theme, width) {
    const wide = width >= 700;
    const left = wide ? 180 : 110;
    const share = wide ? (width - left - 20) / grids.length : width - left - 20;
    const marks = (row) => HB.mark(row.curve.system, theme);
    const of = {throughput: (row) => row.point.per_second, errors: (row) => row.point.error_percent};
    const names = {latency: 'latency, s', throughput: `${panel.throughput}, clips/s`, errors: 'failed %'};
    const data = (value) => rows.map((row, at) => ({row, at, value: value(row)})).filter((one) => one.value !== null);
    return {
      tooltip: {renderMode: 'richText', confine: true, trigger: 'item', formatter: (params) => params.data.tip || ''},
      grid: grids.map((key, at) => (wide ? {top: 10, height: each - 20, left: left + at * share, width: share - 30} : {top: 10 + at * (each + 44), height: each - 20, left, width: share})),
      xAxis: grids.map((key, at) => ({gridIndex: at, type: 'value', min: 0, splitNumber: 3, name: names[key], nameLocation: 'middle', nameGap: 24, nameTextStyle: {color: theme.faint}, axisLabel: {color: theme.faint, hideOverlap: true}, splitLine: {lineStyle: {color: theme.line}}})),
      yAxis: grids.map((key, at) => ({gridIndex: at, type: 'category', inverse: true, data: rows.map((row) => row.curve.label), axisLabel: {show: !wide || at === 0, interval: 0, color: theme.ink, width: left - 14, overflow: 'truncate'}, axisTick: {show: false}})),
      series: grids.flatMap((key, at) => (key === 'latency'
        ? percentiles.map((percentile, size) => ({
          type: 'scatter', xAxisIndex: at, yAxisIndex: at, symbolSize: 11 - 2 * Math.min(size, 3),
          data: data((row) => percentile.of(row.point)).map((one) => ({value: [one.value, one.at], symbol: marks(one.row).symbol, itemStyle: {color: marks(one.row).colour}, tip: HB.load.tip(panel, one.row.curve, one.row.point)})),
          label: {show: rows.length <= 6, formatter: percentile.name, position: 'top', fontSize: 10, color: theme.faint},
          labelLayout: {hideOverlap: true},
          markLine: size === 0 && panel.limit_seconds !== null ? {silent: true, symbol: 'none', lineStyle: {color: theme.ink}, label: {show: false}, data: [{xAxis: panel.limit_seconds}]} : undefined,
        }))
        : [{
          type: 'bar', xAxisIndex: at, yAxisIndex: at, barMaxWidth: 12,
          data: data(of[key]).map((one) => ({value: [one.value, one.at], itemStyle: {color: marks(one.row).colour}, tip: HB.load.tip(panel, one.row.curve, one.row.point)})),
        }])),
    };
  },
});
