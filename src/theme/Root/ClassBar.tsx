import { useEffect, useState, type ComponentType } from 'react';
import { keptClass } from '../../components/Class/kept-class.ts';

/** The bar of a class, where this browser has a seat in one. Without a seat nothing of a class is loaded. */
export default function ClassBar() {
  const [Bar, setBar] = useState<ComponentType>();
  useEffect(() => {
    const load = () => {
      if (keptClass.get() === undefined) return;
      import('../../components/Class/SeatBar.tsx').then(
        (loaded) => setBar(() => loaded.default),
        // The page works without; the next one asks again.
        () => {},
      );
    };
    load();
    return keptClass.subscribe(load);
  }, []);
  return Bar ? <Bar /> : null;
}
