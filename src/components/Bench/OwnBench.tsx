import { useEffect, useState } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { BenchDraft } from '../../bench/draft.ts';
import { DeskContext } from './desk-context.ts';
import { Desk } from './desk.ts';
import Arrived from './Arrived.tsx';
import Begin from './Begin.tsx';
import TakeIn from './TakeIn.tsx';
import { presentDesk } from './take-in-context.ts';
import Workspace from './Workspace.tsx';

/** A person's own network: what it begins with, and then the bench that it is on. */
export default function OwnBench() {
  const [shown, setShown] = useState<{ state: BenchState; key: number }>();
  const open = (state: BenchState) => setShown((was) => ({ state, key: (was?.key ?? 0) + 1 }));
  return (
    <Arrived besides={shown !== undefined} onOpen={open}>
      <TakeIn onOpen={open}>
        {shown ? <AtDesk key={shown.key} state={shown.state} /> : <Begin onBegin={open} />}
      </TakeIn>
    </Arrived>
  );
}

function AtDesk({ state }: { state: BenchState }) {
  const [desk] = useState(() => new Desk(new BenchDraft(state)));
  useEffect(() => {
    presentDesk.set(desk);
    const end = desk.follow();
    return () => {
      end();
      presentDesk.update((now) => (now === desk ? undefined : now));
    };
  }, [desk]);
  return (
    <DeskContext value={desk}>
      <Workspace />
    </DeskContext>
  );
}
