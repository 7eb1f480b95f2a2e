import { useState } from 'react';
import { emptyHistory } from '../../console/history.ts';
import { Store } from '../../lab/session/store.ts';
import Console from '../Console/Console.tsx';
import Commands from './Commands.tsx';

/** The console of a server, below the commands that the bench keeps for it. */
export default function ConsoleAt({ server, onUsed }: { server: string; onUsed: () => void }) {
  const [history] = useState(() => new Store(emptyHistory));
  return (
    <>
      <Commands server={server} history={history} />
      <Console server={server} history={history} onTyped={onUsed} onShown={onUsed} />
    </>
  );
}
