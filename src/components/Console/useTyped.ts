import { useEffect, useRef } from 'react';
import { useLab } from '../Lab/context.ts';

/** Has a console type the commands whose "run" button the reader presses elsewhere on the page. */
export function useTyped(server: string, type: (line: string) => void): void {
  const { consoles } = useLab();
  const latest = useRef(type);
  useEffect(() => {
    latest.current = type;
  });
  useEffect(() => {
    const typed = (line: string) => latest.current(line);
    consoles.set(server, typed);
    return () => {
      if (consoles.get(server) === typed) consoles.delete(server);
    };
  }, [consoles, server]);
}
