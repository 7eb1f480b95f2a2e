import { useEffect, useState } from 'react';
import * as v from 'valibot';
import { leafSchema, type ClassLeaf } from '../../class/records.ts';
import { errorText } from '../../lab/error-text.ts';
import { useTrainer } from './context.ts';

const leafsSchema = v.array(leafSchema);

/** How often the hub is asked while its leafs are looked at, in milliseconds. */
const every = 2000;

/** The leaf connections of the hub, as it tells of them itself while the page looks at them. */
export function useLeafs(): { leafs: ClassLeaf[] | undefined; problem: string } {
  const { client } = useTrainer();
  const [leafs, setLeafs] = useState<ClassLeaf[]>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const answer = v.safeParse(leafsSchema, await client.ask('leafs', {}));
        if (gone) return;
        if (answer.success) setLeafs(answer.output);
        setProblem(answer.success ? '' : 'The hub answered what this page cannot read.');
      } catch (error) {
        if (!gone) setProblem(errorText(error));
      }
      if (!gone) timer = setTimeout(() => void look(), every);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client]);
  return { leafs, problem };
}
