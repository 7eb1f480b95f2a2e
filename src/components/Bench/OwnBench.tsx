import { useEffect, useState } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { BenchDraft } from '../../bench/draft.ts';
import { DeskContext } from './desk-context.ts';
import { Desk } from './desk.ts';
import Begin from './Begin.tsx';
import Workspace from './Workspace.tsx';

/** A person's own network: what it begins with, and then the bench that it is on. */
export default function OwnBench() {
  const [state, setState] = useState<BenchState>();
  if (!state) return <Begin onBegin={setState} />;
  return <AtDesk state={state} />;
}

function AtDesk({ state }: { state: BenchState }) {
  const [desk] = useState(() => new Desk(new BenchDraft(state)));
  useEffect(() => desk.follow(), [desk]);
  return (
    <DeskContext value={desk}>
      <Workspace />
    </DeskContext>
  );
}
