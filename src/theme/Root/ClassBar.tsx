import { useLocation } from '@docusaurus/router';
import { useEffect, useState, type ComponentType } from 'react';
import { keptClass } from '../../components/Class/kept-class.ts';
import { isTrainer } from '../../components/Trainer/kept-trainer.ts';

/** The bar of a class, where this browser has a seat in one or leads it. Otherwise nothing of a class is loaded. */
export default function ClassBar() {
  const { pathname } = useLocation();
  const [bars, setBars] = useState<readonly ComponentType[]>([]);
  useEffect(() => {
    const load = (asked: Promise<{ default: ComponentType }>) =>
      asked.then(
        ({ default: Bar }) => setBars((was) => (was.includes(Bar) ? was : [...was, Bar])),
        // The page works without; the next one asks again.
        () => {},
      );
    const loadSeat = () => {
      if (keptClass.get() !== undefined) void load(import('../../components/Class/SeatBar.tsx'));
    };
    loadSeat();
    if (isTrainer()) void load(import('../../components/ClassView/ShowBar.tsx'));
    return keptClass.subscribe(loadSeat);
    // A trainer's place is had from the page on: the bar comes with the next one.
  }, [pathname]);
  return bars.map((Bar, i) => <Bar key={i} />);
}
