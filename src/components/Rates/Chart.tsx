import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { BookSnapshot } from '../../lab/monitoring/rates.ts';
import styles from './Rates.module.css';
import { colour, strokeOf } from './strokes.ts';

/** Pixels. */
const height = 180;

/** The last minute of a book. The series are those that it is mounted with. */
export default function Chart({ book }: { book: BookSnapshot }) {
  const parent = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const first = useRef(book);
  useEffect(() => {
    const element = parent.current!;
    const plot = new uPlot(
      options(first.current, element.clientWidth),
      dataOf(first.current),
      element,
    );
    chart.current = plot;
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, []);
  useEffect(() => {
    chart.current?.setData(dataOf(book));
  }, [book]);
  // The table below says the same.
  return <div ref={parent} className={styles.chart} aria-hidden="true" />;
}

function options({ series }: BookSnapshot, width: number): uPlot.Options {
  const axis = {
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
    stroke: colour('--lw-faint'),
    grid: { stroke: colour('--lw-rule'), width: 1 },
    ticks: { stroke: colour('--lw-rule'), width: 1 },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [-60, 0] },
      y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      {
        ...axis,
        values: (_, seconds) => seconds.map((each) => (each === 0 ? 'now' : `${each} s`)),
      },
      { ...axis, size: 64, values: (_, all) => all.map((each) => each.toLocaleString('en')) },
    ],
    series: [{}, ...series.map(({ key, index }) => ({ label: key, width: 2, ...strokeOf(index) }))],
  };
}

/** Seconds before the newest reading, then the values of each series. */
function dataOf({ times, series }: BookSnapshot): uPlot.AlignedData {
  const now = times.at(-1) ?? 0;
  return [times.map((time) => (time - now) / 1000), ...series.map(({ values }) => [...values])];
}
