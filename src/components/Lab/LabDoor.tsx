import { useHistory, useLocation } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useState, type MouseEvent } from 'react';
import { errorText } from '../../lab/error-text.ts';
import type { OwnNetwork } from '../../site-data/bench-href.ts';
import BenchDoor from '../BenchDoor/BenchDoor.tsx';
import { useLab, type PageLab } from './context.ts';
import { keptConfigs } from './kept-configs.ts';

/**
 * Opens the lab that it stands in in the bench, with the configurations that its servers have by then. Servers that run
 * stay on their page: the bench is then in another tab.
 */
export default function LabDoor() {
  const lab = useLab();
  const { pathname } = useLocation();
  const history = useHistory();
  const base = useBaseUrl('/');
  const [failure, setFailure] = useState('');
  // It has a login of its reader's at the hub of their class.
  if (lab.exercise?.elsewhere === 'class') return null;
  const own = ownNetworkOf(lab, pathname);

  const open = (event: MouseEvent) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
    event.preventDefault();
    setFailure('');
    // Opened at the press itself: later, a browser takes it for an advertisement.
    const tab = isAtRest(lab) ? null : window.open('', '_blank');
    addressOf(own, lab).then(
      (address) => {
        const path = base + address.slice(1);
        if (tab) tab.location.assign(path);
        else history.push(path);
      },
      (error: unknown) => {
        tab?.close();
        setFailure(errorText(error));
      },
    );
  };
  return (
    <>
      <BenchDoor of={own} onClick={open} />
      {failure !== '' && <p role="alert">{failure}</p>}
    </>
  );
}

/** What the bench knows the lab of a page by. */
function ownNetworkOf({ name, exercise }: PageLab, pathname: string): OwnNetwork | undefined {
  if (!exercise) return { kind: 'topology', name };
  const [, folder] = /\/(labs|troubleshooting)\/[^/]+\/?$/.exec(pathname) ?? [];
  if (folder === undefined) return undefined;
  return { kind: folder === 'labs' ? 'lab' : 'trouble', name };
}

const isAtRest = ({ session }: PageLab): boolean =>
  ['idle', 'failed'].includes(session.snapshot.get().state.type);

/** The configurations that the reader has applied, as far as they may leave the page. */
function presentIn(lab: PageLab): Readonly<Record<string, string>> {
  const { topology, snapshot } = lab.session;
  // They have a login at a hub elsewhere.
  if (topology.outside) return {};
  return isAtRest(lab) ? keptConfigs(lab.name, topology).get() : snapshot.get().configs;
}

async function addressOf(own: OwnNetwork | undefined, lab: PageLab): Promise<string> {
  const { benchAddress } = await import(
    /* webpackChunkName: 'bench-address' */ './bench-address.ts'
  );
  return benchAddress(own, lab.session.topology, presentIn(lab));
}
