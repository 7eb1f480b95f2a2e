import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState } from 'react';
import { errorText } from '../../lab/error-text.ts';
import { askWorker, type Asked, type KeptState } from '../../offline/messages.ts';
import { registered } from '../../offline/registered.ts';
import Press from '../Press/Press.tsx';

type Shown =
  | { type: 'asking' }
  | { type: 'cannot'; why: string }
  | { type: 'known'; state: KeptState; failed?: string }
  | { type: 'keeping'; state: KeptState; bytes: number }
  | { type: 'removing'; state: KeptState };

const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Keeps the whole site in this browser, and removes it. */
export default function KeepSite() {
  const base = useBaseUrl('/');
  const [shown, setShown] = useState<Shown>({ type: 'asking' });
  useEffect(() => {
    let gone = false;
    const show = (next: Shown) => !gone && setShown(next);
    void ask(base, { type: 'state' }).then(
      (state) => show({ type: 'known', state }),
      (error: unknown) => show({ type: 'cannot', why: errorText(error) }),
    );
    return () => {
      gone = true;
    };
  }, [base]);

  if (shown.type === 'asking') return <p role="status">Asking this browser what it keeps…</p>;
  if (shown.type === 'cannot') return <p role="status">{shown.why}</p>;
  const { state } = shown;
  const act = (asked: Asked) => {
    ask(base, asked, (bytes) => setShown({ type: 'keeping', state, bytes })).then(
      (now) => setShown({ type: 'known', state: now }),
      (error: unknown) => setShown({ type: 'known', state, failed: errorText(error) }),
    );
  };
  const keep = () => {
    setShown({ type: 'keeping', state, bytes: 0 });
    // Else the browser may remove it when the disk is full. It may refuse, and may ask the reader.
    void navigator.storage.persist().catch(() => {});
    act({ type: 'keep' });
  };
  const remove = () => {
    setShown({ type: 'removing', state });
    act({ type: 'remove' });
  };
  return (
    <>
      <p role="status">{words(shown)}</p>
      {shown.type === 'keeping' && (
        <p>
          <progress aria-label="Kept so far" max={state.bytes} value={shown.bytes} />
        </p>
      )}
      {shown.type === 'known' && shown.failed !== undefined && (
        <p role="alert">
          {shown.failed}{' '}
          {state.whole ? 'The site is still kept.' : 'Pages that were kept still are.'}
        </p>
      )}
      <p>
        {shown.type === 'keeping' ? (
          <Press name="Cancel" onPress={() => void ask(base, { type: 'cancel' }).catch(() => {})} />
        ) : state.whole ? (
          <Press name="Remove it" idle={shown.type !== 'known'} onPress={remove} />
        ) : (
          <Press
            name="Keep for offline"
            look="primary"
            idle={shown.type !== 'known'}
            onPress={keep}
          />
        )}
      </p>
    </>
  );
}

function words(shown: Exclude<Shown, { type: 'asking' | 'cannot' }>): string {
  const { bytes, seen, whole } = shown.state;
  const size = inMegabytes(bytes);
  if (shown.type === 'keeping')
    return `Keeping it: ${inMegabytes(shown.bytes)} of ${size} are here.`;
  if (shown.type === 'removing') return 'Removing it…';
  if (whole)
    return `All pages are kept in this browser, with the nats-server that labs run: ${size}. They open without a connection.`;
  const kept = seen === 1 ? '1 page that you opened is' : `${seen} pages that you opened are`;
  return `The whole site takes ${size} in this browser.${seen === 0 ? '' : ` ${kept} kept already.`}`;
}

async function ask(base: string, asked: Asked, onKeeping?: (bytes: number) => void) {
  await registered(base);
  const { active } = await navigator.serviceWorker.ready;
  return askWorker(active!, asked, onKeeping);
}
