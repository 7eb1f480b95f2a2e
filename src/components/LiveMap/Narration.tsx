import { useEffect, useState } from 'react';
import { useLab } from '../Lab/context.ts';
import { narrate } from './narrate.ts';

/** The events on the map in words, for a screen reader. */
export default function Narration() {
  const { session } = useLab();
  const [words, setWords] = useState('');
  useEffect(() => narrate(session, setWords), [session]);
  return (
    <p role="log" aria-live="polite" aria-label="What crosses" className="only-heard">
      {words}
    </p>
  );
}
