import { useEffect, useRef, useState, type ComponentProps } from 'react';

/** A table; one that is wider than the screen takes the focus, so that the arrow keys scroll it. */
export default function Table(props: ComponentProps<'table'>) {
  const table = useRef<HTMLTableElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const { current } = table;
    if (!current) return;
    const observer = new ResizeObserver(() =>
      setScrolls(current.scrollWidth > current.clientWidth),
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return <table {...props} ref={table} tabIndex={scrolls ? 0 : undefined} />;
}
