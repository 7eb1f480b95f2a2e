import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { KeptState } from '../../offline/messages.ts';
import Press from '../Press/Press.tsx';
import { KeptSite, type Shown } from './kept-site.ts';

const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Keeps the whole site in this browser, and removes it. */
export default function KeepSite() {
  const base = useBaseUrl('/');
  const [site] = useState(() => new KeptSite(base));
  const shown = useSyncExternalStore(site.shown.subscribe, site.shown.get, site.shown.get);
  useEffect(() => site.watch(), [site]);

  if (shown.type === 'asking') return <p role="status">Asking this browser what it keeps…</p>;
  if (shown.type === 'cannot') return <p role="status">{shown.why}</p>;
  const { state } = shown;
  const isIdle = shown.type !== 'known';
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
          {shown.failed} {afterFailure(state)}
        </p>
      )}
      <p>
        {shown.type === 'keeping' ? (
          <Press name="Cancel" onPress={() => site.cancel()} />
        ) : state.whole ? (
          <Press name="Remove it" idle={isIdle} onPress={() => site.remove(state)} />
        ) : (
          <>
            <Press
              name="Keep for offline"
              look="primary"
              idle={isIdle}
              onPress={() => site.keep(state)}
            />{' '}
            {state.here > 0 && (
              <Press name="Remove what is here" idle={isIdle} onPress={() => site.remove(state)} />
            )}
          </>
        )}
      </p>
    </>
  );
}

function afterFailure({ whole, here }: KeptState): string {
  if (whole) return 'The site is still kept.';
  return here > 0
    ? 'The files that are here stay, and the next try goes on from there.'
    : 'Pages that were kept still are.';
}

function words(shown: Exclude<Shown, { type: 'asking' | 'cannot' }>): string {
  const { bytes, here, seen, whole } = shown.state;
  const size = inMegabytes(bytes);
  if (shown.type === 'keeping')
    return `Keeping it: ${inMegabytes(shown.bytes)} of ${size} are here.`;
  if (shown.type === 'removing') return 'Removing it…';
  if (whole)
    return `All pages are kept in this browser, with the nats-server that labs run. They take ${size} of room on this device, and open without a connection.`;
  const pages = seen === 1 ? '1 page that you opened is' : `${seen} pages that you opened are`;
  return [
    `The whole site takes ${size} of room on this device.`,
    'Less than that comes over the line where the host packs its files.',
    ...(here === 0
      ? []
      : [`${inMegabytes(here)} of it are here already, from a try that ended early.`]),
    ...(seen === 0 ? [] : [`${pages} kept already.`]),
  ].join(' ');
}
